import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox/index.ts';

export type Reply = { status: number; body: Record<string, unknown>; headers: Headers };

/** Calls the sandbox as the app, or as a person. */
export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

export function callerOf(sandbox: Sandbox): Caller {
  return async (method, path, body, headers = { authorization: `Bearer ${sandbox.accessToken}` }) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
  };
}

export const RAE = { 'x-sandbox-user': '7001' };
export const START = '2026-03-02T09:00:00Z';

/** A frozen sandbox that delivers by hand, and how to call it. */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; call: Caller }> {
  const sandbox = await createSandbox({ clock: { startAt: START }, deliver: 'by-hand', ...options });
  return { sandbox, call: callerOf(sandbox) };
}

/** Back to an empty account and the first instant. */
export async function startOver(sandbox: Sandbox): Promise<void> {
  await sandbox.control('POST', '/reset');
  await sandbox.control('POST', '/clock', { mode: 'frozen', at: START });
}

/** Creates a record through the API and gives its id. */
export async function create(
  call: Caller,
  type: string,
  properties: Record<string, string>,
  associations: unknown[] = [],
): Promise<string> {
  const reply = await call('POST', `/crm/objects/2026-09/${type}`, { properties, associations });
  if (reply.status !== 201) throw new Error(`create ${type}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return String(reply.body.id);
}

export async function readProperties(
  call: Caller,
  type: string,
  id: string,
  names: string[],
): Promise<unknown> {
  const reply = await call('GET', `/crm/objects/2026-09/${type}/${id}?properties=${names.join(',')}`);
  const properties = reply.body.properties;
  if (typeof properties !== 'object' || properties === null) return reply.body;
  return Object.fromEntries(names.map((name) => [name, Reflect.get(properties, name)]));
}

/** A small custom object `partner` with a unique key, linked to companies and deals. */
export async function createPartnerSchema(call: Caller): Promise<string> {
  const reply = await call('POST', '/crm-object-schemas/2026-09/schemas', partnerSchema);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return String(reply.body.objectTypeId);
}

export const partnerSchema = {
  name: 'partner',
  labels: { singular: 'Partner', plural: 'Partners' },
  primaryDisplayProperty: 'name',
  secondaryDisplayProperties: [],
  requiredProperties: ['name'],
  searchableProperties: ['name'],
  associatedObjects: ['0-2', '0-3'],
  allowsSensitiveProperties: false,
  properties: [
    { name: 'name', label: 'Name', type: 'string', fieldType: 'text' },
    { name: 'partner_key', label: 'Key', type: 'string', fieldType: 'text', hasUniqueValue: true },
    {
      name: 'stage',
      label: 'Stage',
      type: 'enumeration',
      fieldType: 'select',
      options: [
        { label: 'Active', value: 'active', displayOrder: 0, hidden: false },
        { label: 'Ended', value: 'ended', displayOrder: 1, hidden: false },
      ],
    },
  ],
};
