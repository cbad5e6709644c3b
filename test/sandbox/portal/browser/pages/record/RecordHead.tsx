import { useState } from 'react';
import { displayValue } from '../../crm/display.ts';
import { archiveRecord, nameOf } from '../../crm/record.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { GoLink } from '../../design/GoLink.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useToast } from '../../design/Toasts.tsx';
import { usePortal } from '../../portal.ts';
import { goTo, listAddress } from '../../routes.ts';
import { messageOf } from '../../use-loaded.ts';
import { type OpenRecord, useDisplaySetting } from './open-record.ts';

export function RecordHead({ open }: { open: OpenRecord }) {
  const { kind, record, properties } = open;
  const setting = useDisplaySetting(open);
  const name = nameOf(kind, record);
  const facts = kind.columns
    .flatMap((column) => properties.filter((property) => property.name === column))
    .map((property) => ({ label: property.label, text: displayValue(property, record.properties, setting) }))
    .filter(({ text }) => text !== '')
    .slice(0, 4);
  return (
    <header className="panel record-head">
      <GoLink to={listAddress(kind.typeId)} className="record-head__back">
        <Icon name="left" size={12} /> {kind.plural}
      </GoLink>
      <div className="record-head__who">
        <span className="avatar" aria-hidden="true">
          <Icon name={kind.icon} size={24} />
        </span>
        <div>
          <h1>{name}</h1>
          <p className="record-head__kind">
            {kind.singular} · {record.id}
          </p>
        </div>
      </div>
      <dl className="record-head__facts">
        {facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <RecordActions open={open} name={name} />
    </header>
  );
}

function RecordActions({ open, name }: { open: OpenRecord; name: string }) {
  const { api } = usePortal();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    try {
      await archiveRecord(api.request, open.kind.typeId, open.record.id);
      toast({ tone: 'success', message: `${name} was deleted` });
      goTo(listAddress(open.kind.typeId));
    } catch (error) {
      toast({ tone: 'danger', title: 'This was not deleted', message: messageOf(error) });
      setAsking(false);
    }
  };
  return (
    <div className="record-head__actions">
      <Button size="small" onClick={open.page.refresh}>
        <Icon name="refresh" size={14} /> Refresh
      </Button>
      <Button size="small" onClick={() => setAsking(true)}>
        <Icon name="delete" size={14} /> Delete
      </Button>
      {isAsking && (
        <Dialog title={`Delete ${name}?`} width="small" danger onClose={() => setAsking(false)}>
          <p className="dialog__body">HubSpot keeps a deleted record for 90 days.</p>
          <div className="dialog__foot">
            <Button look="destructive" onClick={remove}>
              Delete
            </Button>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
