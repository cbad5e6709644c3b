import { validationError } from '../http/refusal.ts';
import type { ObjectType } from '../state/object-type.ts';
import type { PropertyDefinition } from '../state/property.ts';
import type { SearchFilter } from './search-request.ts';

export type Predicate = (values: Record<string, string>) => boolean;
type Comparable = number | string;

/** Makes one filter into a test; records without the property match only NOT_HAS_PROPERTY and the negations. */
export function filterPredicate(type: ObjectType, filter: SearchFilter): Predicate {
  const property = type.properties.get(filter.propertyName);
  if (!property) {
    throw validationError(
      `There was a problem with the request: property "${filter.propertyName}" does not exist`,
    );
  }
  const { name } = property;
  const read = (text: string) => comparable(property, text);
  const compare =
    (test: (value: Comparable) => boolean): Predicate =>
    (values) => {
      const value = values[name];
      return value !== undefined && value !== '' && test(read(value));
    };
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return (values) => (values[name] ?? '') !== '';
    case 'NOT_HAS_PROPERTY':
      return (values) => (values[name] ?? '') === '';
    case 'IN':
    case 'NOT_IN':
      return membership(filter, name, read);
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN':
      return tokens(filter, name);
    case 'BETWEEN': {
      const low = operand(filter, filter.value, read);
      const high = operand(filter, filter.highValue, read);
      return compare((value) => value >= low && value <= high);
    }
    default:
      return comparison(filter, name, compare, operand(filter, filter.value, read), read);
  }
}

function comparison(
  filter: SearchFilter,
  name: string,
  compare: (test: (value: Comparable) => boolean) => Predicate,
  bound: Comparable,
  read: (text: string) => Comparable,
): Predicate {
  switch (filter.operator) {
    case 'EQ':
      return compare((value) => value === bound);
    case 'NEQ':
      return (values) => (values[name] ?? '') === '' || read(values[name] ?? '') !== bound;
    case 'LT':
      return compare((value) => value < bound);
    case 'LTE':
      return compare((value) => value <= bound);
    case 'GT':
      return compare((value) => value > bound);
    default:
      return compare((value) => value >= bound);
  }
}

function membership(filter: SearchFilter, name: string, read: (text: string) => Comparable): Predicate {
  const wanted = new Set((filter.values ?? []).map(read));
  if (wanted.size === 0) throw validationError(`${filter.operator} on ${name} needs values`);
  const isIn = (values: Record<string, string>) =>
    (values[name] ?? '') !== '' && wanted.has(read(values[name] ?? ''));
  return filter.operator === 'IN' ? isIn : (values) => !isIn(values);
}

function tokens(filter: SearchFilter, name: string): Predicate {
  const wanted = (filter.value ?? '').toLowerCase().replaceAll('*', '');
  if (wanted === '') throw validationError(`${filter.operator} on ${name} needs a value`);
  const has = (values: Record<string, string>) => (values[name] ?? '').toLowerCase().includes(wanted);
  return filter.operator === 'CONTAINS_TOKEN' ? has : (values) => !has(values);
}

function operand(
  filter: SearchFilter,
  text: string | undefined,
  read: (text: string) => Comparable,
): Comparable {
  if (text === undefined) throw validationError(`${filter.operator} on ${filter.propertyName} needs a value`);
  const value = read(text);
  if (typeof value === 'number' && Number.isNaN(value)) {
    throw validationError(`${text} is not a valid value of ${filter.propertyName}`);
  }
  return value;
}

/** Numbers and times compare as numbers; text without regard to case. */
export function comparable(property: PropertyDefinition, text: string): Comparable {
  switch (property.type) {
    case 'number':
      return Number(text);
    case 'date':
    case 'datetime':
      return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text);
    case 'enumeration':
      return text;
    default:
      return text.toLowerCase();
  }
}
