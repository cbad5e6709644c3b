import { Divider, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { Actions } from '../forms/Actions.tsx';
import { CheckInForm } from '../forms/CheckInForm.tsx';
import type { FormSetting } from '../forms/form-setting.ts';
import { ReferralForm } from '../forms/ReferralForm.tsx';
import type { PartnerView } from '../view/partner-view.ts';
import { words } from '../words.ts';
import { Counters } from './Counters.tsx';
import { Facts } from './Facts.tsx';
import { Health } from './Health.tsx';
import { Lines } from './Lines.tsx';
import { NextStep } from './NextStep.tsx';
import { Notices } from './Notices.tsx';
import { Revenue } from './Revenue.tsx';

export function PartnerScreen({ view, setting }: { view: PartnerView; setting: FormSetting }) {
  const { partnerId } = view;
  const actions = [
    {
      key: 'referral',
      label: words.form.referral.open,
      form: (open: FormSetting) => <ReferralForm place={{ kind: 'at-partner', partnerId }} setting={open} />,
    },
    {
      key: 'check-in',
      label: words.form.checkIn.open,
      form: (open: FormSetting) => <CheckInForm setting={open} />,
    },
  ];
  return (
    <Flex direction="column" gap="md">
      <Notices notices={view.notices} />
      <Heading>{view.title}</Heading>
      <Health health={view.health} />
      <NextStep nextStep={view.nextStep} />
      <Actions actions={actions} setting={setting} />
      <Counters counters={view.counters} />
      <Revenue revenue={view.revenue} />
      <Lines title={words.recent.title} lines={view.recent} />
      <Divider />
      <Heading>{words.terms.title}</Heading>
      <Facts facts={view.terms} />
      <Text variant="microcopy">{view.asOf}</Text>
    </Flex>
  );
}
