export { applySchema } from './apply.ts';
export { createSchemaPort } from './hubspot-port.ts';
export type { LabelName } from './links.ts';
export type { CustomObject, RecordKind } from './object.ts';
export { planSchema } from './plan.ts';
export type { SchemaPort } from './port.ts';
export { readPresent } from './read-present.ts';
export { readSchemaState } from './read-state.ts';
export {
  labelTypeOf,
  linkTypeOf,
  objectTypeIdOf,
  parseSchemaState,
  recordKindOf,
  type SchemaState,
} from './state.ts';
export { type WantedSchema, wantedSchema } from './wanted.ts';
