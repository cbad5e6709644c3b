/** Ids that only this portal has: growing, with gaps, as in a service shared by many. */
export type Ids = {
  nextRecordId(): string;
  nextObjectTypeId(): string;
  nextAssociationTypeId(): number;
  nextSegmentId(): string;
};

export function createIds(): Ids {
  const last = { record: 330_000_000_000, objectType: 143_967_020, associationType: 26, segment: 0 };
  let made = 0;
  return {
    nextRecordId() {
      made += 1;
      last.record += 1 + ((made * 13) % 7);
      return String(last.record);
    },
    nextObjectTypeId() {
      last.objectType += 3;
      return `2-${last.objectType}`;
    },
    nextAssociationTypeId() {
      last.associationType += 1;
      return last.associationType;
    },
    nextSegmentId() {
      last.segment += 1;
      return String(last.segment);
    },
  };
}
