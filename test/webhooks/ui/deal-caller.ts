import { dealAnswer, partnersAnswer } from '../../../extensions/src/app/cards/contract/deal-card.ts';
import type { World } from '../../support/world.ts';
import { createCardCaller, requestId } from './card-caller.ts';

type Answer = ReturnType<typeof dealAnswer.parse>;
type Card = Extract<Answer, { ok: true }>['card'];
export type DecidedCard = Extract<Card, { kind: 'decided' }>;

/** The deal card of one user, as HubSpot's proxy sends its requests. */
export type DealCaller = {
  get(dealId: string): Promise<Answer>;
  /** The same, of a deal that was decided. */
  card(dealId: string): Promise<DecidedCard>;
  partners(dealId: string, words: string): Promise<ReturnType<typeof partnersAnswer.parse>>;
  /** One click; a request id in the body makes it a repeat. */
  post(
    dealId: string,
    what: 'override' | 'accept' | 'unlock' | 'commission',
    body: Record<string, unknown>,
  ): Promise<Answer>;
  /** Bytes of the last answer. */
  bytes(): number;
};

let clicks = 0;

export function createDealCaller(world: World, userId = '7001'): DealCaller {
  const { send } = createCardCaller(world);
  const signed = `userId=${userId}&portalId=1001&appId=2001`;
  let last = 0;
  const answer = async (path: string, query: string, body?: Record<string, unknown>): Promise<unknown> => {
    const reply = await send({ path, query, ...(body === undefined ? {} : { body }) });
    if (reply.status !== 200) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
    last = reply.bytes;
    return reply.body;
  };
  const get = async (dealId: string) => dealAnswer.parse(await answer(`/ui/deals/${dealId}`, signed));
  return {
    get,
    async card(dealId) {
      const reply = await get(dealId);
      if (!reply.ok || reply.card.kind !== 'decided') throw new Error(JSON.stringify(reply));
      return reply.card;
    },
    async partners(dealId, words) {
      const query = `q=${encodeURIComponent(words)}&${signed}`;
      return partnersAnswer.parse(await answer(`/ui/deals/${dealId}/partners`, query));
    },
    async post(dealId, what, body) {
      clicks += 1;
      const sent = { requestId: requestId(9000 + clicks), ...body };
      return dealAnswer.parse(await answer(`/ui/deals/${dealId}/${what}`, signed, sent));
    },
    bytes: () => last,
  };
}
