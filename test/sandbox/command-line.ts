import { parseArgs } from 'node:util';

export type CommandLine = {
  port: number;
  seed: 'demo' | 'empty';
  /** Where webhooks are posted; undefined installs no project. */
  webhookTarget?: string;
  /** What HubSpot would call: webhooks are signed for this origin, and cards fetch from it. */
  publicUrl: string;
};

export const USAGE =
  'npm run sandbox -- [--port 4010] [--seed demo|empty] [--webhook-target http://127.0.0.1:3000/webhooks/hubspot] [--public-url https://partnerships.example.com]';

/** Reads the command line; throws with what is wrong and the usage. */
export function parseCommandLine(args: string[]): CommandLine {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4010' },
      seed: { type: 'string', default: 'demo' },
      'webhook-target': { type: 'string' },
      'public-url': { type: 'string', default: 'https://partnerships.example.com' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port} is no port`);
  if (values.seed !== 'demo' && values.seed !== 'empty') throw new Error('--seed is demo or empty');
  if (!URL.canParse(values['public-url'])) throw new Error(`--public-url ${values['public-url']} is no URL`);
  const target = values['webhook-target'];
  if (target !== undefined && !URL.canParse(target)) throw new Error(`--webhook-target ${target} is no URL`);
  return {
    port,
    seed: values.seed,
    publicUrl: values['public-url'],
    ...(target === undefined ? {} : { webhookTarget: target }),
  };
}
