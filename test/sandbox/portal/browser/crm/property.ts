import { z } from 'zod';
import { apiVersion, type CrmRequest } from './request.ts';

export type Option = { readonly label: string; readonly value: string };

export type Property = {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly group: string;
  readonly type: string;
  readonly fieldType: string;
  readonly options: readonly Option[];
  readonly isReadOnly: boolean;
  readonly isHidden: boolean;
  readonly isMoney: boolean;
  readonly hasUniqueValue: boolean;
};

const properties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      description: z.string().optional(),
      groupName: z.string().optional(),
      type: z.string(),
      fieldType: z.string(),
      options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
      hidden: z.boolean().optional(),
      calculated: z.boolean().optional(),
      hasUniqueValue: z.boolean().optional(),
      showCurrencySymbol: z.boolean().nullish(),
      numberDisplayHint: z.string().nullish(),
      modificationMetadata: z.object({ readOnlyValue: z.boolean().optional() }).optional(),
    }),
  ),
});

export async function readProperties(request: CrmRequest, typeId: string): Promise<readonly Property[]> {
  const answer = await request('GET', `/crm/properties/${apiVersion}/${typeId}`);
  return properties.parse(answer).results.map((one) => ({
    name: one.name,
    label: one.label,
    description: one.description ?? '',
    group: one.groupName ?? '',
    type: one.type,
    fieldType: one.fieldType,
    options: one.options ?? [],
    isReadOnly: one.modificationMetadata?.readOnlyValue ?? one.calculated ?? false,
    isHidden: one.hidden ?? false,
    isMoney: (one.showCurrencySymbol ?? false) || one.numberDisplayHint === 'currency',
    hasUniqueValue: one.hasUniqueValue ?? false,
  }));
}

const groups = z.object({ results: z.array(z.object({ name: z.string(), label: z.string() })) });

export type PropertyGroup = { readonly name: string; readonly label: string };

export async function readPropertyGroups(
  request: CrmRequest,
  typeId: string,
): Promise<readonly PropertyGroup[]> {
  return groups.parse(await request('GET', `/crm/properties/${apiVersion}/${typeId}/groups`)).results;
}
