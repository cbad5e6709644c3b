import { type RefusalDetail, validationError } from '../http/refusal.ts';
import { currenciesOf } from './account.ts';
import type { ObjectType } from './object-type.ts';
import { pipelinesOf, stagePropertyOf } from './pipelines.ts';
import type { Portal } from './portal.ts';
import type { PropertyDefinition } from './property.ts';
import { readValue } from './property-value.ts';

/** Reads written properties into stored values, or refuses with every problem at once, as HubSpot does. */
export function readProperties(
  portal: Portal,
  type: ObjectType,
  written: Record<string, unknown>,
  before: Record<string, string>,
): Record<string, string> {
  const values: Record<string, string> = {};
  const problems: RefusalDetail[] = [];
  for (const [name, raw] of Object.entries(written)) {
    const property = type.properties.get(name);
    if (!property) {
      problems.push(problem(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`));
    } else if (property.readOnly) {
      problems.push(
        problem(name, 'READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`),
      );
    } else {
      const reading = readValue(property, raw);
      if (reading.kind === 'refused') problems.push(problem(name, reading.code, reading.message));
      else values[name] = reading.value;
    }
  }
  for (const [name, value] of Object.entries(values)) {
    const property = type.properties.get(name);
    const fault =
      property && value !== ''
        ? referenceFault(portal, type, property, value, { ...before, ...values })
        : undefined;
    if (fault) problems.push(problem(name, fault.code, fault.message));
  }
  if (problems.length > 0) throw refusedProperties(portal, problems);
  return values;
}

type ReferenceFault = { code: string; message: string };

function referenceFault(
  portal: Portal,
  type: ObjectType,
  property: PropertyDefinition,
  value: string,
  after: Record<string, string>,
): ReferenceFault | undefined {
  switch (property.values) {
    case 'owner':
      return portal.owners.some((owner) => owner.id === value)
        ? undefined
        : { code: 'INVALID_OWNER_ID', message: `Owner ${value} does not exist` };
    case 'currency':
      return currenciesOf(portal.account).includes(value)
        ? undefined
        : { code: 'INVALID_OPTION', message: `${value} is not a currency of this account` };
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
        ? undefined
        : { code: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
    case 'pipeline':
      return pipelinesOf(portal, type).some((pipeline) => pipeline.id === value)
        ? undefined
        : {
            code: 'INVALID_OPTION',
            message: `${value} was not one of the allowed options: pipelines of this object`,
          };
    case 'stage':
      return stageFault(portal, type, value, after);
    default:
      return undefined;
  }
}

function stageFault(portal: Portal, type: ObjectType, value: string, after: Record<string, string>) {
  const pipelineProperty = stagePropertyOf(type) === 'dealstage' ? 'pipeline' : 'hs_pipeline';
  const pipelineId = after[pipelineProperty] || 'default';
  const pipeline = pipelinesOf(portal, type).find((candidate) => candidate.id === pipelineId);
  return pipeline?.stages.some((stage) => stage.id === value)
    ? undefined
    : {
        code: 'INVALID_OPTION',
        message: `${value} was not one of the allowed options: stages of pipeline ${pipelineId}`,
      };
}

function problem(name: string, code: string, message: string): RefusalDetail {
  return { message, code, context: { propertyName: [name] } };
}

function refusedProperties(portal: Portal, problems: RefusalDetail[]) {
  const list = problems.map((detail) => ({
    isValid: false,
    message: detail.message,
    error: detail.code,
    name: detail.context?.propertyName?.[0],
    localizedErrorMessage: detail.message,
    portalId: Number(portal.id),
  }));
  return validationError(`Property values were not valid: ${JSON.stringify(list)}`, problems);
}
