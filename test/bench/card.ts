import { createPerson } from '../flows/person.ts';
import { PUBLIC_URL } from '../support/sandbox-config.ts';
import { signV3 } from '../support/sign.ts';
import { createWorld } from '../support/world.ts';
import { countCalls, sum } from './calls.ts';
import type { Row } from './row.ts';
import { enterScene } from './scene.ts';

const MOST_BYTES = 20 * 1024;

/** The card of a partner with many referrals and won deals, while the mirror is fresh. */
export async function measureCard({ deals: count }: { readonly deals: number }): Promise<Row[]> {
  const calls = countCalls();
  const world = await createWorld({ onCall: calls.onCall });
  try {
    const person = await createPerson(world);
    const { partners, deals } = await enterScene(person, { deals: count, partners: 1 });
    await person.updateMany('deal', deals, { dealstage: 'closedwon' });
    await world.settle();
    const [own] = await world.crm.linked('partner', partners[0] ?? '', 'company');
    calls.take();
    const query = `userId=7001&portalId=${world.portalId}&userEmail=rae@example.com&appId=${world.sandbox.appId}`;
    const path = `/ui/companies/${own?.id}?${query}`;
    const headers = signV3({
      ...{ secret: world.sandbox.clientSecret, method: 'GET', uri: `${PUBLIC_URL}${path}`, body: '' },
      timestamp: world.sandbox.now(),
    });
    const response = await fetch(`${world.server.url()}${path}`, { headers });
    const text = await response.text();
    if (!response.ok || !text.startsWith('{"ok":true')) throw new Error(`the card was refused: ${text}`);
    const made = sum(calls.take());
    const bytes = Buffer.byteLength(text);
    return [
      {
        what: 'company card: HubSpot calls, mirror fresh',
        ...{ ours: String(made), comparison: 'one request of the card', ratio: '' },
        ...{ target: '0', met: made === 0 },
      },
      {
        what: `company card: bytes, partner of ${count} deals`,
        ...{ ours: String(bytes), comparison: '', ratio: '', target: `≤ ${MOST_BYTES}` },
        met: bytes <= MOST_BYTES,
      },
    ];
  } finally {
    await world.stop();
  }
}
