import { Flex, TextArea } from '@hubspot/ui-extensions';
import { words } from '../words.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { parseCheckIn, startCheckIn } from './check-in-draft.ts';
import { ANSWERS } from './choices.ts';
import { DayField } from './DayField.tsx';
import { FormFooter } from './FormFooter.tsx';
import { problemProps } from './field.ts';
import type { FormSetting } from './form-setting.ts';
import { useForm } from './useForm.ts';

const FIELDS = ['happenedOn', 'outcome', 'twoWay'];

/** Logs a check-in with this partner. */
export function CheckInForm({ setting }: { setting: FormSetting }) {
  const { server, today, newRequestId, onSaved, onCancel } = setting;
  const form = useForm({
    start: startCheckIn(today),
    fields: FIELDS,
    parse: (draft, requestId) => parseCheckIn(draft, requestId, today),
    newRequestId,
    send: server.logCheckIn,
    onSaved: (card) => onSaved(card, words.form.checkIn.saved),
  });
  const { draft, problems, phase, edit } = form;
  const field = { problems, readOnly: phase !== 'editing' };
  return (
    <Flex direction="column" gap="md">
      <DayField
        {...field}
        label={words.form.checkIn.happenedOn}
        name="happenedOn"
        day={draft.happenedOn}
        today={today}
        onChoose={(happenedOn) => edit({ happenedOn })}
      />
      <TextArea
        label={words.form.checkIn.outcome}
        name="outcome"
        required
        readOnly={field.readOnly}
        rows={3}
        value={draft.outcome}
        onChange={(outcome) => edit({ outcome })}
        {...problemProps(problems, 'outcome')}
      />
      <ChoiceField
        {...field}
        label={words.form.checkIn.twoWay}
        name="twoWay"
        value={draft.twoWay}
        choices={ANSWERS}
        onChoose={(twoWay) => edit({ twoWay })}
      />
      <FormFooter
        form={form}
        save={words.form.checkIn.save}
        onCancel={() => onCancel({ unconfirmed: phase === 'unconfirmed' })}
      />
    </Flex>
  );
}
