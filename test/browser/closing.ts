type Closable = { close(): Promise<unknown> };

export type Closing = {
  /** Hands back what it is given, and closes it at the end. */
  keep<Thing extends Closable>(thing: Thing): Thing;
  /** Closes everything that was opened, the last first: also when the rest could not be opened. */
  all(): Promise<void>;
};

export function createClosing(): Closing {
  const open: Closable[] = [];
  return {
    keep(thing) {
      open.push(thing);
      return thing;
    },
    async all() {
      for (const thing of open.reverse()) await thing.close();
    },
  };
}
