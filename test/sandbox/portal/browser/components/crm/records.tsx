import type {
  CrmAssociationPivotProps,
  CrmAssociationPropertyListProps,
  CrmAssociationTableProps,
  CrmDataHighlightProps,
  CrmPropertyListProps,
} from '@hubspot/ui-extensions';
import { nameOf } from '../../crm/record.ts';
import { GoLink } from '../../design/GoLink.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { ValueText } from '../../pages/ValueText.tsx';
import { recordAddress } from '../../route.ts';
import {
  type AssociatedRecord,
  type ShownRecord,
  useAssociatedRecords,
  useCrmRecord,
} from './use-crm-record.ts';

export function CrmPropertyList(props: CrmPropertyListProps) {
  const loaded = useCrmRecord(props.properties, props.objectTypeId, props.objectId);
  return (
    <LoadedView loaded={loaded} label="Loading properties">
      {(shown) => <Fields shown={shown} direction={props.direction === 'row' ? 'row' : 'column'} />}
    </LoadedView>
  );
}

export function CrmDataHighlight(props: CrmDataHighlightProps) {
  const loaded = useCrmRecord(props.properties, props.objectTypeId, props.objectId);
  return (
    <LoadedView loaded={loaded} label="Loading properties">
      {(shown) => <Fields shown={shown} direction="row" />}
    </LoadedView>
  );
}

export function CrmAssociationPropertyList(props: CrmAssociationPropertyListProps) {
  const loaded = useAssociatedRecords(props.properties, props.objectTypeId);
  const wanted = props.associationLabels ?? [];
  return (
    <LoadedView loaded={loaded} label="Loading the associated record">
      {(records) => {
        const first = records.find((one) => wanted.every((label) => one.labels.includes(label)));
        return first ? <Fields shown={first} direction="column" /> : <p>No associated record</p>;
      }}
    </LoadedView>
  );
}

export function CrmAssociationTable(props: CrmAssociationTableProps) {
  const loaded = useAssociatedRecords(props.propertyColumns, props.objectTypeId);
  return (
    <LoadedView loaded={loaded} label="Loading associated records">
      {(records) => <RecordRows records={records.slice(0, props.pageSize ?? 25)} />}
    </LoadedView>
  );
}

export function CrmAssociationPivot(props: CrmAssociationPivotProps) {
  const loaded = useAssociatedRecords([], props.objectTypeId);
  return (
    <LoadedView loaded={loaded} label="Loading associated records">
      {(records) => {
        const labels = props.associationLabels ?? [...new Set(records.flatMap((one) => one.labels))];
        return labels.map((label) => (
          <section key={label}>
            <h4>{label}</h4>
            <ul className="hs-list">
              {records
                .filter((one) => one.labels.includes(label))
                .slice(0, props.maxAssociations ?? 25)
                .map((one) => (
                  <li key={one.record.id}>
                    <RecordLink shown={one} />
                  </li>
                ))}
            </ul>
          </section>
        ));
      }}
    </LoadedView>
  );
}

function RecordRows({ records }: { records: readonly AssociatedRecord[] }) {
  const columns = records[0]?.fields ?? [];
  if (records.length === 0) return <p>No associated records</p>;
  return (
    <div className="hs-table hs-table--bordered">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {columns.map(({ property }) => (
              <th scope="col" key={property.name}>
                {property.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((shown) => (
            <tr key={shown.record.id}>
              <th scope="row">
                <RecordLink shown={shown} />
              </th>
              {shown.fields.map(({ property, text }) => (
                <td key={property.name}>
                  <ValueText property={property} text={text} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RecordLink({ shown }: { shown: ShownRecord }) {
  return (
    <GoLink to={recordAddress(shown.kind.typeId, shown.record.id)}>{nameOf(shown.kind, shown.record)}</GoLink>
  );
}

export function Fields({ shown, direction }: { shown: ShownRecord; direction: 'row' | 'column' }) {
  return (
    <dl className={`hs-description hs-description--${direction}`}>
      {shown.fields.map(({ property, text }) => (
        <div key={property.name}>
          <dt>{property.label}</dt>
          <dd>
            <ValueText property={property} text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
