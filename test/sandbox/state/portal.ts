import type { Clock } from '../clock.ts';
import type { Account, Owner } from './account.ts';
import type { Actor } from './actor.ts';
import type { AssociationTypes } from './association-type.ts';
import type { Assumptions } from './assumptions.ts';
import type { Change } from './change.ts';
import type { Ids } from './ids.ts';
import type { Links } from './links.ts';
import type { OAuthState } from './oauth-state.ts';
import type { ObjectType } from './object-type.ts';
import type { Pipeline } from './pipeline.ts';
import type { CrmRecord } from './record.ts';
import type { RecordTable } from './record-table.ts';
import type { Segment } from './segment.ts';
import type { ValidationRule } from './validation-rule.ts';

/** Everything one HubSpot account holds. A reset makes a new one. */
export type Portal = {
  id: string;
  appId: '2001';
  /** The static token of this account's app. */
  accessToken: string;
  clock: Clock;
  account: Account;
  owners: Owner[];
  types: Map<string, ObjectType>;
  typeByPathName: Map<string, ObjectType>;
  associationTypes: AssociationTypes;
  links: Links;
  pipelines: Map<string, Pipeline[]>;
  segments: Segment[];
  rules: ValidationRule[];
  /** Record id → until when writes on it answer 423. */
  locks: Map<string, number>;
  /** How long a change takes to reach search, in milliseconds. */
  searchLagMs: number;
  /** Targets per record and answer when associations are read. */
  associationPageSize: number;
  oauth: OAuthState;
  /** The scopes of the app's token; absent: all of them. */
  grantedScopes?: Set<string>;
  assume: Assumptions;
  now(): number;
  tableOf(objectTypeId: string): RecordTable;
  ids: Ids;
  stampModified(record: CrmRecord, actor: Actor): void;
  /** Tells the webhooks what one write changed, in one go. */
  publish(changes: Change[]): void;
};
