import type { CrmRecord } from './record.ts';

/** All records of one object type, found by id or unique value. `rows` keeps the order of ids. */
export type RecordTable = {
  rows: CrmRecord[];
  byId: Map<string, CrmRecord>;
  /** property → value in lower case → record id. */
  unique: Map<string, Map<string, string>>;
};

export function createRecordTable(): RecordTable {
  return { rows: [], byId: new Map(), unique: new Map() };
}

/** Follows merges: an absorbed id answers with its survivor. */
export function recordById(table: RecordTable, id: string): CrmRecord | undefined {
  let record = table.byId.get(id);
  while (record?.mergedInto !== undefined) record = table.byId.get(record.mergedInto);
  return record;
}

export function recordIdByUnique(table: RecordTable, property: string, value: string): string | undefined {
  return table.unique.get(property)?.get(value.toLowerCase());
}

export function claimUnique(table: RecordTable, property: string, value: string, id: string): void {
  let index = table.unique.get(property);
  if (!index) {
    index = new Map();
    table.unique.set(property, index);
  }
  index.set(value.toLowerCase(), id);
}

export function releaseUnique(table: RecordTable, property: string, value: string, id: string): void {
  const index = table.unique.get(property);
  if (index?.get(value.toLowerCase()) === id) index.delete(value.toLowerCase());
}
