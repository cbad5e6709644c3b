import { disagreements } from '../flows/disagreements.ts';
import { createInstallation, type Installation, type InstallationOptions } from './installation.ts';
import { outcome } from './outcome.ts';
import { openStage, STORY } from './story.ts';

/** Something that goes wrong while the story is played. */
export type Disturbance = {
  /** In a few words, for the report. */
  readonly what: string;
  readonly on?: InstallationOptions;
  /** Orders what is to go wrong in a step, before its people act. */
  before?(installation: Installation, step: number): Promise<void>;
  /** The same, for what must not hit the people. */
  afterPeople?(installation: Installation, step: number): Promise<void>;
  /** Once the step is settled. Resolves to the number of faults that have happened in it. */
  after?(installation: Installation, step: number): Promise<number>;
  /** After the last step: what must have gone by before the ends are compared. The calm run goes through it too. */
  afterwards?(installation: Installation): Promise<void>;
  /** The steps between may differ, as where news comes late; only the end is compared. */
  readonly onlyTheEnd?: true;
};

export type Played = {
  /** Where each step has led. */
  readonly outcomes: readonly (readonly string[])[];
  /** Everything in which ledger and HubSpot did not agree after a step. */
  readonly disagreements: readonly string[];
  /** Commits and HubSpot writes of each step. */
  readonly points: readonly number[];
  readonly faults: number;
  readonly events: number;
  /** Credits in the ledger at the end. */
  readonly credits: number;
};

/** Plays the story on a new installation; between its steps everything settles. */
export async function play(disturbance: Disturbance = { what: 'nothing' }): Promise<Played> {
  const installation = await createInstallation(disturbance.on);
  try {
    return await playOn(installation, disturbance);
  } finally {
    await installation.stop();
  }
}

async function playOn(
  installation: Installation,
  { before, afterPeople, after, onlyTheEnd, afterwards }: Disturbance,
): Promise<Played> {
  const stage = await openStage(installation);
  const outcomes: string[][] = [];
  const wrong: string[] = [];
  const points: number[] = [];
  let faults = 0;
  for (const [place, { what, act }] of STORY.entries()) {
    const start = installation.points();
    await before?.(installation, place);
    await act(stage);
    await afterPeople?.(installation, place);
    await installation.settle();
    faults += (await after?.(installation, place)) ?? 0;
    if (place === STORY.length - 1) await afterwards?.(installation);
    points.push(installation.points() - start);
    outcomes.push(await outcome(installation));
    if (onlyTheEnd === true && place < STORY.length - 1) continue;
    wrong.push(...(await disagreements(installation)).map((line) => `${what}: ${line}`));
  }
  const credits = (outcomes.at(-1) ?? []).filter((line) => line.startsWith('ledger ')).length;
  return { outcomes, disagreements: wrong, points, faults, events: installation.events(), credits };
}
