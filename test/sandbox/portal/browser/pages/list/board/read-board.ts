import type { CrmApi } from '../../../crm/crm-api.ts';
import type { ObjectKind } from '../../../crm/object-kind.ts';
import type { Pipeline } from '../../../crm/pipeline.ts';
import type { Property } from '../../../crm/property.ts';
import type { CrmRecord } from '../../../crm/record.ts';
import { searchRecords } from '../../../crm/search.ts';

export type Board = {
  readonly pipelines: readonly Pipeline[];
  readonly pipeline: Pipeline;
  readonly properties: readonly Property[];
  readonly deals: readonly CrmRecord[];
  readonly total: number;
};

/** HubSpot's search gives at most 200 at once; a board shows the newest. */
const mostDeals = 200;
const shown = ['dealname', 'dealstage', 'amount', 'deal_currency_code', 'closedate', 'hubspot_owner_id'];

/** The deals of one pipeline, the first when none is named. Rejects when there is no such pipeline. */
export async function readBoard(
  api: CrmApi,
  kind: ObjectKind,
  wanted: { query: string; pipelineId: string | undefined },
): Promise<Board> {
  const pipelines = await api.pipelines(kind.typeId);
  const { pipelineId = pipelines[0]?.id } = wanted;
  const pipeline = pipelines.find((one) => one.id === pipelineId);
  if (pipeline === undefined) throw new Error(`There is no pipeline "${pipelineId}"`);
  const filter = { propertyName: 'pipeline', operator: 'EQ', value: pipeline.id };
  const found = await searchRecords(api.request, {
    typeId: kind.typeId,
    properties: shown,
    query: wanted.query,
    filterGroups: [{ filters: [filter] }],
    sorts: ['-hs_object_id'],
    limit: mostDeals,
  });
  const properties = await api.properties(kind.typeId);
  return { pipelines, pipeline, properties, deals: found.records, total: found.total };
}
