import { useMemo } from 'react';
import { createCompanyServer } from '../server/company-server.ts';
import { createRequestId, type RandomSource } from '../server/request-id.ts';
import { serverAddress } from '../server/server-address.ts';
import { readerOf } from '../view/reader.ts';
import { CompanyScreen } from './CompanyScreen.tsx';
import { ProblemScreen } from './ProblemScreen.tsx';

/** What the card needs of HubSpot's context and actions. */
export type CardContext = {
  user: { locale?: string };
  portal: { timezone: string };
  crm: { objectId: number };
  variables?: Readonly<Record<string, unknown>>;
};

type Props = {
  context: CardContext;
  actions: { addAlert(alert: { type: 'success'; message: string }): void };
  now(): Date;
  /** Web Crypto, where the worker has it. */
  random: RandomSource | undefined;
};

/** Builds the card of one company from what HubSpot gives it. */
export function CompanyCardRoot({ context, actions, now, random }: Props) {
  const { user, portal, crm, variables } = context;
  const address = serverAddress(variables);
  const companyId = String(crm.objectId);
  const server = useMemo(
    () => (address === null ? null : createCompanyServer(address, companyId)),
    [address, companyId],
  );
  if (server === null)
    return <ProblemScreen problem={{ kind: 'not-configured' }} onRetry={() => undefined} />;
  return (
    <CompanyScreen
      key={companyId}
      server={server}
      reader={readerOf(user.locale, portal.timezone, now())}
      newRequestId={() => createRequestId(random)}
      onDone={(message) => actions.addAlert({ type: 'success', message })}
    />
  );
}
