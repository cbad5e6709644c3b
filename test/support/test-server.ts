/** The run's PostgreSQL, passed from jest's globalSetup to its globalTeardown (same process, maybe two module copies). */
export type TestServer = { readonly folder: string; close(): Promise<void> };

const KEY = Symbol.for('partnerships.test-server');

export function keepServer(server: TestServer): void {
  Reflect.set(globalThis, KEY, server);
}

export function takeServer(): TestServer | undefined {
  const server: TestServer | undefined = Reflect.get(globalThis, KEY);
  Reflect.deleteProperty(globalThis, KEY);
  return server;
}
