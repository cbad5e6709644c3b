import { works } from '../../../src/jobs/works.ts';
import type { Act } from '../act.ts';
import type { Kind, Stage } from '../stage.ts';

/**
 * Nobody is told that a person's links to deals and referrals were cut, moved or restored: the night sees it (R19).
 */
async function theNightSees(kind: Kind, { alive, portal, world }: Stage): Promise<void> {
  if (kind !== 'contact') return;
  await world.app.queue.enqueue([
    ...works(portal.id, 'deal', alive.deal),
    ...works(portal.id, 'referral', alive.referral),
  ]);
}

/** Merges two records of a kind; the earlier one is the primary or the other. */
export function merge(kind: Kind): Act {
  return async (stage, dice) => {
    const { alive, person } = stage;
    const primary = dice.pick(alive[kind]);
    const other = dice.pick(alive[kind].filter((id) => id !== primary));
    if (primary === undefined || other === undefined) return null;
    const survivor = await person.merge(kind, primary, other);
    const rest = alive[kind].filter((id) => id !== primary && id !== other);
    alive[kind].splice(0, alive[kind].length, ...rest, survivor);
    await theNightSees(kind, stage);
    return `${kind} ${other} is merged into ${primary}: ${survivor}`;
  };
}

export function remove(kind: Kind): Act {
  return async (stage, dice) => {
    const { alive, bin, world } = stage;
    const id = dice.pick(alive[kind]);
    if (id === undefined) return null;
    await world.crm.archive(kind, id);
    alive[kind].splice(alive[kind].indexOf(id), 1);
    bin[kind].push(id);
    await theNightSees(kind, stage);
    return `${kind} ${id} is deleted`;
  };
}

export function restore(kind: Kind): Act {
  return async (stage, dice) => {
    const { alive, bin, person } = stage;
    const id = dice.pick(bin[kind]);
    if (id === undefined) return null;
    await person.restore(kind, id);
    bin[kind].splice(bin[kind].indexOf(id), 1);
    alive[kind].push(id);
    await theNightSees(kind, stage);
    return `${kind} ${id} is restored`;
  };
}
