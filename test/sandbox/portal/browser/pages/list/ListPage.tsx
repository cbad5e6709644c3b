import { useState } from 'react';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { searchRecords } from '../../crm/search.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { Pager } from '../../design/Pager.tsx';
import { goTo } from '../../navigation.ts';
import { usePortal } from '../../portal.ts';
import { type ListView, listAddress } from '../../route.ts';
import { useLoaded } from '../../use-loaded.ts';
import { CreateDialog } from './CreateDialog.tsx';
import { RecordTable } from './RecordTable.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { SearchBox } from './SearchBox.tsx';

const perPage = 25;

export function ListPage({ kind, query, view }: { kind: ObjectKind; query: string; view: ListView }) {
  const page = view.kind === 'table' ? view.page : 1;
  const { api } = usePortal();
  const [open, setOpen] = useState<'create' | 'restore'>();
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
  return (
    <section className="page">
      <header className="page__head">
        <div>
          <h1>{kind.plural}</h1>
          <p className="page__count">{total === undefined ? ' ' : `${total.toLocaleString('en')} records`}</p>
        </div>
        <div className="page__actions">
          <Button onClick={() => setOpen('restore')}>Restore records</Button>
          <Button look="primary" onClick={() => setOpen('create')}>
            Create {kind.singular.toLowerCase()}
          </Button>
        </div>
      </header>
      <div className="panel">
        <div className="panel__bar">
          <SearchBox kind={kind} query={query} onSearch={(text) => goTo(listAddress(kind.typeId, text))} />
          <Button look="transparent" onClick={loaded.reload}>
            <Icon name="refresh" /> Refresh
          </Button>
        </div>
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
      </div>
      {open === 'create' && <CreateDialog kind={kind} onClose={() => setOpen(undefined)} />}
      {open === 'restore' && (
        <RestoreDialog kind={kind} onClose={() => setOpen(undefined)} onDone={loaded.reload} />
      )}
    </section>
  );
}
