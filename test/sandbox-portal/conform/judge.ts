import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Specification, SpecifiedOperation } from './specification.ts';

export type Exchange = {
  readonly what: 'answer' | 'refusal';
  readonly request?: unknown;
  readonly status: number;
  readonly answer: unknown;
};

/** Says where an exchange differs from what one document describes; nothing if it does not. */
export type Judge = (operation: SpecifiedOperation, exchange: Exchange) => string[];

export function createJudge(specifications: readonly Specification[]): Judge {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  for (const { file, document } of specifications) {
    ajv.addSchema({ $id: idOf(file), components: document.components });
  }
  const validators = new Map<string, ValidateFunction>();
  const check = (file: string, schema: unknown, value: unknown, what: string): string[] => {
    const key = `${file} ${JSON.stringify(schema)}`;
    const validate = validators.get(key) ?? ajv.compile(absolute(schema, idOf(file)));
    validators.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map((error) => sentence(what, error));
  };
  return ({ specification: { file }, requestSchema, answers }, { what, request, status, answer }) => {
    const hasRequest = request !== undefined && requestSchema !== undefined;
    const wrongRequest = hasRequest ? check(file, requestSchema, request, 'request') : [];
    // The files list no status of a refusal, only `default`.
    const listed = answers.has(String(status)) || what === 'answer' ? String(status) : 'default';
    if (!answers.has(listed)) return [...wrongRequest, `status ${status} is not listed`];
    const schema = answers.get(listed);
    const wrongAnswer = schema === undefined ? [] : check(file, schema, answer, what);
    return [...new Set([...wrongRequest, ...wrongAnswer])];
  };
}

function idOf(file: string): string {
  return `spec:///${encodeURIComponent(file)}`;
}

/** References inside a document are to `#/…`; the judge holds many documents. */
function absolute(schema: unknown, id: string): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${id}#`));
}

function sentence(what: string, { instancePath, message, params }: ErrorObject): string {
  const where = instancePath.replaceAll(/\/\d+/g, '/*').replaceAll('/', '.');
  const values = 'allowedValues' in params ? ` (${String(params.allowedValues)})` : '';
  return `${what}${where} ${message}${values}`;
}
