export { type Assessment, assess } from './assess.ts';
export type { PartnerFacts } from './facts.ts';
export type { HealthStatus } from './rules.ts';
export { defaultHealthSettings, type HealthSettings } from './settings.ts';
export { settingsProblems } from './settings-problems.ts';
export { decideStoring, type StoredHealth } from './storing.ts';
export { trend } from './trend.ts';
