import { Flex } from '@hubspot/ui-extensions';
import { words } from '../words.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { ClientField } from './ClientField.tsx';
import { DIRECTIONS, METHODS, partnerChoices } from './choices.ts';
import { DayField } from './DayField.tsx';
import { FormFooter } from './FormFooter.tsx';
import type { FormSetting } from './form-setting.ts';
import { parseReferral, type ReferralDraft, type ReferralPlace, startReferral } from './referral-draft.ts';
import { type FormState, useForm } from './useForm.ts';

const FIELDS = {
  'at-partner': ['direction', 'client', 'client.name', 'client.domain', 'referredOn', 'method'],
  'at-client': ['partnerId', 'referredOn', 'method'],
} as const;

/** Logs a referral: at a partner's card of any client, at a client's card by any partner. */
export function ReferralForm({ place, setting }: { place: ReferralPlace; setting: FormSetting }) {
  const { server, today, newRequestId, onSaved, onCancel } = setting;
  const form = useForm({
    start: startReferral(place, today),
    fields: FIELDS[place.kind],
    parse: (draft, requestId) => parseReferral(draft, requestId, today),
    newRequestId,
    send: server.logReferral,
    onSaved: (card) => onSaved(card, words.form.referral.saved),
  });
  const { draft, problems, phase, edit } = form;
  const field = { problems, readOnly: phase !== 'editing' };
  return (
    <Flex direction="column" gap="md">
      <WhoFields place={place} setting={setting} form={form} />
      <DayField
        {...field}
        label={words.form.referral.referredOn}
        name="referredOn"
        day={draft.referredOn}
        today={today}
        onChoose={(referredOn) => edit({ referredOn })}
      />
      <ChoiceField
        {...field}
        label={words.form.referral.method}
        name="method"
        value={draft.method}
        choices={METHODS}
        onChoose={(method) => edit({ method })}
      />
      <FormFooter
        form={form}
        save={words.form.referral.save}
        onCancel={() => onCancel({ unconfirmed: phase === 'unconfirmed' })}
      />
    </Flex>
  );
}

type WhoProps = { place: ReferralPlace; setting: FormSetting; form: FormState<ReferralDraft> };

/** Who referred whom, as far as the place does not say it already. */
function WhoFields({ place, setting, form: { draft, problems, phase, edit } }: WhoProps) {
  const field = { problems, readOnly: phase !== 'editing' };
  if (place.kind === 'at-client') {
    return (
      <ChoiceField
        {...field}
        label={words.form.referral.partnerId}
        name="partnerId"
        value={draft.partnerId}
        choices={partnerChoices(place.partners)}
        onChoose={(partnerId) => edit({ partnerId })}
      />
    );
  }
  return (
    <>
      <ChoiceField
        {...field}
        label={words.form.referral.direction}
        name="direction"
        value={draft.direction}
        choices={DIRECTIONS}
        onChoose={(direction) => edit({ direction })}
      />
      <ClientField
        {...field}
        client={draft.client}
        search={setting.server.search}
        onChange={(client) => edit({ client })}
      />
    </>
  );
}
