import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const content = z.record(z.string(), z.object({ schema: z.unknown() }));
const operation = z.object({
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});
const document = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.unknown(),
});

/** One OpenAPI document, as far as the comparison reads it. */
export type Specification = { readonly file: string; readonly document: z.output<typeof document> };

export type SpecifiedOperation = {
  readonly specification: Specification;
  readonly path: string;
  readonly requestSchema?: unknown;
  /** Status → schema of the answer; undefined where none is given. */
  readonly answers: ReadonlyMap<string, unknown>;
};

/** Every OpenAPI document below a folder that describes paths of `version`; betas and other files are passed over. */
export function readSpecifications(dir: string, version: string): Specification[] {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => {
      const parsed = document.safeParse(JSON.parse(readFileSync(join(dir, file), 'utf8')));
      if (!parsed.success || file.includes('-beta')) return [];
      const isOfVersion = Object.keys(parsed.data.paths).some((path) => path.includes(`/${version}`));
      return isOfVersion ? [{ file, document: parsed.data }] : [];
    });
}

/** The operation that answers `method` and `path` in each document; the path with the fewest variables wins. */
export function findOperations(
  specifications: readonly Specification[],
  method: string,
  path: string,
): SpecifiedOperation[] {
  return specifications.flatMap((specification) => {
    const [template] = Object.entries(specification.document.paths)
      .filter(([candidate, methods]) => method.toLowerCase() in methods && pattern(candidate).test(path))
      .map(([candidate]) => candidate)
      .toSorted((one, other) => one.split('{').length - other.split('{').length);
    if (template === undefined) return [];
    const found = operation.parse(specification.document.paths[template]?.[method.toLowerCase()]);
    const requestSchema = schemaOf(found.requestBody?.content);
    return [
      {
        ...{ specification, path: template, answers: answersOf(found.responses) },
        ...(requestSchema === undefined ? {} : { requestSchema }),
      },
    ];
  });
}

function answersOf(responses: z.output<typeof operation>['responses']): Map<string, unknown> {
  return new Map(Object.entries(responses).map(([status, answer]) => [status, schemaOf(answer.content)]));
}

function schemaOf(media: z.output<typeof content> | undefined): unknown {
  return Object.values(media ?? {})[0]?.schema;
}

function pattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}
