import type { Actor } from './actor.ts';

type Base = { at: number; actor: Actor };

/** Something that happened to records, as the webhooks need to know it. */
export type Change = Base &
  (
    | { kind: 'created' | 'deleted' | 'restored' | 'privacy-deleted'; objectTypeId: string; id: string }
    | { kind: 'property'; objectTypeId: string; id: string; name: string; value: string; calculated: boolean }
    | {
        kind: 'association';
        from: End;
        to: End;
        typeId: number;
        category: string;
        removed: boolean;
        isPrimary: boolean;
      }
    | {
        kind: 'merged';
        objectTypeId: string;
        primaryId: string;
        mergedIds: string[];
        newId: string;
        propertiesMoved: number;
      }
  );

export type End = { objectTypeId: string; id: string };
