import { CardFrame } from '../../card/CardFrame.tsx';
import { displayValue } from '../../crm/display.ts';
import { isNamedBy } from '../../crm/object-kind.ts';
import { usePortal } from '../../portal.ts';
import { ValueText } from '../ValueText.tsx';
import { Activities } from './Activities.tsx';
import { type OpenRecord, useDisplaySetting } from './open-record.ts';
import { StageBar } from './StageBar.tsx';

/** The middle column: the deal's stage, what matters at a glance, the app's cards, and what happened. */
export function CardColumn({ open }: { open: OpenRecord }) {
  const { session } = usePortal();
  const cards = session.cards.filter(
    (card) => card.location !== 'crm.record.sidebar' && isNamedBy(open.kind, card.objectTypes),
  );
  return (
    <div className="record__middle">
      {open.kind.name === 'deal' && <StageBar open={open} />}
      <Highlights open={open} />
      {cards.map((card) => (
        <CardFrame key={card.uid} card={card} record={open.page} />
      ))}
      <Activities page={open.page} />
    </div>
  );
}

const highlights: Readonly<Record<string, readonly string[]>> = {
  company: ['partnership_role', 'partnership_health', 'partner_referred_by', 'createdate'],
  deal: ['amount', 'closedate', 'partner_attribution', 'partner_source_name', 'partner_sourced_amount'],
  contact: ['email', 'jobtitle', 'createdate'],
  partner: ['stage', 'health_status', 'health_score', 'sourced_revenue_total', 'won_deals_total'],
  referral: ['direction', 'status', 'referred_on', 'window_ends_on', 'credited_amount'],
  partner_credit: ['role', 'status', 'share', 'amount_home', 'credited_on'],
  partner_activity: ['kind', 'status', 'happened_on', 'due_on'],
};

function Highlights({ open }: { open: OpenRecord }) {
  const setting = useDisplaySetting(open);
  const names = highlights[open.kind.name] ?? open.kind.columns;
  const shown = names.flatMap((name) => open.properties.filter((property) => property.name === name));
  const longest = open.properties.filter((one) =>
    ['reason', 'health_summary', 'partner_attribution_reason'].includes(one.name),
  );
  return (
    <section className="panel highlights" aria-label="Data highlights">
      <h2>Data highlights</h2>
      <dl>
        {shown.map((property) => (
          <div key={property.name}>
            <dt>{property.label}</dt>
            <dd>
              <ValueText property={property} text={displayValue(property, open.record.properties, setting)} />
            </dd>
          </div>
        ))}
      </dl>
      {longest.map((property) => {
        const text = open.record.properties[property.name];
        return text && <p key={property.name}>{text}</p>;
      })}
    </section>
  );
}
