import { BarChart } from '../../charts/BarChart.tsx';
import type { ObjectKind } from '../../crm/object-kind.ts';
import type { Property } from '../../crm/property.ts';
import { AlertBox } from '../../design/AlertBox.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import type { ReportSettings } from './report-settings.ts';
import { SummaryTable } from './SummaryTable.tsx';
import type { Summary } from './summary.ts';
import { mostRecords, useReport } from './use-report.ts';

export function ReportResult(props: {
  settings: ReportSettings;
  kind: ObjectKind;
  properties: readonly Property[];
}) {
  const { settings, kind, properties } = props;
  const { account } = usePortal();
  const loaded = useReport(settings, kind, properties);
  const labelOf = (name: string) => properties.find((property) => property.name === name)?.label ?? name;
  const measure = properties.find((property) => property.name === settings.sum);
  const show = (value: string) =>
    measure?.isMoney
      ? Number(value).toLocaleString('en', { style: 'currency', currency: account.companyCurrency })
      : Number(value).toLocaleString('en', { maximumFractionDigits: 2 });
  const title = [
    measure ? `Sum of ${measure.label}` : `Number of ${kind.plural.toLowerCase()}`,
    settings.group && `by ${labelOf(settings.group)}`,
    settings.month && `${settings.group ? 'and' : 'by'} month of ${labelOf(settings.month)}`,
  ].filter(Boolean);
  return (
    <section className="panel report__result" aria-label="Result">
      <h2>{title.join(' ')}</h2>
      <LoadedView loaded={loaded} label="Adding up">
        {({ summary, isComplete, count }) => (
          <>
            {!isComplete && (
              <AlertBox tone="warning">
                Only the first {mostRecords.toLocaleString('en')} records are counted.
              </AlertBox>
            )}
            <p className="report__total">
              <strong>{show(summary.total)}</strong> over {count.toLocaleString('en')}{' '}
              {count === 1 ? 'record' : 'records'}
            </p>
            {count > 0 && (
              <>
                <SummaryChart summary={summary} byMonth={settings.month !== ''} />
                <SummaryTable
                  summary={summary}
                  groupLabel={settings.group ? labelOf(settings.group) : 'All'}
                  byMonth={settings.month !== ''}
                  show={show}
                />
              </>
            )}
          </>
        )}
      </LoadedView>
    </section>
  );
}

const mostColours = 10;

function SummaryChart({ summary, byMonth }: { summary: Summary; byMonth: boolean }) {
  const drawn = summary.groups.slice(0, mostColours);
  if (!byMonth) {
    const data = drawn.map((group) => ({ group: group.name || 'All', value: Number(group.total) }));
    return (
      <BarChart
        data={data}
        axes={{ x: { field: 'group', fieldType: 'category' }, y: { field: 'value', fieldType: 'linear' } }}
        options={{ showDataLabels: true }}
      />
    );
  }
  const data = drawn.flatMap((group) =>
    summary.months.map((month, at) => ({ month, group: group.name, value: Number(group.values[at] ?? 0) })),
  );
  return (
    <BarChart
      data={data}
      axes={{
        x: { field: 'month', fieldType: 'category', label: 'Month' },
        y: { field: 'value', fieldType: 'linear' },
        options: { groupFieldByColor: 'group', stacking: true },
      }}
      options={{ showLegend: true }}
    />
  );
}
