import type { CompanyCard } from '../contract/company-card.ts';
import type { FormSetting } from '../forms/form-setting.ts';
import { viewClient } from '../view/client-view.ts';
import { viewOther } from '../view/other-view.ts';
import { viewPartner } from '../view/partner-view.ts';
import type { Reader } from '../view/reader.ts';
import { ClientScreen } from './ClientScreen.tsx';
import { OtherScreen } from './OtherScreen.tsx';
import { PartnerScreen } from './PartnerScreen.tsx';

type Props = { card: CompanyCard; reader: Reader; setting: FormSetting };

/** One screen per kind of company. */
export function ReadyScreen({ card, reader, setting }: Props) {
  switch (card.kind) {
    case 'partner':
      return <PartnerScreen view={viewPartner(card, reader)} setting={setting} />;
    case 'referred-client': {
      const { client, partners } = card;
      const place = { kind: 'at-client', companyId: client.id, partners } as const;
      return <ClientScreen view={viewClient(card, reader)} place={place} setting={setting} />;
    }
    case 'other': {
      const { company, partners } = card;
      const place = { kind: 'at-client', companyId: company.id, partners } as const;
      return <OtherScreen view={viewOther(card, reader)} place={place} setting={setting} />;
    }
  }
}
