import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../report.ts';
import { endure, type Ordeal } from './ordeal.ts';
import { killedBeside, killedPostgres, killedServer, powerCut } from './ordeals.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { createDisk, powerCutMissing } from './power.ts';

/** Kills real processes under load: servers, PostgreSQL, and the power of both. */
export async function tryProcesses(report: Report, seed: number): Promise<void> {
  await tryPower(report, seed);
  const killings: ((postgres: Postgres) => Ordeal)[] = [killedServer, killedBeside, killedPostgres];
  for (const make of killings) await onOwnPostgres(report, make, seed);
}

async function onOwnPostgres(
  report: Report,
  make: (postgres: Postgres) => Ordeal,
  seed: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'partnerships-faults-'));
  // Open to PostgreSQL's own user when root runs this.
  chmodSync(folder, 0o755);
  const postgres = await startPostgres(folder);
  try {
    const ordeal = make(postgres);
    await report.add(ordeal.what, () => endure(ordeal, postgres.url, seed));
  } finally {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryPower(report: Report, seed: number): Promise<void> {
  const missing = powerCutMissing();
  if (missing !== null) return report.say(`skipped  the power is cut: ${missing}`);
  const disk = await createDisk();
  try {
    const postgres = await startPostgres(disk.folder);
    const ordeal = powerCut(disk, postgres);
    await report.add(ordeal.what, () => endure(ordeal, postgres.url, seed));
    await ordeal.end();
  } finally {
    await disk.remove();
  }
}
