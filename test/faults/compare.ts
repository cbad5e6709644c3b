import { type Disturbance, type Played, play } from './play.ts';
import { STORY } from './story.ts';

export type Compared = {
  readonly what: string;
  /** All that the disturbed run has come to otherwise than the calm one, and all that disagrees in it; empty: nothing. */
  readonly lost: readonly string[];
  readonly faults: number;
  readonly events: number;
  readonly credits: number;
};

/** Plays the story disturbed and holds it against the calm run. */
export async function compare(calm: Played, disturbance: Disturbance): Promise<Compared> {
  const { what, onlyTheEnd, afterwards } = disturbance;
  const disturbed = await play(disturbance);
  const wanted = afterwards === undefined ? calm : await play({ what: 'nothing', afterwards });
  const { faults, events, credits } = disturbed;
  const lost = [...differences(wanted, disturbed, onlyTheEnd === true), ...disturbed.disagreements];
  return { what, lost, faults, events, credits };
}

function differences(calm: Played, disturbed: Played, onlyTheEnd: boolean): string[] {
  return STORY.flatMap(({ what }, place) => {
    if (onlyTheEnd && place < STORY.length - 1) return [];
    const wanted = calm.outcomes[place] ?? [];
    const actual = disturbed.outcomes[place] ?? [];
    return [
      ...wanted.filter((line) => !actual.includes(line)).map((line) => `${what}: missing: ${line}`),
      ...actual.filter((line) => !wanted.includes(line)).map((line) => `${what}: instead: ${line}`),
    ];
  });
}
