import { expect, test } from '@jest/globals';
import type { CreditStatus as DomainCreditStatus } from '../../../src/attribution/credit.ts';
import type { Role } from '../../../src/attribution/decide.ts';
import type { HealthStatus as DomainHealthStatus, ReasonCode } from '../../../src/health/rules.ts';
import type { HealthReason, HealthStatus } from '../../../src/hubspot/schema/objects/health-options.ts';
import type { CreditRole, CreditStatus } from '../../../src/hubspot/schema/objects/partner-credit.ts';

/** `true` only when both unions are the same; anything else does not compile. */
type Same<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : never) : never;

test('HubSpot offers exactly the values the rules know (held by the type check)', () => {
  const same: {
    health: Same<HealthStatus, DomainHealthStatus>;
    reason: Same<HealthReason, ReasonCode>;
    role: Same<CreditRole, Role>;
    credit: Same<CreditStatus, DomainCreditStatus>;
  } = { health: true, reason: true, role: true, credit: true };
  expect(Object.values(same)).toEqual([true, true, true, true]);
});
