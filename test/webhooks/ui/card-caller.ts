import { cardAnswer, searchAnswer } from '../../../extensions/src/app/cards/contract/company-card.ts';
import { PUBLIC_URL } from '../../support/sandbox-config.ts';
import { signV3 } from '../../support/sign.ts';
import type { World } from '../../support/world.ts';

export type Reply = { readonly status: number; readonly bytes: number; readonly body: unknown };

/** The company card as HubSpot's proxy sends its requests: identity in the query, all of it signed. */
export type CardCaller = {
  get(companyId: string): Promise<ReturnType<typeof cardAnswer.parse>>;
  search(companyId: string, words: string): Promise<ReturnType<typeof searchAnswer.parse>>;
  post(
    companyId: string,
    what: 'referrals' | 'check-ins' | 'partner',
    body: Record<string, unknown>,
  ): Promise<ReturnType<typeof cardAnswer.parse>>;
  /** Any request; `query` is what stands behind the `?`, signed unless `secret` is another. */
  send(input: {
    readonly path: string;
    readonly query?: string;
    readonly body?: unknown;
    readonly secret?: string;
  }): Promise<Reply>;
};

export const RAE = 'userId=7001&portalId=1001&userEmail=rae%40example.com&appId=2001';

export function createCardCaller({ server, sandbox }: World, user = RAE): CardCaller {
  const send: CardCaller['send'] = async ({ path, query = user, body, secret = sandbox.clientSecret }) => {
    const method = body === undefined ? 'GET' : 'POST';
    const text = body === undefined ? '' : JSON.stringify(body);
    const pathAndQuery = `${path}?${query}`;
    const uri = `${PUBLIC_URL}${pathAndQuery}`.replaceAll('%40', '@');
    const headers = signV3({ secret, method, uri, body: text, timestamp: sandbox.now() });
    const response = await fetch(`${server.url()}${pathAndQuery}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    return { status: response.status, bytes: answer.length, body: JSON.parse(answer) };
  };
  /** Expected answers are 200s, small, and what the card's own parser takes. */
  const parsed = async <Answer>(reply: Promise<Reply>, parse: (body: unknown) => Answer): Promise<Answer> => {
    const { status, bytes, body } = await reply;
    if (status !== 200 || bytes > 20_000)
      throw new Error(`${status}, ${bytes} bytes: ${JSON.stringify(body)}`);
    return parse(body);
  };
  const pathOf = (companyId: string) => `/ui/companies/${companyId}`;
  return {
    send,
    get: (companyId) => parsed(send({ path: pathOf(companyId) }), (body) => cardAnswer.parse(body)),
    search: (companyId, words) =>
      parsed(
        send({ path: `${pathOf(companyId)}/search`, query: `q=${encodeURIComponent(words)}&${user}` }),
        (body) => searchAnswer.parse(body),
      ),
    post: (companyId, what, body) =>
      parsed(send({ path: `${pathOf(companyId)}/${what}`, body }), (answer) => cardAnswer.parse(answer)),
  };
}

/** A request id as the card makes one per click. */
export function requestId(click: number): string {
  return `click-0000-0000-${String(click).padStart(4, '0')}`;
}
