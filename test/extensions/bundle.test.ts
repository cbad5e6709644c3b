import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const CARDS = path.join(import.meta.dirname, '../../extensions/src/app/cards');
const BUILD = path.join(import.meta.dirname, 'support/build-card.ts');

/** Today's size, 62 KB, and room to grow; every record page loads it. HubSpot names no limit. */
const LARGEST = 80_000;

test('HubSpot’s bundler builds the card: small, without React, and without what a worker lacks', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'card-'));
  try {
    // In a process of its own: under jest's NODE_ENV the bundle would hold React's development parts.
    await promisify(execFile)(
      process.execPath,
      ['--no-warnings', BUILD, CARDS, 'CompanyCard.tsx', directory],
      { env: { ...process.env, NODE_ENV: 'production' } },
    );
    const bundle = await readFile(path.join(directory, 'CompanyCard.js'), 'utf8');
    expect(bundle.length).toBeLessThan(LARGEST);
    expect(bundle).toContain('Loading the partnership');
    expect(bundle).not.toMatch(/ReactCurrentDispatcher|ReactCurrentBatchConfig/);
    expect(bundle).not.toMatch(/\b(localStorage|sessionStorage|XMLHttpRequest|document\.)/);
  } finally {
    await rm(directory, { recursive: true });
  }
}, 30_000);
