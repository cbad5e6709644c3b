import { z } from 'zod';
import type { ApiVersion } from '../../http/api-version.ts';
import { conflict, validationError } from '../../http/refusal.ts';
import type { ObjectType } from '../../state/object-type.ts';
import type { Portal } from '../../state/portal.ts';
import { defineProperty, type PropertyDefinition } from '../../state/property.ts';

const TYPES = ['string', 'number', 'date', 'datetime', 'enumeration', 'bool', 'phone_number'] as const;
const FIELD_TYPES: Record<(typeof TYPES)[number], readonly string[]> = {
  string: ['text', 'textarea', 'html', 'file', 'phonenumber', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  date: ['date'],
  datetime: ['date', 'calculation_equation'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
  bool: ['booleancheckbox', 'calculation_equation'],
  phone_number: ['phonenumber'],
};
const HINTS = ['currency', 'duration', 'formatted', 'percentage', 'probability', 'unformatted'] as const;

/** The specification requires four fields of an option; older versions fill the last two. */
export function optionInput(version: ApiVersion) {
  const isStrict = version === '2026-09';
  return z
    .object({
      label: z.string(),
      value: z.string(),
      description: z.string().optional(),
      displayOrder: isStrict ? z.number().int() : z.number().int().default(-1),
      hidden: isStrict ? z.boolean() : z.boolean().default(false),
    })
    .transform((option) => defined(option));
}

export function propertyInput(version: ApiVersion, group: 'required' | 'optional') {
  return z.object({
    name: z.string(),
    label: z.string().min(1),
    type: z.enum(TYPES),
    fieldType: z.string(),
    groupName: group === 'required' ? z.string() : z.string().optional(),
    description: z.string().optional(),
    options: z.array(optionInput(version)).optional(),
    hasUniqueValue: z.boolean().optional(),
    hidden: z.boolean().optional(),
    formField: z.boolean().optional(),
    displayOrder: z.number().int().optional(),
    calculationFormula: z.string().optional(),
    showCurrencySymbol: z.boolean().optional(),
    numberDisplayHint: z.enum(HINTS).optional(),
  });
}

export type PropertyInput = z.output<ReturnType<typeof propertyInput>>;

/** Checks a new property and defines it on the type; an archived one of that name comes back as it is now asked for. */
export function addProperty(
  portal: Portal,
  type: ObjectType,
  input: PropertyInput,
  keepsFlags: boolean,
): PropertyDefinition {
  checkProperty(type, input);
  const { showCurrencySymbol, numberDisplayHint, ...rest } = input;
  const property = defineProperty(
    {
      ...defined(rest),
      name: input.name,
      type: input.type,
      groupName: input.groupName ?? `${type.name}_information`,
      calculated: input.fieldType === 'calculation_equation',
      readOnly: input.fieldType === 'calculation_equation',
      ...(keepsFlags ? defined({ showCurrencySymbol, numberDisplayHint }) : {}),
    },
    portal.now(),
  );
  type.archivedProperties.delete(property.name);
  type.properties.set(property.name, property);
  return property;
}

/** The same object without its undefined fields. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

const MAX_UNIQUE = 10;

function checkProperty(type: ObjectType, input: PropertyInput): void {
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(input.name)) {
    throw validationError(
      `Invalid property name ${input.name}: lower-case letters, digits and _, starting with a letter`,
    );
  }
  if (type.properties.has(input.name)) {
    throw conflict(
      `A property named '${input.name}' already exists.`,
      'OBJECT_ALREADY_EXISTS',
      'Properties.PROPERTY_WITH_NAME_EXISTS',
    );
  }
  if (!FIELD_TYPES[input.type].includes(input.fieldType)) {
    throw validationError(
      `fieldType ${input.fieldType} does not fit type ${input.type} (property ${input.name})`,
    );
  }
  if (input.groupName !== undefined && !type.groups.has(input.groupName)) {
    throw validationError(`Property group ${input.groupName} does not exist (property ${input.name})`);
  }
  checkOptions(input);
  const unique = [...type.properties.values()].filter(
    (property) => property.hasUniqueValue && !property.hubspotDefined,
  );
  if (input.hasUniqueValue && unique.length >= MAX_UNIQUE) {
    throw validationError(`At most ${MAX_UNIQUE} properties with unique values are allowed per object`);
  }
}

function checkOptions(input: PropertyInput): void {
  const options = input.options ?? [];
  const values = options.map((option) => option.value);
  if (new Set(values).size !== values.length)
    throw validationError(`Property ${input.name} has an option twice`);
  const labels = options.map((option) => option.label);
  if (new Set(labels).size !== labels.length)
    throw validationError(`Property ${input.name} has an option label twice`);
  if (
    input.type === 'bool' &&
    (values.length !== 2 || !values.includes('true') || !values.includes('false'))
  ) {
    throw validationError(
      `Boolean properties must have exactly two options, true and false (property ${input.name})`,
    );
  }
}
