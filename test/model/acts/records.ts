import type { Act } from '../act.ts';
import type { Kind } from '../stage.ts';

/** Merges two records of a kind; the earlier one is the primary or the other. */
export function merge(kind: Kind): Act {
  return async ({ alive, person }, dice) => {
    const primary = dice.pick(alive[kind]);
    const other = dice.pick(alive[kind].filter((id) => id !== primary));
    if (primary === undefined || other === undefined) return null;
    const survivor = await person.merge(kind, primary, other);
    const rest = alive[kind].filter((id) => id !== primary && id !== other);
    alive[kind].splice(0, alive[kind].length, ...rest, survivor);
    return `${kind} ${other} is merged into ${primary}: ${survivor}`;
  };
}

export function remove(kind: Kind): Act {
  return async ({ alive, bin, world }, dice) => {
    const id = dice.pick(alive[kind]);
    if (id === undefined) return null;
    await world.crm.archive(kind, id);
    alive[kind].splice(alive[kind].indexOf(id), 1);
    bin[kind].push(id);
    return `${kind} ${id} is deleted`;
  };
}

export function restore(kind: Kind): Act {
  return async ({ alive, bin, person }, dice) => {
    const id = dice.pick(bin[kind]);
    if (id === undefined) return null;
    await person.restore(kind, id);
    bin[kind].splice(bin[kind].indexOf(id), 1);
    alive[kind].push(id);
    return `${kind} ${id} is restored`;
  };
}
