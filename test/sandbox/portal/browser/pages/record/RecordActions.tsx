import { useState } from 'react';
import { archiveRecord } from '../../crm/record.ts';
import { mergeRecords } from '../../crm/restore-and-merge.ts';
import { AlertBox } from '../../design/AlertBox.tsx';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useToast } from '../../design/Toasts.tsx';
import { goTo } from '../../navigation.ts';
import { usePortal } from '../../portal.ts';
import { listAddress, recordAddress } from '../../route.ts';
import { messageOf } from '../../use-loaded.ts';
import type { OpenRecord } from './open-record.ts';
import { RecordChoice } from './RecordChoice.tsx';

export function RecordActions({ open, name }: { open: OpenRecord; name: string }) {
  const [asked, setAsked] = useState<'delete' | 'merge'>();
  const close = () => setAsked(undefined);
  return (
    <div className="record-head__actions">
      <Button size="small" onClick={open.page.refresh}>
        <Icon name="refresh" size={14} /> Refresh
      </Button>
      <Button size="small" onClick={() => setAsked('merge')}>
        Merge
      </Button>
      <Button size="small" onClick={() => setAsked('delete')}>
        <Icon name="delete" size={14} /> Delete
      </Button>
      {asked === 'delete' && <DeleteDialog open={open} name={name} onClose={close} />}
      {asked === 'merge' && <MergeDialog open={open} name={name} onClose={close} />}
    </div>
  );
}

type Asked = { open: OpenRecord; name: string; onClose: () => void };

function DeleteDialog({ open, name, onClose }: Asked) {
  const { api } = usePortal();
  const toast = useToast();
  const [problem, setProblem] = useState('');
  const remove = async () => {
    try {
      await archiveRecord(api.request, open.kind.typeId, open.record.id);
      toast({ tone: 'success', message: `${name} was deleted` });
      goTo(listAddress(open.kind.typeId));
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Dialog title={`Delete ${name}?`} width="small" danger onClose={onClose}>
      <div className="dialog__body fields">
        {problem !== '' && <AlertBox tone="danger">{problem}</AlertBox>}
        <p>HubSpot keeps a deleted record for 90 days. Its list can restore it.</p>
      </div>
      <div className="dialog__foot">
        <Button look="destructive" onClick={() => void remove()}>
          Delete
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}

function MergeDialog({ open, name, onClose }: Asked) {
  const { api } = usePortal();
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState('');
  const merge = async () => {
    try {
      const id = await mergeRecords(api.request, open.kind.typeId, open.record.id, chosen);
      if (id === open.record.id) open.page.refresh();
      else goTo(recordAddress(open.kind.typeId, id));
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Dialog title={`Merge another into ${name}`} onClose={onClose}>
      <div className="dialog__body fields">
        {problem !== '' && <AlertBox tone="danger">{problem}</AlertBox>}
        <RecordChoice kind={open.kind} chosen={chosen} onChoose={setChosen} except={open.record.id} />
      </div>
      <div className="dialog__foot">
        <Button look="primary" disabled={chosen === ''} onClick={() => void merge()}>
          Merge
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
