import { useState } from 'react';
import type { Property } from '../../crm/property.ts';
import { Icon } from '../../design/Icon.tsx';
import type { OpenRecord } from './open-record.ts';
import { PropertyRow } from './PropertyRow.tsx';
import { RecordHead } from './RecordHead.tsx';

const fewProperties = 14;

/** The left column: who this is, and every property by its group, one by one editable. */
export function PropertyColumn({ open }: { open: OpenRecord }) {
  const visible = open.properties.filter((property) => !property.isHidden).toSorted(byInterest);
  const [hidesBlank, setHidesBlank] = useState(visible.length > fewProperties);
  const [filter, setFilter] = useState('');
  const shown = visible.filter(
    (property) => matches(property, filter) && !(hidesBlank && isBlank(open, property)),
  );
  return (
    <aside className="record__left" aria-label="Properties">
      <RecordHead open={open} />
      <div className="panel property-filter">
        <label className="visually-hidden" htmlFor="property-filter">
          Search properties
        </label>
        <input
          id="property-filter"
          type="search"
          className="input"
          placeholder="Search properties"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <label className="choice">
          <input
            type="checkbox"
            checked={hidesBlank}
            onChange={(event) => setHidesBlank(event.target.checked)}
          />
          Hide blank properties
        </label>
      </div>
      {groupsOf(open).map(({ name, label }, index) => (
        <PropertyGroupView
          key={name}
          open={open}
          title={label}
          isFirst={index < 2}
          properties={shown.filter((property) => property.group === name)}
        />
      ))}
    </aside>
  );
}

function PropertyGroupView(props: {
  open: OpenRecord;
  title: string;
  isFirst: boolean;
  properties: readonly Property[];
}) {
  const { open, title, properties, isFirst } = props;
  if (properties.length === 0) return null;
  return (
    <details className="panel group" open={isFirst}>
      <summary>
        <Icon name="right" size={12} />
        <h2>{title}</h2>
        <span className="group__count">{properties.length}</span>
      </summary>
      <div className="group__rows">
        {properties.map((property) => (
          <PropertyRow key={property.name} open={open} property={property} />
        ))}
      </div>
    </details>
  );
}

/** The app's own group comes first: it is what this portal is looked at for. */
function groupsOf(open: OpenRecord) {
  const known = open.groups.filter((group) =>
    open.properties.some((property) => property.group === group.name),
  );
  const rest = open.properties.filter((property) => !known.some((group) => group.name === property.group));
  const unnamed = [...new Set(rest.map((property) => property.group))].map((name) => ({
    name,
    label: name || 'Other',
  }));
  const isOwn = (name: string) => name.startsWith('partner');
  return [...known, ...unnamed].toSorted((a, b) => Number(isOwn(b.name)) - Number(isOwn(a.name)));
}

/** What people type comes before what HubSpot keeps for itself. */
function byInterest(a: Property, b: Property): number {
  return Number(a.name.startsWith('hs_')) - Number(b.name.startsWith('hs_'));
}

function isBlank(open: OpenRecord, property: Property): boolean {
  return !open.record.properties[property.name];
}

function matches(property: Property, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return property.label.toLowerCase().includes(wanted) || property.name.includes(wanted);
}
