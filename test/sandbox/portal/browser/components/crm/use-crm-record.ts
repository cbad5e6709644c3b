import { useCardRecord } from '../../card/card-record.ts';
import { kindNamed } from '../../card/kind-named.ts';
import { type Association, readAssociations } from '../../crm/association.ts';
import { type DisplaySetting, displayValue } from '../../crm/display.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import type { Pipeline } from '../../crm/pipeline.ts';
import type { Property } from '../../crm/property.ts';
import { type CrmRecord, readRecord, readRecords } from '../../crm/record.ts';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';

/** A record with what is needed to show its properties. */
export type ShownRecord = {
  readonly kind: ObjectKind;
  readonly record: CrmRecord;
  readonly fields: readonly { readonly property: Property; readonly text: string }[];
  readonly pipelines: readonly Pipeline[];
};

/** The card's record, or the one it names, with some of its properties. */
export function useCrmRecord(names: readonly string[], objectTypeId?: string, objectId?: number) {
  const shown = useShownRecords();
  const here = useCardRecord();
  const typeId = objectTypeId ?? here.kind.typeId;
  const id = objectId === undefined ? here.id : String(objectId);
  return useLoaded(async () => {
    const { kind, wanted, show, request } = await shown(typeId, names);
    return show(await readRecord(request, kind.typeId, id, wanted));
  }, [typeId, id, names.join()]);
}

export type AssociatedRecord = ShownRecord & { readonly labels: readonly string[] };

/** The records of one kind that are associated with the card's record. */
export function useAssociatedRecords(names: readonly string[], objectTypeId: string) {
  const shown = useShownRecords();
  const here = useCardRecord();
  return useLoaded(async (): Promise<readonly AssociatedRecord[]> => {
    const { kind, wanted, show, request } = await shown(objectTypeId, names);
    const from = { typeId: here.kind.typeId, id: here.id };
    const associations = await readAssociations(request, from, kind.typeId);
    const ids = associations.map((association) => association.toId);
    const records = await readRecords(request, kind.typeId, ids, wanted);
    return records.map((record) => ({ ...show(record), labels: labelsOf(associations, record.id) }));
  }, [here.kind.typeId, here.id, objectTypeId, names.join()]);
}

function labelsOf(associations: readonly Association[], id: string): readonly string[] {
  const types = associations.find((one) => one.toId === id)?.types ?? [];
  return types.flatMap((type) => type.label ?? []);
}

function useShownRecords() {
  const { api, kinds, account, owners } = usePortal();
  return async (objectType: string, names: readonly string[]) => {
    const kind = kindNamed(kinds, objectType);
    const [properties, pipelines] = await Promise.all([
      api.properties(kind.typeId),
      api.pipelines(kind.typeId),
    ]);
    const { companyCurrency, timeZone } = account;
    const setting: DisplaySetting = { owners, pipelines, companyCurrency, timeZone };
    const listed = names.flatMap((name) => properties.filter((property) => property.name === name));
    const stage = properties.some((one) => one.name === 'dealstage') ? ['pipeline', 'dealstage'] : [];
    const show = (record: CrmRecord): ShownRecord => ({
      kind,
      record,
      pipelines,
      fields: listed.map((property) => ({
        property,
        text: displayValue(property, record.properties, setting),
      })),
    });
    return { kind, show, request: api.request, wanted: [...kind.nameProperties, ...stage, ...names] };
  };
}
