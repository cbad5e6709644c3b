import { type Day, formatDay } from '../calendar.ts';
import { type Binding, bind } from './binding.ts';
import type { Evidence, Touch } from './evidence.ts';
import { countTouches, partnersOf, withBinding } from './influence.ts';
import { type ModelInput, WEIGH } from './models/index.ts';
import type { Part } from './part.ts';
import type { Policy, PortalModel } from './policy.ts';
import { missingEnd } from './qualify.ts';
import type { Verdict } from './verdict.ts';

/** What the rules say, whatever a person decided. */
export type Automatic = {
  readonly binding: Binding | null;
  readonly parts: readonly Part[];
  /** Referrals and touches considered, credited and refused. */
  readonly verdicts: readonly Verdict[];
};

/**
 * Applies the rules: which referral binds the deal, which touches count, and what each partner gets under a model.
 * `today` bounds the touches of a deal that is still open.
 */
export function applyRules(evidence: Evidence, policy: Policy, model: PortalModel, today: Day): Automatic {
  const { deal } = evidence;
  const { binding, verdicts: onReferrals } = bind(evidence, policy);
  const counted = countTouches(evidence, policy, today);
  const { touches, bindingTouch } = withBinding(counted.touches, binding);
  const input: ModelInput = {
    ...{ touches, binding: bindingTouch, startedOn: deal.startedOn },
    ...{ halfLifeDays: policy.halfLifeDays, roleWeights: policy.roleWeights },
  };
  const parts = partsOf(input, binding, model);
  return {
    binding,
    parts,
    verdicts: [...onReferrals, ...counted.verdicts, ...creditedTouches(touches, parts, evidence)],
  };
}

/**
 * Touch weights summed per partner, in the order of first touches; under *primary* the sourced partner stands first
 * (R2). A partner whose touches weigh nothing keeps its role.
 */
function partsOf(input: ModelInput, binding: Binding | null, model: PortalModel): Part[] {
  const { touches } = input;
  const weights = WEIGH[model](input);
  const parts = partnersOf(touches).map((partnerId): Part => {
    const own = touches.filter((touch) => touch.partnerId === partnerId);
    const weight = touches.reduce(
      (sum, touch, place) => (touch.partnerId === partnerId ? sum + (weights[place] ?? 0n) : sum),
      0n,
    );
    if (partnerId !== binding?.referral.partnerId) {
      return { partnerId, role: 'influenced', weight, referralId: null, words: own.map(brief).join(', ') };
    }
    const others = model === 'primary' ? [] : own.filter((touch) => touch !== input.binding);
    const words = [binding.words, ...others.map(brief)].join(', ');
    return { partnerId, role: binding.role, weight, referralId: binding.referral.id, words };
  });
  return model === 'primary' ? parts.sort((a, b) => rank(a) - rank(b)) : parts;
}

function rank({ role }: Part): number {
  return role === 'influenced' ? 1 : 0;
}

function brief(touch: Touch): string {
  return `${touch.kind.replaceAll('_', ' ')} ${formatDay(touch.on)}`;
}

/** Touches behind a part; the verdicts on referrals stand on their own. */
function creditedTouches(
  touches: readonly Touch[],
  parts: readonly Part[],
  { partners }: Evidence,
): Verdict[] {
  return touches.flatMap((touch): Verdict[] => {
    const role = parts.find(({ partnerId }) => partnerId === touch.partnerId)?.role;
    if (touch.kind === 'referral' || role === undefined) return [];
    return [
      {
        ...{ evidence: 'touch', sourceId: touch.sourceId, partnerId: touch.partnerId },
        ...{ outcome: role, code: 'dated-touch' },
        words: `${touch.kind.replaceAll('_', ' ')} on ${formatDay(touch.on)}${missingEnd(partners.get(touch.partnerId))}`,
      },
    ];
  });
}
