import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import { createRequest } from '../../src/hubspot/request.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REACHES_OUT =
  /\bfetch\(|['"](node:)?(https?|net|tls|dgram|http2)['"]|['"](undici|axios|got|ws|@hubspot\/api-client)['"]/;

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('only three files call out, two to HUBSPOT_BASE_URL and one for the journal’s files; the others listen, or hold the embedded database', () => {
  const files = ['src', 'webhooks'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const reaching = files.filter((file) => REACHES_OUT.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(reaching.filter((file) => !file.startsWith('src/store/embedded/')).sort()).toEqual([
    'src/hubspot/journal-file.ts',
    'src/hubspot/request.ts',
    'src/hubspot/token-endpoint.ts',
    'webhooks/server.ts',
  ]);
});

test('a HubSpot that sends us elsewhere: the other address learns no token, and its answer counts for nothing', async () => {
  const told: unknown[] = [];
  const elsewhere = await listen((request, response) => {
    told.push(request.headers.authorization);
    response.end('{}');
  });
  const hubspot = await listen((_request, response) => {
    response.writeHead(307, { location: `${elsewhere}/metadata` }).end();
  });
  const request = createRequest({ baseUrl: hubspot, accessToken: 'test-token' });
  const outcome = await request({ method: 'GET', path: '/account-info/2026-09/details' }).catch(
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Problem);
  expect(told).toEqual([undefined]);
});
