import { useEffect } from 'react';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { searchRecords } from '../../crm/search.ts';
import { LoadedView } from '../../design/LoadedView.tsx';
import { Pager } from '../../design/Pager.tsx';
import { goTo } from '../../navigation.ts';
import { usePortal } from '../../portal.ts';
import { listAddress } from '../../route.ts';
import { useLoaded } from '../../use-loaded.ts';
import { RecordTable } from './RecordTable.tsx';

const perPage = 25;

export function TableView(props: {
  kind: ObjectKind;
  query: string;
  page: number;
  onTotal: (total: number) => void;
}) {
  const { api } = usePortal();
  const { kind, query, page, onTotal } = props;
  const loaded = useLoaded(async () => {
    const properties = await api.properties(kind.typeId);
    const columns = kind.columns.flatMap((name) => properties.filter((property) => property.name === name));
    const wanted = [...kind.nameProperties, 'email', ...columns.map((column) => column.name)];
    const known = new Set(properties.map((property) => property.name));
    const found = await searchRecords(api.request, {
      typeId: kind.typeId,
      properties: [...new Set(wanted)].filter((name) => known.has(name)),
      query,
      sorts: ['-hs_object_id'],
      limit: perPage,
      after: String((page - 1) * perPage),
    });
    return { ...found, columns, pipelines: await api.pipelines(kind.typeId) };
  }, [kind, query, page]);
  const total = loaded.kind === 'ready' ? loaded.value.total : undefined;
  useEffect(() => {
    if (total !== undefined) onTotal(total);
  }, [total, onTotal]);
  return (
    <>
      <LoadedView loaded={loaded} label={`Loading ${kind.plural.toLowerCase()}`}>
        {(found) => <RecordTable kind={kind} {...found} isSearch={query !== ''} />}
      </LoadedView>
      {total !== undefined && total > perPage && (
        <Pager
          page={page}
          pageCount={Math.ceil(total / perPage)}
          onPage={(next) => goTo(listAddress(kind.typeId, query, next))}
        />
      )}
    </>
  );
}
