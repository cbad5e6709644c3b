import { createContext, useContext } from 'react';
import type { Account } from './crm/account.ts';
import { type CrmApi, createCrmApi } from './crm/crm-api.ts';
import type { ObjectKind } from './crm/object-kind.ts';
import type { Owner } from './crm/owner.ts';
import { readSession, type Session } from './session.ts';

/** What every page may need. */
export type Portal = {
  readonly session: Session;
  readonly api: CrmApi;
  readonly kinds: readonly ObjectKind[];
  readonly account: Account;
  readonly owners: readonly Owner[];
};

export async function openPortal(): Promise<Portal> {
  const session = await readSession();
  const api = createCrmApi(session.user.id);
  const [kinds, account, owners] = await Promise.all([api.kinds(), api.account(), api.owners()]);
  return { session, api, kinds, account, owners };
}

export const portalContext = createContext<Portal | null>(null);

export function usePortal(): Portal {
  const portal = useContext(portalContext);
  if (portal === null) throw new Error('A page was rendered outside of the portal');
  return portal;
}
