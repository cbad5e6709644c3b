import type { ObjectKind } from '../../crm/object-kind.ts';
import { nameOf } from '../../crm/record.ts';
import { readDeleted, restoreRecord } from '../../crm/restore-and-merge.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { useToast } from '../../design/Toasts.tsx';
import { usePortal } from '../../portal.ts';
import { messageOf, useLoaded } from '../../use-loaded.ts';

/** What was deleted of a kind, each with a way back. */
export function RestoreDialog(props: { kind: ObjectKind; onClose: () => void; onDone: () => void }) {
  const { kind, onClose, onDone } = props;
  const { api } = usePortal();
  const toast = useToast();
  const deleted = useLoaded(() => readDeleted(api.request, kind.typeId, kind.nameProperties), [kind]);
  const restore = async (id: string, name: string) => {
    try {
      await restoreRecord(api.request, kind.typeId, id);
      toast({ tone: 'success', message: `${name} is back` });
      deleted.reload();
      onDone();
    } catch (error) {
      toast({ tone: 'danger', title: 'This was not restored', message: messageOf(error) });
    }
  };
  return (
    <Dialog title={`Deleted ${kind.plural.toLowerCase()}`} onClose={onClose}>
      <div className="dialog__body">
        <LoadedView loaded={deleted} label="Looking for deleted records">
          {(records) => (
            <ul className="deleted">
              {records.length === 0 && <li>Nothing was deleted.</li>}
              {records.map((record) => (
                <li key={record.id}>
                  <span>{nameOf(kind, record)}</span>
                  <Button size="small" onClick={() => void restore(record.id, nameOf(kind, record))}>
                    Restore
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </LoadedView>
      </div>
    </Dialog>
  );
}
