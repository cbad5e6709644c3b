import { Icon } from '../design/Icon.tsx';
import { usePortal } from '../portal.ts';
import type { SessionCard } from '../session.ts';
import type { CardRecord } from './card-record.ts';
import { ExtensionView } from './ExtensionView.tsx';

/** One of the app's cards on a record page: its title, and what its worker renders. */
export function CardFrame({ card, record }: { card: SessionCard; record: CardRecord }) {
  const { session } = usePortal();
  return (
    <section className="card" aria-label={card.name} data-card={card.uid}>
      <header className="card__head">
        <span className="card__app" aria-hidden="true">
          <Icon name="sprocket" size={14} />
        </span>
        <h2>{card.name}</h2>
        <span className="card__by">{session.app.name}</span>
      </header>
      <div className="card__body">
        <ExtensionView extension={card} record={record} />
      </div>
    </section>
  );
}
