import { Flex } from '@hubspot/ui-extensions';
import { words } from '../words.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { PARTNERSHIP_TYPES } from './choices.ts';
import { FormFooter } from './FormFooter.tsx';
import type { FormSetting } from './form-setting.ts';
import { type PartnershipDraft, parsePartnership } from './partnership-draft.ts';
import { useForm } from './useForm.ts';

const START: PartnershipDraft = { primaryType: '' };

/** Makes this company a partner. */
export function PartnershipForm({ setting }: { setting: FormSetting }) {
  const { server, newRequestId, onSaved, onCancel } = setting;
  const form = useForm({
    start: START,
    fields: ['primaryType'],
    parse: parsePartnership,
    newRequestId,
    send: server.startPartnership,
    onSaved: (card) => onSaved(card, words.form.partnership.saved),
  });
  return (
    <Flex direction="column" gap="md">
      <ChoiceField
        label={words.form.partnership.primaryType}
        name="primaryType"
        readOnly={form.phase !== 'editing'}
        problems={form.problems}
        value={form.draft.primaryType}
        choices={PARTNERSHIP_TYPES}
        onChoose={(primaryType) => form.edit({ primaryType })}
      />
      <FormFooter
        form={form}
        save={words.form.partnership.save}
        onCancel={() => onCancel({ unconfirmed: form.phase === 'unconfirmed' })}
      />
    </Flex>
  );
}
