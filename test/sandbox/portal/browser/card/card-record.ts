import { createContext, useContext } from 'react';
import type { ObjectKind } from '../crm/object-kind.ts';
import type { RecordEvents } from './record-events.ts';

/** The record whose page shows a card, and what a card may ask of that page. */
export type CardRecord = {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly events: RecordEvents;
  /** Reads the record's properties and associations anew. */
  readonly refresh: () => void;
};

export const cardRecordContext = createContext<CardRecord | null>(null);

export function useCardRecord(): CardRecord {
  const record = useContext(cardRecordContext);
  if (record === null) throw new Error('A CRM component was rendered outside of a card');
  return record;
}
