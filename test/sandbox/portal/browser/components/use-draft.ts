import { useState } from 'react';

/**
 * What a person is typing, while the card's own value is still on its way through the worker. A new value from
 * the card replaces the draft; the echo of an old one must not.
 */
export function useDraft<T>(given: T, same: (a: T, b: T) => boolean = Object.is): [T, (value: T) => void] {
  const [draft, setDraft] = useState(given);
  const [last, setLast] = useState(given);
  if (!same(given, last)) {
    setLast(given);
    setDraft(given);
    return [given, setDraft];
  }
  return [draft, setDraft];
}
