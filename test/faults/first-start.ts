import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { createTestDatabase } from '../support/database.ts';
import type { Compared } from './compare.ts';
import { applySchemaTo } from './installation.ts';
import { startProcess } from './process.ts';

/**
 * The first start on an empty database dies after each of its commits in turn, while it migrates, makes its queues and
 * learns which portal it serves; the next start must come up all the same.
 */
export async function dieAtFirstStart(): Promise<Compared> {
  const sandbox = await createSandbox({ deliver: 'by-hand' });
  const lost: string[] = [];
  let faults = 0;
  try {
    await applySchemaTo(sandbox);
    for (let point = 1; await dies(sandbox, point, lost); point++) faults += 1;
  } finally {
    await sandbox.stop();
  }
  return { what: 'the first start dies after each of its commits', lost, faults, events: 0, credits: 0 };
}

/** False once the start has fewer commits than that. */
async function dies(sandbox: Sandbox, point: number, lost: string[]): Promise<boolean> {
  const database = await createTestDatabase({ from: 'nothing' });
  try {
    const first = await startProcess(sandbox, database.url, point);
    if (first !== null) {
      await first.bury();
      return false;
    }
    const second = await startProcess(sandbox, database.url);
    const state = await second?.app.readiness();
    if (state?.migrations !== 'current')
      lost.push(`after commit ${point}: migrations are ${state?.migrations}`);
    await second?.bury();
    return true;
  } finally {
    await database.close();
  }
}
