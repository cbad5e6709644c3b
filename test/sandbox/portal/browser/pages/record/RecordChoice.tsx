import { useState } from 'react';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { nameOf } from '../../crm/record.ts';
import { searchRecords } from '../../crm/search.ts';
import { FieldFrame, FieldGroup } from '../../design/FieldFrame.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';

/** Finds one record of a kind by its name. */
export function RecordChoice(props: {
  kind: ObjectKind;
  chosen: string;
  onChoose: (id: string) => void;
  /** A record that cannot be chosen. */
  except?: string;
}) {
  const { api } = usePortal();
  const { kind, chosen, onChoose } = props;
  const [query, setQuery] = useState('');
  const found = useLoaded(
    () =>
      searchRecords(api.request, {
        typeId: kind.typeId,
        properties: kind.nameProperties,
        query,
        sorts: ['-hs_object_id'],
        limit: 8,
      }),
    [kind, query],
  );
  return (
    <>
      <FieldFrame label={`Search ${kind.plural.toLowerCase()}`}>
        {(attributes) => (
          <input
            {...attributes}
            type="search"
            className="input"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </FieldFrame>
      <LoadedView loaded={found} label="Searching">
        {({ records }) => (
          <FieldGroup label={records.length === 0 ? 'Nothing found' : kind.plural}>
            <div className="choices choices--box">
              {records
                .filter((record) => record.id !== props.except)
                .map((record) => (
                  <label key={record.id} className="choice">
                    <input
                      type="radio"
                      name="record"
                      value={record.id}
                      checked={chosen === record.id}
                      onChange={() => onChoose(record.id)}
                    />
                    {nameOf(kind, record)}
                  </label>
                ))}
            </div>
          </FieldGroup>
        )}
      </LoadedView>
    </>
  );
}
