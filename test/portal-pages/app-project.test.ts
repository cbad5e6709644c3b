import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readAppProject } from '../sandbox/portal/app-project/app-project.ts';

const fixture = fileURLToPath(new URL('../browser/fixtures/project', import.meta.url));
const screensFixture = fileURLToPath(new URL('../browser/fixtures/app-screens', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'project-'));
  await cp(fixture, folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

describe('reading the app’s project', () => {
  test('finds its cards, and fills the profile’s variables in where it uses them', async () => {
    const project = await readAppProject(folder, {});
    expect({ ...project, permittedOrigins: [...project.permittedOrigins] }).toEqual({
      appName: 'Fixture app',
      permittedOrigins: ['https://profile.example.com'],
      variables: { PUBLIC_URL: 'https://profile.example.com', GREETING: 'from the profile' },
      cards: [
        {
          uid: 'broken',
          name: 'Broken',
          location: 'crm.record.tab',
          objectTypes: ['contacts'],
          root: path.join(folder, 'src/app/cards'),
          entry: 'Broken.tsx',
        },
        {
          uid: 'gallery',
          name: 'Gallery',
          location: 'crm.record.tab',
          objectTypes: ['companies'],
          root: path.join(folder, 'src/app/cards'),
          entry: 'Gallery.tsx',
        },
      ],
      screens: [],
    });
  });

  test('takes given variables over those of the profile', async () => {
    const project = await readAppProject(folder, { PUBLIC_URL: 'https://given.example.com' });
    expect([...project.permittedOrigins]).toEqual(['https://given.example.com']);
    expect(project.variables.GREETING).toBe('from the profile');
  });

  test('refuses a variable without a value, and an origin that HubSpot would not call', async () => {
    await expect(readAppProject(folder, { PUBLIC_URL: 'http://plain.example.com' })).rejects.toThrow(
      'not an https',
    );
    await expect(readAppProject(folder, { PUBLIC_URL: 'https://localhost:3000' })).rejects.toThrow(
      'not an https',
    );
    await rm(path.join(folder, 'src/hsprofile.sandbox.json'));
    await expect(readAppProject(folder, {})).rejects.toThrow(/uses \$\{PUBLIC_URL\}/);
  });

  test('finds its pages and its settings, and accepts one of each', async () => {
    await cp(screensFixture, folder, { recursive: true });
    expect((await readAppProject(folder, {})).screens).toEqual([
      {
        uid: 'screens_pages',
        location: 'pages',
        root: path.join(folder, 'src/app/pages'),
        entry: 'Pages.tsx',
      },
      {
        uid: 'screens_settings',
        location: 'settings',
        root: path.join(folder, 'src/app/settings'),
        entry: 'Settings.tsx',
      },
    ]);
    await writeFile(
      path.join(folder, 'src/app/pages/home-hsmeta.json'),
      '{"uid":"home","type":"page","config":{"entrypoint":"/app/pages/Home.tsx","location":"home"}}',
    );
    await expect(readAppProject(folder, {})).rejects.toThrow('An app has one page component, this one has 2');
  });

  test('refuses a card that is not one', async () => {
    await writeFile(
      path.join(folder, 'src/app/cards/odd-hsmeta.json'),
      '{"uid":"odd","type":"card","config":{}}',
    );
    await expect(readAppProject(folder, {})).rejects.toThrow('entrypoint');
  });
});
