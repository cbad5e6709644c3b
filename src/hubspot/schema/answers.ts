import { z } from 'zod';
import type { ObjectHead, PresentProperty } from './present.ts';

/** What HubSpot answers, read leniently: fields we do not use may come, go or change. */
export const limitAnswer = z.object({ limit: z.number(), usage: z.number() });

const objectHead = z
  .object({
    name: z.string(),
    objectTypeId: z.string(),
    fullyQualifiedName: z.string(),
    labels: z.object({ singular: z.string().optional(), plural: z.string().optional() }).optional(),
    archived: z.boolean().optional(),
  })
  .transform(
    ({ labels, archived, ...head }): ObjectHead => ({
      ...head,
      singular: labels?.singular ?? '',
      plural: labels?.plural ?? '',
      archived: archived ?? false,
    }),
  );
export const objectsAnswer = z.object({ results: z.array(objectHead) });
export const newObjectAnswer = z.object({ objectTypeId: z.string() });

const option = z
  .object({
    value: z.string(),
    label: z.string(),
    displayOrder: z.number().optional(),
    hidden: z.boolean().optional(),
    description: z.string().nullish(),
  })
  .transform(({ value, label, displayOrder, hidden, description }) => ({
    value,
    label,
    displayOrder: displayOrder ?? -1,
    hidden: hidden ?? false,
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
  }));

export const propertyAnswer = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    fieldType: z.string(),
    groupName: z.string().optional(),
    hasUniqueValue: z.boolean().optional(),
    options: z.array(option).optional(),
    showCurrencySymbol: z.boolean().nullish(),
  })
  .transform(
    (answer): PresentProperty => ({
      name: answer.name,
      label: answer.label,
      type: answer.type,
      fieldType: answer.fieldType,
      group: answer.groupName ?? '',
      unique: answer.hasUniqueValue ?? false,
      options: answer.options ?? [],
      showsCurrency: answer.showCurrencySymbol ?? null,
    }),
  );
export const propertiesAnswer = z.object({ results: z.array(propertyAnswer) });
export const groupsAnswer = z.object({
  results: z.array(z.object({ name: z.string(), archived: z.boolean().optional() })),
});

export const labelsAnswer = z.object({
  results: z.array(z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() })),
});
export const limitsAnswer = z.object({
  results: z.array(
    z.object({ category: z.string(), typeId: z.number(), userEnforcedMaxToObjectIds: z.number().nullish() }),
  ),
});

/** A batch may be refused in part under any 2xx status (R40). */
export const batchAnswer = z.object({
  numErrors: z.number().optional(),
  errors: z.array(z.object({ message: z.string().optional(), category: z.string().optional() })).optional(),
});
