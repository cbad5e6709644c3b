import { z } from 'zod';
import {
  COMMISSION_DECISIONS,
  OVERRIDE_REASONS,
  type Override,
  type OverrideInput,
} from '../attribution/override.ts';
import { overrideProblems } from '../attribution/override-problems.ts';
import { PORTAL_MODELS } from '../attribution/policy.ts';
import { ROLES } from '../attribution/role.ts';
import { dayIn, parseDay } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { DealId, PartnerId, PortalId } from '../ids.ts';
import type { Seal } from '../seal.ts';

const partnerId = z
  .string()
  .regex(/^[1-9]\d{0,18}$/, 'is not a record id')
  .transform((text) => text as PartnerId);
const role = z.enum(ROLES);
const day = z.string().transform((text, context) => {
  try {
    return parseDay(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a date (YYYY-MM-DD)' });
    return z.NEVER;
  }
});

/** The form of what a person decided on a deal. */
export const overrideForm = z.strictObject({
  credit: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('shares'),
        shares: z.array(z.strictObject({ partnerId, role, share: z.number().int() })),
      }),
      z.strictObject({ kind: z.literal('model'), model: z.enum(PORTAL_MODELS) }),
    ])
    .nullable(),
  reason: z.strictObject({ code: z.enum(OVERRIDE_REASONS), text: z.string() }),
  by: z.string(),
  at: z.string(),
  until: day.nullable(),
  commissions: z.array(
    z.strictObject({
      ...{ partnerId, role, reason: z.string(), by: z.string(), at: z.string() },
      decision: z.enum(COMMISSION_DECISIONS),
    }),
  ),
});

const document = z.object({ v: z.literal(1), override: z.unknown(), sig: z.string() });

type Place = { readonly portalId: PortalId; readonly dealId: DealId };

/**
 * The text of `partner_override`: what a person decided, signed together with portal and deal, so that it counts only
 * where it was made (R16, R38). Throws a Problem while no key is configured.
 */
export function overrideText(override: Override, place: Place, seal: Seal): string {
  const sig = seal.sign(signedPart(override, place));
  if (sig === null)
    throw new Problem(
      'config-invalid',
      'Credits cannot be set by hand yet: the server needs ENCRYPTION_KEY to sign what people decide.',
    );
  return JSON.stringify({ v: 1, override, sig });
}

/**
 * Reads `partner_override`. Anything but a valid text of ours is a claim, told in words, never an override (R38). A
 * text that was signed for a deal merged into this one is valid here: HubSpot carried it over.
 */
export function readOverride(
  text: string | null,
  place: Place & { readonly timeZone: string; readonly mergedIds?: readonly string[] },
  seal: Seal,
): OverrideInput {
  if (text === null) return { kind: 'none' };
  const unsigned = (words: string): OverrideInput => ({ kind: 'unsigned', words });
  const parsed = document.safeParse(parseJson(text));
  if (!parsed.success) return unsigned('the text in partner_override is not one of ours');
  const override = overrideForm.safeParse(parsed.data.override);
  if (!override.success) return unsigned('the text in partner_override is not one of ours');
  const verdict = verifyFor(
    [place.dealId, ...(place.mergedIds ?? [])],
    override.data,
    parsed.data.sig,
    place,
    seal,
  );
  if (verdict === 'no-key') return unsigned('its signature cannot be checked: ENCRYPTION_KEY is not set');
  if (verdict === 'wrong') return unsigned('its signature is wrong: it was changed by hand, or copied');
  const [problem] = overrideProblems(override.data);
  if (problem !== undefined) return unsigned(`${problem.field}: ${problem.words}`);
  const decidedOn = dayIn(place.timeZone, Date.parse(override.data.at));
  return { kind: 'valid', override: override.data, decidedOn };
}

function verifyFor(
  dealIds: readonly string[],
  override: Override,
  sig: string,
  { portalId }: Place,
  seal: Seal,
): ReturnType<Seal['verify']> {
  const verdicts = dealIds.map((id) =>
    seal.verify(signedPart(override, { portalId, dealId: id as DealId }), sig),
  );
  return verdicts.find((verdict) => verdict !== 'wrong') ?? 'wrong';
}

/** What one of our own texts says, to be shown; null when nothing is decided in it. Its signature is not looked at. */
export function shownOverride(text: string): Override | null {
  const parsed = document.safeParse(parseJson(text));
  const override = parsed.success ? overrideForm.safeParse(parsed.data.override) : undefined;
  return override?.data ?? null;
}

/** One spelling of the same decision, whatever order its fields were written in. */
function signedPart(
  { credit, reason, by, at, until, commissions }: Override,
  { portalId, dealId }: Place,
): string {
  const what =
    credit === null
      ? null
      : credit.kind === 'model'
        ? ['model', credit.model]
        : ['shares', ...credit.shares.map(({ partnerId, role, share }) => [partnerId, role, share])];
  const rulings = commissions.map((each) => [
    ...[each.partnerId, each.role, each.decision],
    ...[each.reason, each.by, each.at],
  ]);
  return JSON.stringify([portalId, dealId, what, reason.code, reason.text, by, at, until, rulings]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours: told by the caller.
    return null;
  }
}
