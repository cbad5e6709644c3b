/** A person's own calls of HubSpot's API, to fill the sandbox before a test looks at it. */
export type Person = {
  create(type: string, properties: Record<string, string>): Promise<string>;
  read(type: string, id: string, properties: readonly string[]): Promise<Record<string, string | null>>;
  /** With the type whose label it is, or the unlabelled one. */
  associate(
    from: readonly [type: string, id: string],
    to: readonly [string, string],
    label?: string,
  ): Promise<void>;
};

type RecordAnswer = { id: string; properties: Record<string, string | null> };
type LabelsAnswer = { results: { category: string; typeId: number; label: string | null }[] };

export function createPerson(sandboxUrl: string): Person {
  return {
    async create(type, properties) {
      const body = { properties, associations: [] };
      const record: RecordAnswer = await call(sandboxUrl, 'POST', `/crm/objects/2026-09/${type}`, body);
      return record.id;
    },
    async read(type, id, properties) {
      const path = `/crm/objects/2026-09/${type}/${id}?properties=${properties.join(',')}`;
      const record: RecordAnswer = await call(sandboxUrl, 'GET', path);
      return record.properties;
    },
    async associate([from, fromId], [to, toId], label) {
      const path = `/crm/associations/2026-09/${from}/${to}/labels`;
      const labels: LabelsAnswer = await call(sandboxUrl, 'GET', path);
      const type = labels.results.find((one) => (one.label ?? undefined) === label);
      if (type === undefined) throw new Error(`No label "${label}" from ${from} to ${to}`);
      await call(sandboxUrl, 'PUT', `/crm/objects/2026-09/${from}/${fromId}/associations/${to}/${toId}`, [
        { associationCategory: type.category, associationTypeId: type.typeId },
      ]);
    },
  };
}

async function call(sandboxUrl: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${sandboxUrl}${path}`, {
    method,
    headers: { 'X-Sandbox-User': '7001', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
