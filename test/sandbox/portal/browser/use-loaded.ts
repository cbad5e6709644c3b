import { type DependencyList, useCallback, useEffect, useState } from 'react';

/** Something that is read from the server. `reload` keeps showing the old value meanwhile. */
export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ready'; readonly value: Value };

export function useLoaded<Value>(
  read: () => Promise<Value>,
  dependencies: DependencyList,
): Loaded<Value> & { reload: () => void } {
  const [state, setState] = useState<Loaded<Value>>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the reading depends on
  useEffect(() => setState({ kind: 'loading' }), dependencies);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the reading depends on
  useEffect(() => {
    let isWanted = true;
    const settle = (settled: Loaded<Value>) => {
      if (isWanted) setState(settled);
    };
    read().then(
      (value) => settle({ kind: 'ready', value }),
      (error: unknown) => settle({ kind: 'failed', message: messageOf(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [...dependencies, turn]);
  return { ...state, reload };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
