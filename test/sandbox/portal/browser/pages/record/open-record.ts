import type { CardRecord } from '../../card/card-record.ts';
import type { DisplaySetting } from '../../crm/display.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import type { Pipeline } from '../../crm/pipeline.ts';
import type { Property, PropertyGroup } from '../../crm/property.ts';
import type { CrmRecord } from '../../crm/record.ts';
import { usePortal } from '../../portal.ts';

/** The record on the page with what is needed to show and change it. */
export type OpenRecord = {
  readonly kind: ObjectKind;
  readonly record: CrmRecord;
  readonly properties: readonly Property[];
  readonly groups: readonly PropertyGroup[];
  readonly pipelines: readonly Pipeline[];
  readonly page: CardRecord;
};

export function useDisplaySetting(open: Pick<OpenRecord, 'pipelines'>): DisplaySetting {
  const { account, owners } = usePortal();
  const { companyCurrency, timeZone } = account;
  return { owners, pipelines: open.pipelines, companyCurrency, timeZone };
}
