import { displayValue } from '../../crm/display.ts';
import { nameOf } from '../../crm/record.ts';
import { GoLink } from '../../design/GoLink.tsx';
import { Icon } from '../../design/Icon.tsx';
import { listAddress } from '../../route.ts';
import { type OpenRecord, useDisplaySetting } from './open-record.ts';
import { RecordActions } from './RecordActions.tsx';

export function RecordHead({ open }: { open: OpenRecord }) {
  const { kind, record, properties } = open;
  const setting = useDisplaySetting(open);
  const name = nameOf(kind, record);
  const facts = kind.columns
    .flatMap((column) => properties.filter((property) => property.name === column))
    .map((property) => ({ label: property.label, text: displayValue(property, record.properties, setting) }))
    .filter(({ text }) => text !== '')
    .slice(0, 4);
  return (
    <header className="panel record-head">
      <GoLink to={listAddress(kind.typeId)} className="record-head__back">
        <Icon name="left" size={12} /> {kind.plural}
      </GoLink>
      <div className="record-head__who">
        <span className="avatar" aria-hidden="true">
          <Icon name={kind.icon} size={24} />
        </span>
        <div>
          <h1>{name}</h1>
          <p className="record-head__kind">
            {kind.singular} · {record.id}
          </p>
        </div>
      </div>
      <dl className="record-head__facts">
        {facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <RecordActions open={open} name={name} />
    </header>
  );
}
