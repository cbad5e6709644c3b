import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseProject } from './support/parse-project.ts';

const PROJECT = path.join(import.meta.dirname, '../../extensions');

describe('the HubSpot project', () => {
  test('is one that HubSpot’s own parser reads, with our address filled in from the profile', async () => {
    expect(await parseProject(PROJECT, 'sandbox')).toMatchObject({
      kind: 'valid',
      components: {
        partnerships_app: {
          distribution: 'private',
          auth: { type: 'static' },
          permittedUrls: { fetch: ['https://partnerships.example.com'] },
        },
        partnerships_webhooks: {
          settings: { targetUrl: 'https://partnerships.example.com/webhooks/hubspot' },
        },
        partnerships_company_card: { location: 'crm.record.tab', objectTypes: ['companies'] },
      },
    });
  });

  test('is valid under the example profile that people copy', async () => {
    expect(await parseProject(PROJECT, 'example')).toMatchObject({ kind: 'valid' });
  });
});

describe('a broken project', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'project-'));
    cpSync(PROJECT, directory, { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const replace = async (file: string, what: string, by: string) => {
    const whole = path.join(directory, 'src', file);
    const before = await readFile(whole, 'utf8');
    expect(before).toContain(what);
    await writeFile(whole, before.replace(what, by));
  };

  test.each([
    ['a profile without our address', 'hsprofile.sandbox.json', 'PUBLIC_URL', 'OTHER_URL', /PUBLIC_URL/],
    ['an address without https', 'hsprofile.sandbox.json', 'https://', 'http://', /pattern/],
    ['a field HubSpot does not know', 'app/app-hsmeta.json', '"distribution"', '"distributed"', /distribut/],
    ['a card without its file', 'app/cards/company-card-hsmeta.json', 'CompanyCard', 'Lost', /Lost\.tsx/],
    ['a uid with a blank', 'app/app-hsmeta.json', 'partnerships_app', 'partnerships app', /uid/i],
  ])('is told from a valid one: %s', async (_, file, what, by, message) => {
    await replace(file, what, by);
    const parsed = await parseProject(directory, 'sandbox').catch((error: Error) => ({
      kind: 'invalid',
      problems: error.message,
    }));
    expect(parsed).toEqual({ kind: 'invalid', problems: expect.stringMatching(message) });
  });
});
