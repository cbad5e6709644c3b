import { displayValue } from '../../crm/display.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import type { Property } from '../../crm/property.ts';
import { readAllRecords } from '../../crm/search.ts';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';
import type { ReportSettings } from './report-settings.ts';
import { monthOf, type Row, summarise } from './summary.ts';

export const mostRecords = 10_000;

/** Reads the records and adds them up; empty groups are called so, not left out. */
export function useReport(settings: ReportSettings, kind: ObjectKind, properties: readonly Property[]) {
  const { api, account, owners } = usePortal();
  return useLoaded(async () => {
    const { group, month, sum, where, is } = settings;
    const names = [group, month, sum, where].filter(Boolean);
    const { records, isComplete } = await readAllRecords(api.request, kind.typeId, names, mostRecords);
    const { companyCurrency, timeZone } = account;
    const setting = { owners, companyCurrency, timeZone, pipelines: await api.pipelines(kind.typeId) };
    const groupProperty = properties.find((property) => property.name === group);
    const monthProperty = properties.find((property) => property.name === month);
    const kept = records.filter((record) => is === '' || record.properties[where] === is);
    const rows = kept.map(
      (record): Row => ({
        group: groupProperty ? displayValue(groupProperty, record.properties, setting) || 'No value' : '',
        month: monthOf(record.properties[month], monthProperty?.type === 'date', timeZone),
        value: sum === '' ? '1' : record.properties[sum] || '0',
      }),
    );
    // A report by month leaves out what has no date, as HubSpot's does.
    const dated = month === '' ? rows : rows.filter((row) => row.month !== '');
    return { summary: summarise(dated), isComplete, count: dated.length };
  }, [settings.typeId, properties, ...Object.values(settings)]);
}
