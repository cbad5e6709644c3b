import { type FormEvent, useState } from 'react';
import type { CardRecord } from '../../card/card-record.ts';
import { logActivity } from '../../crm/activity.ts';
import type { ActivityField, ActivityKind } from '../../crm/activity-kind.ts';
import { clockText, instantOf, readNow } from '../../crm/portal-time.ts';
import { AlertBox } from '../../design/AlertBox.tsx';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { useToast } from '../../design/Toasts.tsx';
import { usePortal } from '../../portal.ts';
import { messageOf, useLoaded } from '../../use-loaded.ts';
import { ActivityInput } from './ActivityInput.tsx';

type Asked = { page: CardRecord; kind: ActivityKind; onClose: () => void; onDone: () => void };

export function LogActivityDialog(props: Asked) {
  const now = useLoaded(readNow, []);
  return (
    <Dialog title={`Log a ${props.kind.word.toLowerCase()}`} onClose={props.onClose}>
      <LoadedView loaded={now} label="Loading the form">
        {(at) => <LogForm {...props} now={at} />}
      </LoadedView>
    </Dialog>
  );
}

const halfHourMs = 30 * 60_000;

function LogForm({ page, kind, onClose, onDone, now }: Asked & { now: number }) {
  const { api, account } = usePortal();
  const toast = useToast();
  const { timeZone } = account;
  const [values, setValues] = useState(() =>
    Object.fromEntries(kind.fields.map((field) => [field.name, firstValue(field, now, timeZone)])),
  );
  const [problem, setProblem] = useState('');
  const [isSending, setSending] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = kind.fields.find((field) => field.isRequired && !values[field.name]?.trim());
    if (missing !== undefined) return setProblem(`${missing.label} is missing.`);
    setSending(true);
    try {
      const filled = kind.fields.map((field) => [field.name, wireValue(field, values, timeZone)] as const);
      const given = Object.fromEntries(filled.filter(([, value]) => value !== ''));
      await logActivity(api, { typeId: page.kind.typeId, id: page.id }, kind, given);
      toast({ tone: 'success', message: `${kind.word} logged` });
      onDone();
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
      setSending(false);
    }
  };
  return (
    <form onSubmit={save} noValidate>
      <div className="dialog__body fields">
        {problem !== '' && <AlertBox tone="danger">{problem}</AlertBox>}
        {kind.fields.map((field) => (
          <ActivityInput
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
      </div>
      <div className="dialog__foot">
        <Button look="primary" type="submit" disabled={isSending}>
          Log {kind.word.toLowerCase()}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

/** A meeting begins as one that has just ended; everything else is now. */
function firstValue(field: ActivityField, now: number, timeZone: string): string {
  if (field.input === 'choice') return field.choices?.[0]?.[0] ?? '';
  if (field.input !== 'time') return '';
  return clockText(field.name === 'hs_meeting_start_time' ? now - halfHourMs : now, timeZone);
}

function wireValue(field: ActivityField, values: Readonly<Record<string, string>>, timeZone: string): string {
  const value = values[field.name] ?? '';
  return field.input === 'time' ? new Date(instantOf(value, timeZone)).toISOString() : value;
}
