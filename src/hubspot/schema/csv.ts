import { objectSpecs, wantedSchema } from './wanted.ts';

const HEAD = 'object,name,type,fieldType,options,unique,written_by';

/**
 * The contract as a table: every property that reports, workflows and imports may hang on (R30). Options are
 * separated by semicolons; no field holds a comma, so none is quoted.
 */
export function schemaCsv(): string {
  const rows = objectSpecs(wantedSchema()).flatMap(({ object, properties }) =>
    properties.map(({ name, type, fieldType, options, unique, writtenBy }) =>
      [object, name, type, fieldType, options.map(({ value }) => value).join(';'), unique, writtenBy].join(
        ',',
      ),
    ),
  );
  return `${[HEAD, ...rows].join('\n')}\n`;
}
