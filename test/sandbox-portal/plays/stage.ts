import type { Sandbox } from '../../sandbox/index.ts';
import { callerOf, create, createPartnerSchema } from '../caller.ts';
import type { Stage } from './play.ts';

/** Makes a running sandbox ready for the plays. */
export async function createStage(sandbox: Sandbox): Promise<Stage> {
  const call = callerOf(sandbox);
  await sandbox.control('POST', '/tuning', { customObjectLimit: 1_000 });
  let last = 0;
  const unique = (text: string) => {
    last += 1;
    return `${text}${last}`;
  };
  return {
    ...{ url: sandbox.url, clientSecret: sandbox.clientSecret, call, unique },
    partnerType: await createPartnerSchema(call),
    async made(method, path, body) {
      const reply = await call(method, path, body);
      if (reply.status < 300) return reply.body;
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    },
    record: (type, properties) => create(call, type, properties ?? nameOf(type, unique(type))),
  };
}

function nameOf(type: string, name: string): Record<string, string> {
  return type === 'deals' ? { dealname: name } : { name };
}
