import { z } from 'zod';
import { notImplemented, validationError } from '../../http/refusal.ts';
import type { ObjectType } from '../../state/object-type.ts';

type Values = Record<string, string>;
/** `now`: milliseconds since 1970. */
export type SegmentTest = (values: Values, now: number) => boolean;

const operation = z.looseObject({
  operationType: z.string(),
  operator: z.string(),
  includeObjectsWithNoValueSet: z.boolean(),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  values: z.array(z.string()).optional(),
  numberOfDays: z.number().int().optional(),
});
const propertyFilter = z.object({ filterType: z.literal('PROPERTY'), property: z.string(), operation });
const andBranch = z.object({
  filterBranchType: z.literal('AND'),
  filterBranchOperator: z.literal('AND').optional(),
  filters: z.array(propertyFilter),
  filterBranches: z.array(z.never()),
});
const orBranch = z.object({
  filterBranchType: z.literal('OR'),
  filterBranchOperator: z.literal('OR').optional(),
  filters: z.array(z.never()),
  filterBranches: z.array(andBranch).min(1),
});

type Operation = z.output<typeof operation>;

const OPERATION_TYPES = [
  ...['BOOL', 'ENUMERATION', 'MULTISTRING', 'STRING', 'NUMBER', 'ALL_PROPERTY'],
  'ROLLING_DATE_RANGE',
];
/** HubSpot has these too. */
const NOT_IN_SANDBOX = [
  ...['CALENDAR_DATE', 'COMPARATIVE_DATE', 'COMPARATIVE_PROPERTY_UPDATED', 'DATE', 'DATETIME'],
  ...['NUMBER_RANGED', 'RANGED_DATE', 'ROLLING_PROPERTY_UPDATED', 'TIME_POINT', 'TIME_RANGED'],
];

/**
 * Reads a segment's filters: one OR of ANDs of property filters, the shape that HubSpot asks for. Other filters than
 * those on properties are refused.
 */
export function segmentTest(type: ObjectType, filterBranch: unknown): SegmentTest {
  const parsed = orBranch.safeParse(filterBranch);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw validationError(
      `The filterBranch is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  const groups = parsed.data.filterBranches.map((branch) =>
    branch.filters.map((filter) => operationTest(type, filter.property, filter.operation)),
  );
  return (values, now) => groups.some((tests) => tests.every((test) => test(values, now)));
}

function operationTest(type: ObjectType, name: string, wanted: Operation): SegmentTest {
  if (!type.properties.has(name)) throw validationError(`Property ${name} does not exist on ${type.name}`);
  if (NOT_IN_SANDBOX.includes(wanted.operationType)) {
    throw notImplemented('segment filter', wanted.operationType);
  }
  if (!OPERATION_TYPES.includes(wanted.operationType)) {
    throw validationError(
      `Unknown operationType ${wanted.operationType}: one of ${OPERATION_TYPES.join(', ')}`,
    );
  }
  const test = wanted.operationType === 'ROLLING_DATE_RANGE' ? rollingTest(wanted) : valueTest(wanted);
  return (values, now) => {
    const value = values[name] ?? '';
    if (wanted.operator === 'IS_KNOWN') return value !== '';
    if (wanted.operator === 'IS_UNKNOWN') return value === '';
    return value === '' ? wanted.includeObjectsWithNoValueSet : test(value, now);
  };
}

const DAY_MS = 86_400_000;

/** Days counted back or forward from now; HubSpot's own rounding to days in a time zone is not known here. */
function rollingTest(wanted: Operation): (value: string, now: number) => boolean {
  if (wanted.numberOfDays === undefined) throw validationError('ROLLING_DATE_RANGE needs numberOfDays');
  const span = wanted.numberOfDays * DAY_MS;
  const at = (value: string) => (/^-?\d+$/.test(value) ? Number(value) : Date.parse(value));
  switch (wanted.operator) {
    case 'IS_LESS_THAN_X_DAYS_AGO':
      return (value, now) => at(value) <= now && at(value) > now - span;
    case 'IS_MORE_THAN_X_DAYS_AGO':
      return (value, now) => at(value) <= now - span;
    case 'IS_LESS_THAN_X_DAYS_FROM_NOW':
      return (value, now) => at(value) >= now && at(value) < now + span;
    case 'IS_MORE_THAN_X_DAYS_FROM_NOW':
      return (value, now) => at(value) >= now + span;
    default:
      throw validationError(`ROLLING_DATE_RANGE has no operator ${wanted.operator}`);
  }
}

function valueTest(wanted: Operation): (value: string) => boolean {
  const bound = wanted.value ?? '';
  const values = wanted.values ?? [bound];
  switch (wanted.operator) {
    case 'IS_KNOWN':
    case 'IS_UNKNOWN':
      return () => true;
    case 'IS_EQUAL_TO':
    case 'IS_ANY_OF':
      return (value) => parts(value).some((part) => values.includes(part));
    case 'IS_NOT_EQUAL_TO':
    case 'IS_NONE_OF':
      return (value) => !parts(value).some((part) => values.includes(part));
    case 'CONTAINS':
      return (value) => values.some((part) => value.toLowerCase().includes(part.toLowerCase()));
    case 'IS_GREATER_THAN':
      return (value) => Number(value) > Number(bound);
    case 'IS_GREATER_THAN_OR_EQUAL_TO':
      return (value) => Number(value) >= Number(bound);
    case 'IS_LESS_THAN':
      return (value) => Number(value) < Number(bound);
    case 'IS_LESS_THAN_OR_EQUAL_TO':
      return (value) => Number(value) <= Number(bound);
    default:
      throw notImplemented('segment operator', wanted.operator);
  }
}

function parts(value: string): string[] {
  return value.split(';');
}
