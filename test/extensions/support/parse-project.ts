import { existsSync } from 'node:fs';
import path from 'node:path';
import { httpClient } from '@hubspot/local-dev-lib/http/client';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { isTranslationError, translate } from '@hubspot/project-parsing-lib/translate';
import { componentSchemas } from './component-schemas.ts';

export type ParsedProject =
  | { kind: 'valid'; components: Record<string, unknown> }
  | { kind: 'invalid'; problems: string };

/**
 * Reads a HubSpot project under one of its profiles with HubSpot's own parser, without a network: the one request it
 * makes, for the schemas of component configurations, is answered from component-schemas.ts.
 */
export async function parseProject(directory: string, profile: string): Promise<ParsedProject> {
  const { srcDir, platformVersion } = parseProjectConfig(directory);
  const projectSourceDir = path.join(directory, srcDir);
  try {
    const { intermediateRepresentation, skippedHsMetaFiles } = await offline(() =>
      translate({ projectSourceDir, platformVersion, accountId: 1 }, { skipValidation: false, profile }),
    );
    const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
    const problems = [
      ...skippedHsMetaFiles.map((file) => `${file}: no folder HubSpot reads`),
      ...nodes.flatMap(({ config }) => missingEntrypoint(config, projectSourceDir)),
    ];
    if (problems.length > 0) return { kind: 'invalid', problems: problems.join('\n') };
    return { kind: 'valid', components: Object.fromEntries(nodes.map(({ uid, config }) => [uid, config])) };
  } catch (error) {
    if (isTranslationError(error)) return { kind: 'invalid', problems: error.toString() };
    throw error;
  }
}

function missingEntrypoint(config: unknown, projectSourceDir: string): string[] {
  if (typeof config !== 'object' || config === null || !('entrypoint' in config)) return [];
  const file = path.join(projectSourceDir, String(config.entrypoint));
  return existsSync(file) ? [] : [`${config.entrypoint}: no such file`];
}

async function offline<Result>(work: () => Promise<Result>): Promise<Result> {
  const { env } = process;
  const { adapter } = httpClient.defaults;
  // The library asks for an account before any request; this one has no key that opens anything.
  process.env = {
    ...env,
    USE_ENVIRONMENT_HUBSPOT_CONFIG: 'true',
    HUBSPOT_ACCOUNT_ID: '1',
    HUBSPOT_API_KEY: 'offline',
  };
  httpClient.defaults.adapter = async (config) => {
    if (!config.url?.includes('project-components-external/project-schemas/')) {
      throw new Error(`a request nobody foresaw: ${config.url}`);
    }
    return { data: componentSchemas, status: 200, statusText: 'OK', headers: {}, config };
  };
  try {
    return await work();
  } finally {
    process.env = env;
    if (adapter) httpClient.defaults.adapter = adapter;
  }
}
