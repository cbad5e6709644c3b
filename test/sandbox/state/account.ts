export type Account = {
  portalId: number;
  timeZone: string;
  accountType: 'STANDARD' | 'SANDBOX' | 'DEVELOPER_TEST';
  companyCurrency: string;
  /** Currency → how much company currency one unit is worth. */
  rates: Map<string, string>;
  customObjectLimit: number;
};

export type Team = { id: string; name: string; primary: boolean };

/** Owner ids and user ids are two different numbers in HubSpot; some of the seeded owners happen to share them. */
export type Owner = {
  id: string;
  userId: number;
  email: string;
  firstName: string;
  lastName: string;
  teams: Team[];
  archived: boolean;
  createdAt: number;
};

export function currenciesOf(account: Account): string[] {
  return [account.companyCurrency, ...account.rates.keys()];
}
