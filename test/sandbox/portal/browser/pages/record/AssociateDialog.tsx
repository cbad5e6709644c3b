import { type FormEvent, useState } from 'react';
import { type AssociationType, associate } from '../../crm/association.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { AlertBox } from '../../design/AlertBox.tsx';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { FieldFrame } from '../../design/FieldFrame.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import { messageOf, useLoaded } from '../../use-loaded.ts';
import { RecordChoice } from './RecordChoice.tsx';

type From = { readonly kind: ObjectKind; readonly id: string };

/** Finds a record of another kind and associates it, with a label if the portal has labels for the pair. */
export function AssociateDialog(props: {
  from: From;
  to: ObjectKind;
  onClose: () => void;
  onDone: () => void;
}) {
  const { api } = usePortal();
  const { from, to, onClose } = props;
  const types = useLoaded(() => api.associationTypes(from.kind.typeId, to.typeId), [from, to]);
  return (
    <Dialog title={`Associate a ${to.singular.toLowerCase()}`} onClose={onClose}>
      <LoadedView loaded={types} label="Loading labels">
        {(known) => <AssociateForm {...props} types={known} />}
      </LoadedView>
    </Dialog>
  );
}

function AssociateForm(props: {
  from: From;
  to: ObjectKind;
  types: readonly AssociationType[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { api } = usePortal();
  const { from, to, types, onClose, onDone } = props;
  const [chosen, setChosen] = useState('');
  const [typeId, setTypeId] = useState(String(types[0]?.typeId ?? ''));
  const [problem, setProblem] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const type = types.find((one) => String(one.typeId) === typeId);
    if (chosen === '' || type === undefined) return setProblem('Choose a record first.');
    try {
      const here = { typeId: from.kind.typeId, id: from.id };
      await associate(api.request, here, { typeId: to.typeId, id: chosen }, type);
      onDone();
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <form onSubmit={save} noValidate>
      <div className="dialog__body fields">
        {problem !== '' && <AlertBox tone="danger">{problem}</AlertBox>}
        <RecordChoice kind={to} chosen={chosen} onChoose={setChosen} />
        <FieldFrame label="Association label">
          {(attributes) => (
            <select
              {...attributes}
              className="input"
              value={typeId}
              onChange={(event) => setTypeId(event.target.value)}
            >
              {types.map((type) => (
                <option key={type.typeId} value={type.typeId}>
                  {type.label ?? 'No label'}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      </div>
      <div className="dialog__foot">
        <Button look="primary" type="submit">
          Associate
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
