type Values = Readonly<Record<string, string | null>>;

/** Tells a record's cards that a person changed its properties on this page (not that an app did). */
export type RecordEvents = {
  subscribe(listener: (values: Values) => void): () => void;
  publish(values: Values): void;
};

export function createRecordEvents(): RecordEvents {
  const listeners = new Set<(values: Values) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(values) {
      for (const listener of listeners) listener(values);
    },
  };
}
