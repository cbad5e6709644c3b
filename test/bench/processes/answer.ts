import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of the bench: told once what to do, it answers once, and ends when the bench disconnects. */
export type BenchProcess = { readonly answer: Promise<unknown>; stop(): Promise<void> };

/** Starts `processes/<name>.ts`, with Node's `flags`, and tells it `input`. Its failure rejects the answer. */
export function startProcess(name: string, input: unknown, flags: readonly string[] = []): BenchProcess {
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), {
    execArgv: ['--no-warnings', ...flags],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = answerOf(name, child);
  child.send({ input });
  return {
    answer,
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function answerOf(name: string, child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the process ${name} ended with ${code}`)));
  });
}

/** In such a process: does what it is told; `stop` runs when the bench is done with it. */
export function answerWith(
  work: (input: unknown) => Promise<{ readonly answer: unknown; stop(): Promise<void> }>,
): void {
  process.once('message', async (message: { readonly input: unknown }) => {
    const { answer, stop } = await work(message.input);
    process.once('disconnect', () => void stop());
    process.send?.(answer);
  });
}
