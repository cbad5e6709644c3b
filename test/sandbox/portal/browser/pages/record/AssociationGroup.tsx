import { useState } from 'react';
import type { CardRecord } from '../../card/card-record.ts';
import { dissociate, readAssociations } from '../../crm/association.ts';
import { displayValue } from '../../crm/display.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { type CrmRecord, nameOf, readRecords } from '../../crm/record.ts';
import { Button } from '../../design/Button.tsx';
import { GoLink } from '../../design/GoLink.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { useToast } from '../../design/Toasts.tsx';
import { usePortal } from '../../portal.ts';
import { recordAddress } from '../../route.ts';
import { messageOf, useLoaded } from '../../use-loaded.ts';
import { AssociateDialog } from './AssociateDialog.tsx';
import { useDisplaySetting } from './open-record.ts';

const mostShown = 12;

export function AssociationGroup(props: { page: CardRecord; kind: ObjectKind; turn: number }) {
  const { page, kind, turn } = props;
  const [isAdding, setAdding] = useState(false);
  const loaded = useAssociated(page, kind, turn);
  const count = loaded.kind === 'ready' ? loaded.value.items.length : undefined;
  return (
    <section className="panel associations" aria-label={kind.plural}>
      <header>
        <Icon name={kind.icon} />
        <h2>
          {kind.plural} {count !== undefined && <span className="associations__count">({count})</span>}
        </h2>
        <Button
          look="transparent"
          size="small"
          label={`Add ${kind.singular.toLowerCase()}`}
          onClick={() => setAdding(true)}
        >
          <Icon name="add" size={12} /> Add
        </Button>
      </header>
      <LoadedView loaded={loaded} label={`Loading ${kind.plural.toLowerCase()}`}>
        {({ items, columns, pipelines }) => (
          <ul>
            {items.slice(0, mostShown).map((item) => (
              <AssociatedItem
                key={item.record.id}
                {...{ page, kind, item, columns, pipelines }}
                onChange={loaded.reload}
              />
            ))}
            {items.length > mostShown && (
              <li className="associations__more">and {items.length - mostShown} more</li>
            )}
          </ul>
        )}
      </LoadedView>
      {isAdding && (
        <AssociateDialog from={page} to={kind} onClose={() => setAdding(false)} onDone={loaded.reload} />
      )}
    </section>
  );
}

type Item = { readonly record: CrmRecord; readonly labels: readonly string[] };

function useAssociated(page: CardRecord, kind: ObjectKind, turn: number) {
  const { api } = usePortal();
  return useLoaded(async () => {
    const from = { typeId: page.kind.typeId, id: page.id };
    const found = await readAssociations(api.request, from, kind.typeId);
    const properties = await api.properties(kind.typeId);
    const columns = kind.columns.flatMap((name) => properties.filter((one) => one.name === name)).slice(0, 3);
    const known = new Set(properties.map((property) => property.name));
    const names = [
      ...kind.nameProperties,
      'email',
      'deal_currency_code',
      ...columns.map((column) => column.name),
    ];
    const ids = found.map((association) => association.toId);
    const wanted = names.filter((name) => known.has(name));
    const records = ids.length === 0 ? [] : await readRecords(api.request, kind.typeId, ids, wanted);
    const items = records.map((record): Item => {
      const types = found.find((association) => association.toId === record.id)?.types ?? [];
      return { record, labels: types.flatMap((type) => type.label ?? []) };
    });
    return { items, columns, pipelines: await api.pipelines(kind.typeId) };
  }, [page, kind, turn]);
}

type Associated = Extract<ReturnType<typeof useAssociated>, { kind: 'ready' }>['value'];

function AssociatedItem(
  props: { page: CardRecord; kind: ObjectKind; item: Item; onChange: () => void } & Omit<Associated, 'items'>,
) {
  const { page, kind, item, columns, pipelines, onChange } = props;
  const { api } = usePortal();
  const toast = useToast();
  const setting = useDisplaySetting({ pipelines });
  const name = nameOf(kind, item.record);
  const remove = async () => {
    try {
      const from = { typeId: page.kind.typeId, id: page.id };
      await dissociate(api.request, from, { typeId: kind.typeId, id: item.record.id });
      onChange();
    } catch (error) {
      toast({ tone: 'danger', title: 'The association stays', message: messageOf(error) });
    }
  };
  const facts = columns
    .map((column) => displayValue(column, item.record.properties, setting))
    .filter(Boolean);
  return (
    <li className="associated">
      <div>
        <GoLink to={recordAddress(kind.typeId, item.record.id)}>{name}</GoLink>
        {item.labels.map((label) => (
          <span key={label} className="hs-tag hs-tag--info hs-tag--inline">
            {label}
          </span>
        ))}
        <p>{facts.join(' · ')}</p>
      </div>
      <Button look="icon" label={`Remove association with ${name}`} onClick={remove}>
        <Icon name="remove" size={12} />
      </Button>
    </li>
  );
}
