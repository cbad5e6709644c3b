import { existsSync } from 'node:fs';
import { createSandbox } from '../../sandbox/index.ts';
import { createStage, type Play, plays, type Request, type Stage } from '../plays/index.ts';
import { createJudge, type Exchange, type Judge } from './judge.ts';
import { knownMistakes } from './known-mistakes.ts';
import { findOperations, readSpecifications, type Specification } from './specification.ts';

const VERDICTS = ['ok', 'file wrong', 'deviates', 'not in the spec'] as const;
type Comparison = { verdict: (typeof VERDICTS)[number]; reasons: readonly string[] };

/**
 * Plays every operation of the sandbox and compares requests, answers and a refusal of each with HubSpot's OpenAPI
 * files below `dir`. Prints a verdict per operation; resolves to how many deviate without a known reason. A folder
 * that is not there is said and is no failure: the files are HubSpot's and not part of this repository.
 */
export async function conform(dir: string | undefined, print: (line: string) => void): Promise<number> {
  if (dir === undefined || !existsSync(dir)) {
    print(`conform: skipped, HubSpot's OpenAPI files are not there (${dir ?? 'no folder was named'})`);
    return 0;
  }
  const specifications = readSpecifications(dir, '2026-09');
  if (specifications.length === 0) throw new Error(`no OpenAPI file of 2026-09 is below ${dir}`);
  const judge = createJudge(specifications);
  const sandbox = await createSandbox({ deliver: 'by-hand' });
  const found: Comparison['verdict'][] = [];
  try {
    const stage = await createStage(sandbox);
    for (const play of plays) {
      const { verdict, reasons } = await compare(play, stage, specifications, judge);
      found.push(verdict);
      print(`${verdict.padEnd(16)} ${play.operation}`);
      for (const reason of reasons) print(`                   ${reason}`);
    }
  } finally {
    await sandbox.stop();
  }
  const count = (verdict: Comparison['verdict']) => found.filter((each) => each === verdict).length;
  print(VERDICTS.map((verdict) => `${count(verdict)} ${verdict}`).join(', '));
  return count('deviates');
}

async function compare(
  play: Play,
  stage: Stage,
  specifications: readonly Specification[],
  judge: Judge,
): Promise<Comparison> {
  const [method = ''] = play.operation.split(' ');
  const { path, body, form, token } = await play.prepare(stage);
  const [withoutQuery = path] = path.split('?');
  const described = findOperations(specifications, method, withoutQuery);
  if (described.length === 0) return { verdict: 'not in the spec', reasons: [] };
  const exchanges = [await exchange(stage, method, path, { body, form, token }, 'answer')];
  if (form === undefined)
    exchanges.push(await exchange(stage, method, path, { body, form, token }, 'refusal'));
  const reasons = described.flatMap((operation) =>
    exchanges.flatMap((each) => judge(operation, each)).map((reason) => ({ operation, reason })),
  );
  const lines = reasons.map(({ operation, reason }) => {
    const known = knownMistakes.find((each) => each.operation === play.operation && each.reason === reason);
    const line = `${operation.specification.file}: ${reason}`;
    return known === undefined
      ? { line, surprising: true }
      : { line: `${line} (${known.why})`, surprising: false };
  });
  if (reasons.length === 0) return { verdict: 'ok', reasons: [] };
  const verdict = lines.some(({ surprising }) => surprising) ? 'deviates' : 'file wrong';
  return { verdict, reasons: [...new Set(lines.map(({ line }) => line))] };
}

/** The request as the app sends it, or with a token that is refused. */
async function exchange(
  stage: Stage,
  method: string,
  path: string,
  { body, form, token }: Pick<Request, 'body'> & { [Name in 'form' | 'token']: Request[Name] | undefined },
  what: Exchange['what'],
): Promise<Exchange> {
  if (form !== undefined) {
    const response = await fetch(`${stage.url}${path}`, { method, body: new URLSearchParams(form) });
    return { what, request: form, status: response.status, answer: await response.json() };
  }
  const bearer = what === 'refusal' ? 'a-token-of-nobody' : token;
  const headers = bearer === undefined ? undefined : { authorization: `Bearer ${bearer}` };
  const reply = await stage.call(method, path, body, headers);
  return { what, request: body, status: reply.status, answer: reply.body };
}
