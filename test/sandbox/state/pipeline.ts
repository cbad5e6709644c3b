export type Stage = {
  id: string;
  label: string;
  displayOrder: number;
  metadata: Record<string, string>;
  createdAt: number;
  updatedAt: number;
};

export type Pipeline = {
  id: string;
  label: string;
  displayOrder: number;
  stages: Stage[];
  createdAt: number;
  updatedAt: number;
};
