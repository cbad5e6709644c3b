import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import { Actions } from '../forms/Actions.tsx';
import type { FormSetting } from '../forms/form-setting.ts';
import { ReferralForm } from '../forms/ReferralForm.tsx';
import type { ReferralPlace } from '../forms/referral-draft.ts';
import type { ClientView } from '../view/client-view.ts';
import { words } from '../words.ts';
import { Deals } from './Deals.tsx';
import { Facts } from './Facts.tsx';
import { Lines } from './Lines.tsx';
import { Notices } from './Notices.tsx';

type Props = { view: ClientView; place: ReferralPlace; setting: FormSetting };

export function ClientScreen({ view, place, setting }: Props) {
  const actions = [
    {
      key: 'referral',
      label: words.form.referral.openFurther,
      form: (open: FormSetting) => <ReferralForm place={place} setting={open} />,
    },
  ];
  return (
    <Flex direction="column" gap="md">
      <Notices notices={view.notices} />
      <Heading>{view.title}</Heading>
      <Facts facts={view.facts} />
      <Actions actions={actions} setting={setting} />
      <Deals deals={view.deals} />
      <Lines title={words.client.otherReferrals} lines={view.otherReferrals} />
      <Text variant="microcopy">{view.asOf}</Text>
    </Flex>
  );
}
