import { useMemo, useState } from 'react';
import type { CardRecord } from '../../card/card-record.ts';
import { createRecordEvents } from '../../card/record-events.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { readRecord } from '../../crm/record.ts';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';
import { AssociationColumn } from './AssociationColumn.tsx';
import { CardColumn } from './CardColumn.tsx';
import type { OpenRecord } from './open-record.ts';
import { PropertyColumn } from './PropertyColumn.tsx';

/** A record as HubSpot lays it out: properties at the left, cards in the middle, associations at the right. */
export function RecordPage({ kind, id }: { kind: ObjectKind; id: string }) {
  const { api } = usePortal();
  const [turn, setTurn] = useState(0);
  const loaded = useLoaded(async () => {
    const [properties, groups, pipelines] = await Promise.all([
      api.properties(kind.typeId),
      api.groups(kind.typeId),
      api.pipelines(kind.typeId),
    ]);
    const names = properties.map((property) => property.name);
    return { properties, groups, pipelines, record: await readRecord(api.request, kind.typeId, id, names) };
  }, [kind, id]);
  const { reload } = loaded;
  const page = useMemo((): CardRecord => {
    const refresh = () => {
      reload();
      setTurn((before) => before + 1);
    };
    return { kind, id, refresh, events: createRecordEvents() };
  }, [kind, id, reload]);
  return (
    <section className="record">
      <LoadedView loaded={loaded} label={`Loading the ${kind.singular.toLowerCase()}`}>
        {(content) => <RecordColumns open={{ ...content, kind, page }} turn={turn} />}
      </LoadedView>
    </section>
  );
}

function RecordColumns({ open, turn }: { open: OpenRecord; turn: number }) {
  return (
    <>
      <PropertyColumn open={open} />
      <CardColumn open={open} />
      <AssociationColumn page={open.page} turn={turn} />
    </>
  );
}
