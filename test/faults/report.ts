import type { Compared } from './compare.ts';

/** Prints what was tried as it is tried, and adds it up. */
export type Report = {
  /** Runs one try; one that throws is a failure like any other. */
  add(what: string, run: () => Promise<Compared>): Promise<void>;
  say(line: string): void;
  /** Prints the sums; true when nothing was lost. */
  end(): boolean;
};

export function createReport(print: (line: string) => void): Report {
  const sum = { tries: 0, faults: 0, events: 0, credits: 0, lost: 0 };
  const note = ({ what, lost, faults, events, credits }: Compared, ms: number) => {
    sum.tries += 1;
    sum.faults += faults;
    sum.events += events;
    sum.credits += credits;
    sum.lost += lost.length;
    const verdict = lost.length === 0 ? 'same' : 'LOST';
    print(
      `${verdict}  ${what}: ${faults} faults, ${events} events, ${credits} credits, ${(ms / 1000).toFixed(1)} s`,
    );
    for (const line of lost) print(`      ${line}`);
  };
  return {
    async add(what, run) {
      const start = Date.now();
      const failed = (error: unknown): Compared => ({
        ...{ what, faults: 0, events: 0, credits: 0 },
        lost: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      });
      note(await run().catch(failed), Date.now() - start);
    },
    say: print,
    end() {
      print(
        `${sum.tries} runs, ${sum.faults} faults, ${sum.events} events sent, ${sum.credits} credits compared, ` +
          `differences: ${sum.lost}`,
      );
      return sum.lost === 0;
    },
  };
}
