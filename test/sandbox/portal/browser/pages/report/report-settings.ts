/** A report on one kind of record, as its address says it. Empty means none. */
export type ReportSettings = {
  readonly typeId: string;
  /** Property that makes the groups. */
  readonly group: string;
  /** Date property whose month makes the columns. */
  readonly month: string;
  /** Number property that is summed; records are counted without one. */
  readonly sum: string;
  /** Only records with this value of this property. */
  readonly where: string;
  readonly is: string;
};

export function parseReportSettings(search: URLSearchParams): ReportSettings {
  const read = (name: string) => search.get(name) ?? '';
  return {
    typeId: read('object') || '0-3',
    group: read('group'),
    month: read('month'),
    sum: read('sum'),
    where: read('where'),
    is: read('is'),
  };
}

/** The same, for the address; what is empty is left out. */
export function reportQuery(settings: ReportSettings): Record<string, string> {
  const { typeId, ...others } = settings;
  return Object.fromEntries(
    Object.entries({ object: typeId, ...others }).filter(([, value]) => value !== ''),
  );
}
