import { displayValue } from '../../crm/display.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import type { Pipeline } from '../../crm/pipeline.ts';
import type { Property } from '../../crm/property.ts';
import { type CrmRecord, nameOf } from '../../crm/record.ts';
import { GoLink } from '../../design/GoLink.tsx';
import { usePortal } from '../../portal.ts';
import { recordAddress } from '../../route.ts';
import { ValueText } from '../ValueText.tsx';

export function RecordTable(props: {
  kind: ObjectKind;
  columns: readonly Property[];
  pipelines: readonly Pipeline[];
  records: readonly CrmRecord[];
  isSearch: boolean;
}) {
  const { kind, columns, pipelines, records, isSearch } = props;
  const { account, owners } = usePortal();
  const setting = { owners, pipelines, companyCurrency: account.companyCurrency, timeZone: account.timeZone };
  if (records.length === 0) {
    return (
      <p className="panel__empty">
        {isSearch ? 'Nothing matches this search.' : `There are no ${kind.plural.toLowerCase()} yet.`}
      </p>
    );
  }
  return (
    <div className="hs-table hs-table--flush panel__table">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {columns.map((column) => (
              <th
                scope="col"
                key={column.name}
                className={column.type === 'number' ? 'is-number' : undefined}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <th scope="row">
                <GoLink to={recordAddress(kind.typeId, record.id)}>{nameOf(kind, record)}</GoLink>
              </th>
              {columns.map((column) => (
                <td key={column.name} className={column.type === 'number' ? 'is-number' : undefined}>
                  <ValueText property={column} text={displayValue(column, record.properties, setting)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
