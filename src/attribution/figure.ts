/** An amount in minor units of a currency. A figure nobody knows (yet) is 0 and says so, so that sums need no case. */
export type Amount = { readonly minor: bigint; readonly currency: string; readonly known: boolean };

/** Minor units that a figure holds in a currency; nothing in any other. */
export function held(figure: Amount | null | undefined, currency: string): bigint {
  return figure?.currency === currency ? figure.minor : 0n;
}

/** Nothing, and known to be nothing. */
export function nothing(currency: string): Amount {
  return { minor: 0n, currency, known: true };
}

/** A figure that holds something is known, also when all it says is that something was taken back. */
export function figure(minor: bigint, { currency, known }: Amount): Amount {
  return { minor, currency, known: known || minor !== 0n };
}
