export type Segment = {
  listId: string;
  name: string;
  objectTypeId: string;
  processingType: 'MANUAL' | 'DYNAMIC' | 'SNAPSHOT';
  filterBranch: unknown;
  listVersion: number;
  createdAt: number;
  updatedAt: number;
  /** Record id → when it was added; only for MANUAL and SNAPSHOT. */
  members: Map<string, number>;
  archived: boolean;
};
