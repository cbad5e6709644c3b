import type { Account, Owner } from '../state/account.ts';

/** Berlin, EUR, and three more currencies. */
export function seededAccount(portalId: number): Account {
  return {
    portalId,
    timeZone: 'Europe/Berlin',
    accountType: 'STANDARD',
    companyCurrency: 'EUR',
    rates: new Map([
      ['USD', '0.86'],
      ['GBP', '1.15'],
      ['JPY', '0.0056'],
    ]),
    customObjectLimit: 10,
  };
}

/** Rae and Max share owner and user id; Ina does not, and Tom is archived. */
export function seededOwners(at: number): Owner[] {
  const sales = { id: '301', name: 'Sales', primary: true };
  const partnerships = { id: '302', name: 'Partnerships', primary: true };
  return [
    {
      id: '7001',
      userId: 7001,
      email: 'rae@example.com',
      firstName: 'Rae',
      lastName: 'Porter',
      teams: [partnerships],
      archived: false,
      createdAt: at,
    },
    {
      id: '7002',
      userId: 7002,
      email: 'max@example.com',
      firstName: 'Max',
      lastName: 'Adler',
      teams: [sales],
      archived: false,
      createdAt: at,
    },
    {
      id: '9103',
      userId: 7003,
      email: 'ina@example.com',
      firstName: 'Ina',
      lastName: 'Berg',
      teams: [sales],
      archived: false,
      createdAt: at,
    },
    {
      id: '9104',
      userId: 7004,
      email: 'tom@example.com',
      firstName: 'Tom',
      lastName: 'Roth',
      teams: [],
      archived: true,
      createdAt: at,
    },
  ];
}
