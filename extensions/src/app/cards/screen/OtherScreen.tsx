import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { Actions } from '../forms/Actions.tsx';
import type { FormSetting } from '../forms/form-setting.ts';
import { PartnershipForm } from '../forms/PartnershipForm.tsx';
import { ReferralForm } from '../forms/ReferralForm.tsx';
import type { ReferralPlace } from '../forms/referral-draft.ts';
import type { OtherView } from '../view/other-view.ts';
import { words } from '../words.ts';
import { Notices } from './Notices.tsx';

type Props = { view: OtherView; place: ReferralPlace; setting: FormSetting };

export function OtherScreen({ view, place, setting }: Props) {
  const logReferral = {
    key: 'referral',
    label: words.form.referral.openFirst,
    form: (open: FormSetting) => <ReferralForm place={place} setting={open} />,
  };
  const startPartnership = {
    key: 'partnership',
    label: words.form.partnership.open,
    form: (open: FormSetting) => <PartnershipForm setting={open} />,
  };
  return (
    <Flex direction="column" gap="md">
      <Notices notices={view.notices} />
      <EmptyState title={view.title} layout="vertical" imageName="companies" flush>
        <Text>{view.text}</Text>
      </EmptyState>
      <Actions
        actions={view.canRefer ? [logReferral, startPartnership] : [startPartnership]}
        setting={setting}
      />
      <Text variant="microcopy">{view.asOf}</Text>
    </Flex>
  );
}
