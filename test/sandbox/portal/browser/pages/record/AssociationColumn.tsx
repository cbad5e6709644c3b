import { CardFrame } from '../../card/CardFrame.tsx';
import type { CardRecord } from '../../card/card-record.ts';
import { isNamedBy } from '../../crm/object-kind.ts';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';
import { AssociationGroup } from './AssociationGroup.tsx';

/** The right column: the app's sidebar cards, then what the record is associated with, for each kind this portal can associate it with. */
export function AssociationColumn({ page, turn }: { page: CardRecord; turn: number }) {
  const { api, kinds, session } = usePortal();
  const cards = session.cards.filter(
    (card) => card.location === 'crm.record.sidebar' && isNamedBy(page.kind, card.objectTypes),
  );
  const possible = useLoaded(async () => {
    const others = kinds.filter((kind) => kind.typeId !== page.kind.typeId);
    const types = await Promise.all(
      others.map((kind) => api.associationTypes(page.kind.typeId, kind.typeId)),
    );
    return others.filter((_, at) => (types[at] ?? []).length > 0);
  }, [page.kind]);
  return (
    <aside className="record__right" aria-label="Associations">
      {cards.map((card) => (
        <CardFrame key={card.uid} card={card} record={page} />
      ))}
      <LoadedView loaded={possible} label="Loading associations">
        {(shown) =>
          shown.map((kind) => <AssociationGroup key={kind.typeId} page={page} kind={kind} turn={turn} />)
        }
      </LoadedView>
    </aside>
  );
}
