import type { Summary } from './summary.ts';

export function SummaryTable(props: {
  summary: Summary;
  groupLabel: string;
  byMonth: boolean;
  show: (value: string) => string;
}) {
  const { summary, groupLabel, byMonth, show } = props;
  return (
    <div className="hs-table hs-table--bordered hs-table--condensed">
      <table>
        <thead>
          <tr>
            <th scope="col">{groupLabel}</th>
            {byMonth &&
              summary.months.map((month) => (
                <th scope="col" className="is-number" key={month}>
                  {month}
                </th>
              ))}
            <th scope="col" className="is-number">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {summary.groups.map((group) => (
            <SummaryRow
              key={group.name}
              {...group}
              name={group.name || 'All'}
              byMonth={byMonth}
              show={show}
            />
          ))}
        </tbody>
        <tfoot>
          <SummaryRow
            name="Total"
            values={summary.totals}
            total={summary.total}
            byMonth={byMonth}
            show={show}
          />
        </tfoot>
      </table>
    </div>
  );
}

function SummaryRow(props: {
  name: string;
  values: readonly string[];
  total: string;
  byMonth: boolean;
  show: (value: string) => string;
}) {
  const { name, values, total, byMonth, show } = props;
  return (
    <tr>
      <th scope="row">{name}</th>
      {byMonth &&
        values.map((value, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns are the months, always in this order
          <td className="is-number" key={at}>
            {Number(value) === 0 ? '–' : show(value)}
          </td>
        ))}
      <td className="is-number">
        <strong>{show(total)}</strong>
      </td>
    </tr>
  );
}
