import { rmSync } from 'node:fs';
import { takeServer } from './test-server.ts';

/** After all tests: the run's PostgreSQL stops and its data goes. */
export default async function stopPostgres(): Promise<void> {
  const server = takeServer();
  if (server === undefined) return;
  await server.close();
  rmSync(server.folder, { recursive: true, force: true });
}
