import { type FormEvent, useState } from 'react';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { withPipeline } from '../../crm/pipeline.ts';
import type { Property } from '../../crm/property.ts';
import { createRecord } from '../../crm/record.ts';
import { AlertBox } from '../../design/AlertBox.tsx';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { FieldFrame } from '../../design/FieldFrame.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { goTo } from '../../navigation.ts';
import { usePortal } from '../../portal.ts';
import { recordAddress } from '../../route.ts';
import { messageOf, useLoaded } from '../../use-loaded.ts';
import { PropertyInput } from '../PropertyInput.tsx';

const alsoAsked: Readonly<Record<string, readonly string[]>> = {
  company: ['name', 'domain', 'city', 'country'],
  deal: ['dealname', 'dealstage', 'amount', 'deal_currency_code', 'closedate'],
  contact: ['email', 'firstname', 'lastname', 'jobtitle'],
  partner: ['name', 'partner_key', 'primary_type', 'stage', 'activated_on', 'compensation_model'],
  referral: ['name', 'referral_key', 'direction', 'status', 'referred_on', 'accepted_on', 'method'],
  partner_activity: ['name', 'activity_key', 'kind', 'status', 'happened_on', 'two_way', 'outcome'],
};

/** Asks for the few properties a person fills in first, and opens the new record. */
export function CreateDialog({ kind, onClose }: { kind: ObjectKind; onClose: () => void }) {
  const { api } = usePortal();
  const fields = useLoaded(async () => {
    const properties = await api.properties(kind.typeId);
    const wanted = alsoAsked[kind.name] ?? [...kind.nameProperties, ...kind.columns];
    return wanted.flatMap((name) => properties.filter((one) => one.name === name && !one.isReadOnly));
  }, [kind]);
  return (
    <Dialog title={`Create ${kind.singular.toLowerCase()}`} kind="sheet" onClose={onClose}>
      <LoadedView loaded={fields} label="Loading the form">
        {(properties) => <CreateForm kind={kind} properties={properties} onClose={onClose} />}
      </LoadedView>
    </Dialog>
  );
}

function CreateForm(props: { kind: ObjectKind; properties: readonly Property[]; onClose: () => void }) {
  const { kind, properties, onClose } = props;
  const { api } = usePortal();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState('');
  const [isSending, setSending] = useState(false);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    try {
      const filled = Object.entries(values).filter(([, value]) => value !== '');
      const pipelines = await api.pipelines(kind.typeId);
      const properties = withPipeline(Object.fromEntries(filled), pipelines);
      const record = await createRecord(api.request, kind.typeId, properties);
      goTo(recordAddress(kind.typeId, record.id));
    } catch (error) {
      setProblem(messageOf(error));
      setSending(false);
    }
  };
  return (
    <form className="sheet-form" onSubmit={create} noValidate>
      <div className="dialog__body fields">
        {problem !== '' && (
          <AlertBox tone="danger" title="The record was not created">
            {problem}
          </AlertBox>
        )}
        {properties.map((property) => (
          <FieldFrame
            key={property.name}
            label={property.label}
            description={property.description || undefined}
          >
            {(attributes) => (
              <PropertyInput
                attributes={attributes}
                typeId={kind.typeId}
                property={property}
                value={values[property.name] ?? ''}
                onChange={(value) => setValues((before) => ({ ...before, [property.name]: value }))}
              />
            )}
          </FieldFrame>
        ))}
      </div>
      <div className="dialog__foot">
        <Button look="primary" type="submit" disabled={isSending}>
          Create
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
