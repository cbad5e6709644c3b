import type { CardRecord } from '../../card/card-record.ts';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';
import { AssociationGroup } from './AssociationGroup.tsx';

/** The right column: what the record is associated with, for each kind this portal can associate it with. */
export function AssociationColumn({ page, turn }: { page: CardRecord; turn: number }) {
  const { api, kinds } = usePortal();
  const possible = useLoaded(async () => {
    const others = kinds.filter((kind) => kind.typeId !== page.kind.typeId);
    const types = await Promise.all(
      others.map((kind) => api.associationTypes(page.kind.typeId, kind.typeId)),
    );
    return others.filter((_, at) => (types[at] ?? []).length > 0);
  }, [page.kind]);
  return (
    <aside className="record__right" aria-label="Associations">
      <LoadedView loaded={possible} label="Loading associations">
        {(shown) =>
          shown.map((kind) => <AssociationGroup key={kind.typeId} page={page} kind={kind} turn={turn} />)
        }
      </LoadedView>
    </aside>
  );
}
