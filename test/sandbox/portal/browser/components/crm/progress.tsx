import type {
  CrmAssociationStageTrackerProps,
  CrmReportProps,
  CrmSimpleDeadlineProps,
  CrmStageTrackerProps,
  CrmStatisticsProps,
} from '@hubspot/ui-extensions';
import { LoadedView } from '../../design/LoadedView.tsx';
import { ProgressBar } from '../progress.tsx';
import { StepIndicator } from '../steps.tsx';
import { Fields } from './records.tsx';
import {
  type AssociatedRecord,
  type ShownRecord,
  useAssociatedRecords,
  useCrmRecord,
} from './use-crm-record.ts';

export function CrmStageTracker(props: CrmStageTrackerProps) {
  const loaded = useCrmRecord(props.properties, props.objectTypeId, props.objectId);
  return (
    <LoadedView loaded={loaded} label="Loading the stage">
      {(shown) => <Stages shown={shown} withFields={props.showProperties ?? true} />}
    </LoadedView>
  );
}

export function CrmAssociationStageTracker(props: CrmAssociationStageTrackerProps) {
  const loaded = useAssociatedRecords(props.properties, props.objectTypeId);
  return (
    <LoadedView loaded={loaded} label="Loading the stages">
      {(records) =>
        records.map((shown) => (
          <Stages key={shown.record.id} shown={shown} withFields={props.showProperties ?? true} />
        ))
      }
    </LoadedView>
  );
}

function Stages({ shown, withFields }: { shown: ShownRecord; withFields: boolean }) {
  const stage = shown.record.properties.dealstage;
  const pipeline = shown.pipelines.find((one) => one.id === shown.record.properties.pipeline);
  const stages = pipeline?.stages ?? [];
  return (
    <div>
      <StepIndicator
        stepNames={stages.map((one) => one.label)}
        currentStep={stages.findIndex((one) => one.id === stage)}
      />
      {withFields && <Fields shown={shown} direction="row" />}
    </div>
  );
}

export function CrmSimpleDeadline(props: CrmSimpleDeadlineProps) {
  const { startDatePropertyName, endDatePropertyName, properties } = props;
  const loaded = useCrmRecord([startDatePropertyName, endDatePropertyName, ...properties]);
  return (
    <LoadedView loaded={loaded} label="Loading the deadline">
      {(shown) => {
        const start = Date.parse(shown.record.properties[startDatePropertyName] ?? '');
        const end = Date.parse(shown.record.properties[endDatePropertyName] ?? '');
        const passed = Math.round((100 * (Date.now() - start)) / (end - start));
        return (
          <div>
            <ProgressBar
              aria-label="Time passed"
              value={Number.isFinite(passed) ? passed : 0}
              showPercentage
            />
            {(props.showProperties ?? true) && <Fields shown={shown} direction="row" />}
          </div>
        );
      }}
    </LoadedView>
  );
}

type Statistic = CrmStatisticsProps['statistics'][number];

export function CrmStatistics(props: CrmStatisticsProps) {
  const names = props.statistics.map((statistic) => statistic.propertyName);
  const loaded = useAssociatedRecords(names, props.objectTypeId);
  return (
    <LoadedView loaded={loaded} label="Loading statistics">
      {(records) => (
        <div className="hs-statistics">
          {props.statistics.map((statistic) => (
            <div className="hs-statistics__item" key={statistic.label}>
              <span className="hs-statistics__label">{statistic.label}</span>
              <span className="hs-statistics__number">{measure(statistic, records)}</span>
            </div>
          ))}
        </div>
      )}
    </LoadedView>
  );
}

function measure(statistic: Statistic, records: readonly AssociatedRecord[]): string {
  const texts = records.flatMap((one) => one.record.properties[statistic.propertyName] ?? []).filter(Boolean);
  const numbers = texts.map(Number);
  const sum = numbers.reduce((total, number) => total + number, 0);
  switch (statistic.statisticType) {
    case 'COUNT':
      return String(texts.length);
    case 'DISTINCT_APPROX':
      return String(new Set(texts).size);
    case 'SUM':
      return sum.toLocaleString('en');
    case 'AVG':
      return numbers.length === 0
        ? '--'
        : (sum / numbers.length).toLocaleString('en', { maximumFractionDigits: 2 });
    case 'MIN':
      return numbers.length === 0 ? '--' : Math.min(...numbers).toLocaleString('en');
    case 'MAX':
      return numbers.length === 0 ? '--' : Math.max(...numbers).toLocaleString('en');
    case 'PERCENTILES':
      return percentile(numbers, statistic.percentile);
  }
}

function percentile(numbers: readonly number[], percent: number): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length));
  return sorted[at]?.toLocaleString('en') ?? '--';
}

/** Saved reports are not part of the sandbox; its report page is. */
export function CrmReport(props: CrmReportProps) {
  return <div className="unknown">Report {props.reportId}: the sandbox has no saved reports</div>;
}
