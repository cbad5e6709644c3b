import type { FieldType, OptionSpec, PropertySpec, PropertyType, WrittenBy } from './property.ts';

type Rest = Partial<Pick<PropertySpec, 'options' | 'unique' | 'display'>>;

function build(type: PropertyType, fieldType: FieldType, rest: Rest = {}) {
  return (writtenBy: WrittenBy, name: string, label: string, description: string): PropertySpec => ({
    name,
    label,
    description,
    type,
    fieldType,
    options: rest.options ?? [],
    unique: rest.unique ?? false,
    display: rest.display ?? 'plain',
    writtenBy,
    formerLabels: [],
  });
}

/** One line of text. */
export const text = build('string', 'text');
/** Several lines of text. */
export const longText = build('string', 'textarea');
/** One line of text whose value no two records share: what we find a record by. */
export const key = build('string', 'text', { unique: true });
/** A plain number, also an amount that stands beside its own currency code (R3). */
export const number = build('number', 'number');
/** An amount in the company's currency, shown with its symbol. */
export const money = build('number', 'number', { display: 'currency' });
/** A calendar day. */
export const day = build('date', 'date');
/** An instant. HubSpot's field type for it is `date`, too. */
export const moment = build('datetime', 'date');
/** Yes or no. HubSpot wants the two options spelled out. */
export const yesNo = build('bool', 'booleancheckbox', {
  options: [
    { value: 'true', label: 'Yes' },
    { value: 'false', label: 'No' },
  ],
});

/** A percentage as people say it: 10 is 10 %. No display hint (HubSpot would multiply by 100), the label says it (R43). */
export function percent(by: WrittenBy, name: string, label: string, description: string): PropertySpec {
  return number(by, name, `${label} (%)`, description);
}

type Labels<Value extends string> = Partial<Record<Value, string>>;

/** One of a list. Labels are made from the values; `labels` names the exceptions. */
export function choice<const Value extends string>(
  by: WrittenBy,
  name: string,
  label: string,
  description: string,
  values: readonly Value[],
  labels: Labels<Value> = {},
): PropertySpec {
  return build('enumeration', 'select', { options: optionsOf(values, labels) })(by, name, label, description);
}

/** Any number of a list. */
export function choices<const Value extends string>(
  by: WrittenBy,
  name: string,
  label: string,
  description: string,
  values: readonly Value[],
  labels: Labels<Value> = {},
): PropertySpec {
  return build('enumeration', 'checkbox', { options: optionsOf(values, labels) })(
    by,
    name,
    label,
    description,
  );
}

function optionsOf<Value extends string>(values: readonly Value[], labels: Labels<Value>): OptionSpec[] {
  return values.map((value) => ({ value, label: labels[value] ?? inWords(value) }));
}

/** `in_discussion` reads "In discussion". */
function inWords(value: string): string {
  const words = value.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
