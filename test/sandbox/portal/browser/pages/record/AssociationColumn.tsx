import type { CardRecord } from '../../card/card-record.ts';
import { usePortal } from '../../portal.ts';
import { AssociationGroup } from './AssociationGroup.tsx';

/** The right column: what the record is associated with, kind by kind. */
export function AssociationColumn({ page, turn }: { page: CardRecord; turn: number }) {
  const { kinds } = usePortal();
  const others = kinds.filter((kind) => kind.typeId !== page.kind.typeId);
  return (
    <aside className="record__right" aria-label="Associations">
      {others.map((kind) => (
        <AssociationGroup key={kind.typeId} page={page} kind={kind} turn={turn} />
      ))}
    </aside>
  );
}
