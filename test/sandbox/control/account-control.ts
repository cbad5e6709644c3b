import { z } from 'zod';
import { seedMany } from '../seed/many-records.ts';
import { linksFrom } from '../state/links.ts';
import { installProject } from '../webhooks/install-project.ts';
import { ControlMistake, type ControlOperation, readControl } from './control-call.ts';

const seed = z.strictObject({ seed: z.enum(['demo', 'empty']).default('empty') });

/** Back to a fresh account: records, schemas, faults, limits, log and pending deliveries go; the upload stays undone. */
export const resetPortal: ControlOperation = {
  method: 'POST',
  path: '/reset',
  run({ sandboxed, body }) {
    const input = readControl(seed, body);
    sandboxed.reset(input.seed);
    return { seed: input.seed };
  },
};

const many = z
  .strictObject({
    companies: z.number().int().min(0).max(100_000).default(0),
    deals: z.number().int().min(0).max(1_000_000).default(0),
  })
  .refine(({ companies, deals }) => companies > 0 || deals === 0, 'deals need companies');

/** Adds many plain companies and deals to what is there, without a webhook; for size, not for show. */
export const seedRecords: ControlOperation = {
  method: 'POST',
  path: '/seed',
  run({ sandboxed, body }) {
    const counts = readControl(many, body);
    seedMany(sandboxed.portal, counts);
    return counts;
  },
};

/** Everything the account holds, as plain JSON: records with values and links, schemas, owners. */
export const dumpPortal: ControlOperation = {
  method: 'GET',
  path: '/dump',
  run({ sandboxed, query }) {
    const { portal } = sandboxed;
    const only = query.get('objectType');
    const types = [...portal.types.values()].filter((type) => only === null || type.name === only);
    return {
      account: { ...portal.account, rates: Object.fromEntries(portal.account.rates) },
      owners: portal.owners,
      assume: portal.assume,
      objects: Object.fromEntries(
        types.map((type) => [
          type.name,
          portal.tableOf(type.objectTypeId).rows.map((record) => ({
            id: record.id,
            archived: record.archivedAt !== undefined,
            ...(record.mergedInto === undefined ? {} : { mergedInto: record.mergedInto }),
            properties: record.values,
            associations: Object.fromEntries(
              [...portal.types.values()].flatMap((to) => {
                const links = linksFrom(portal.links, type.objectTypeId, to.objectTypeId, record.id);
                return links.size === 0 ? [] : [[to.name, Object.fromEntries(links)]];
              }),
            ),
          })),
        ]),
      ),
    };
  },
};

const uploadInput = z.strictObject({ dir: z.string(), targetUrl: z.url(), signedUrl: z.url() });

/** Installs the webhooks of a project folder of this machine. */
export const uploadProject: ControlOperation = {
  method: 'POST',
  path: '/projects',
  run({ sandboxed, body }) {
    const input = readControl(uploadInput, body);
    try {
      sandboxed.webhooks.installation = installProject(sandboxed.portal, input);
    } catch (error) {
      throw new ControlMistake(error instanceof Error ? error.message : String(error));
    }
    return { subscriptions: sandboxed.webhooks.installation?.subscriptions ?? [] };
  },
};

const currencyInput = z.strictObject({
  companyCurrency: z.string().length(3).optional(),
  rates: z.record(z.string().length(3), z.string()).optional(),
});

/** Changes rates; open deals follow at their next write, closed deals never. Nothing tells an app of it. */
export const setCurrencies: ControlOperation = {
  method: 'POST',
  path: '/currencies',
  run({ sandboxed, body }) {
    const input = readControl(currencyInput, body);
    const { account } = sandboxed.portal;
    if (input.companyCurrency !== undefined) account.companyCurrency = input.companyCurrency;
    if (input.rates !== undefined) {
      const wrong = Object.entries(input.rates).find(([, rate]) => !(Number(rate) > 0));
      if (wrong) throw new ControlMistake(`rate of ${wrong[0]} must be a number above 0`);
      account.rates = new Map(Object.entries(input.rates));
    }
    return { companyCurrency: account.companyCurrency, rates: Object.fromEntries(account.rates) };
  },
};
