import { createRenderer } from '@hubspot/ui-extensions/testing';
import { CompanyCardRoot } from '../../../extensions/src/app/cards/screen/CompanyCardRoot.tsx';
import { readScreen } from './read-screen.ts';
import { createStubServer } from './stub-server.ts';

export const COMPANY = '/ui/companies/4992';
/** 22:30 on 9 March in New York, already 10 March in London. */
const NOW = new Date('2026-03-10T02:30:00Z');

type Setting = { timezone?: string; locale?: string; variables?: Record<string, string> };

/** The card of company 4992 on HubSpot's test renderer, against a stub server, at a fixed time. */
export function createStage(setting: Setting = {}) {
  const { timezone = 'America/New_York', locale = 'en-us' } = setting;
  const { variables = { PUBLIC_URL: 'https://partnerships.example.com/' } } = setting;
  const server = createStubServer('https://partnerships.example.com');
  Object.assign(globalThis, { self: { hsFetch: server.hsFetch } });
  const renderer = createRenderer('crm.record.tab');
  const alerts: unknown[] = [];
  let ids = 0;
  const random = {
    getRandomValues: (bytes: Uint8Array) => {
      ids += 1;
      return bytes.fill(ids);
    },
  };
  const context = {
    user: { locale },
    portal: { timezone },
    crm: { objectId: 4992 },
    variables,
  };
  const screen = () => readScreen(renderer.getRootNode());
  return {
    ...renderer,
    server,
    alerts,
    screen,
    open: () =>
      renderer.render(
        <CompanyCardRoot
          context={context}
          actions={{ addAlert: (alert) => alerts.push(alert) }}
          now={() => NOW}
          random={random}
        />,
      ),
    /** Waits until some line of the screen is exactly this. */
    sees: (line: string) =>
      renderer.waitFor(() => {
        if (!screen().includes(line)) throw new Error(`not on screen: ${line}`);
      }),
  };
}
