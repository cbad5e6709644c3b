import { LoadedView } from '../../design/LoadedView.tsx';
import { goTo } from '../../navigation.ts';
import { usePortal } from '../../portal.ts';
import { reportAddress } from '../../route.ts';
import { useLoaded } from '../../use-loaded.ts';
import { ReportControls } from './ReportControls.tsx';
import { ReportResult } from './ReportResult.tsx';
import { parseReportSettings, type ReportSettings, reportQuery } from './report-settings.ts';

/** A single-object report, as HubSpot has it: one kind of record, grouped, by month, a sum or a count. */
export function ReportPage({ settings: search }: { settings: URLSearchParams }) {
  const { api, kinds } = usePortal();
  const settings = parseReportSettings(search);
  const kind = kinds.find((one) => one.typeId === settings.typeId);
  const properties = useLoaded(() => api.properties(settings.typeId), [settings.typeId]);
  const change = (changed: Partial<ReportSettings>) =>
    goTo(reportAddress(reportQuery({ ...settings, ...changed })));
  if (kind === undefined) return <p className="page">There is no kind of record “{settings.typeId}”.</p>;
  return (
    <section className="page">
      <header className="page__head">
        <div>
          <h1>Report</h1>
          <p className="page__count">One kind of record, summed up</p>
        </div>
      </header>
      <LoadedView loaded={properties} label="Loading properties">
        {(known) => (
          <div className="report">
            <ReportControls settings={settings} properties={known} onChange={change} />
            <ReportResult key={search.toString()} settings={settings} kind={kind} properties={known} />
          </div>
        )}
      </LoadedView>
    </section>
  );
}
