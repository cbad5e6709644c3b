/** The scene the floor is derived for: each deal of a client of its own, referred by one of some partners. */
export type FloorScene = { readonly deals: number; readonly partners: number };

type Batch = 'objects' | 'links read' | 'links made';

/** HubSpot's largest batches (R23; design hubspot.md 4.3, 4.5). */
const LARGEST: Readonly<Record<Batch, number>> = {
  objects: 100,
  'links read': 1000,
  'links made': 2000,
};

type Call = {
  readonly what: string;
  readonly why: string;
  readonly batch: Batch;
  readonly of: keyof FloorScene;
};

/**
 * Every read and write that is needed to credit deals that were just won, with the rule that asks for it, if nothing
 * were ever read twice and every batch were full. The mirror knows the partners' terms for five minutes only (R23), and
 * the win comes later.
 */
export const FLOOR: readonly Call[] = [
  { what: 'read deals', why: 'R23: money re-reads the deal', batch: 'objects', of: 'deals' },
  { what: 'read deal → company', why: 'R13: whose deal it is', batch: 'links read', of: 'deals' },
  { what: 'read deal → contact', why: 'R13, R15', batch: 'links read', of: 'deals' },
  { what: 'read deal → activity', why: 'R15: touches', batch: 'links read', of: 'deals' },
  {
    what: 'read deal → partner',
    why: 'R13: claims, and labels that are there',
    batch: 'links read',
    of: 'deals',
  },
  { what: 'read company → referral', why: 'R10: evidence', batch: 'links read', of: 'deals' },
  { what: 'read referrals', why: 'R23: money re-reads the referral', batch: 'objects', of: 'deals' },
  { what: 'read referral → partner', why: 'R23: and its links', batch: 'links read', of: 'deals' },
  { what: 'read referral → company', why: 'R23', batch: 'links read', of: 'deals' },
  { what: 'read referral → contact', why: 'R23', batch: 'links read', of: 'deals' },
  { what: 'read partners', why: 'R23: terms older than 5 minutes', batch: 'objects', of: 'partners' },
  { what: 'read partner → company', why: 'R13: own companies', batch: 'links read', of: 'partners' },
  {
    what: 'create credits with their links',
    why: 'R23: new keys, links inline',
    batch: 'objects',
    of: 'deals',
  },
  {
    what: 'link referral → deal',
    why: 'data model §3: the deal it credited',
    batch: 'links made',
    of: 'deals',
  },
  { what: 'label deal → partner', why: 'R13, R52', batch: 'links made', of: 'deals' },
  { what: 'stamp deals', why: 'R22', batch: 'objects', of: 'deals' },
  { what: 'stamp referrals', why: 'data model §1: status, credited_amount', batch: 'objects', of: 'deals' },
  { what: 'stamp partners', why: 'R27: totals', batch: 'objects', of: 'partners' },
  { what: 'read deal → partner again', why: 'R17: our label’s event', batch: 'links read', of: 'deals' },
  { what: 'read referrals again', why: 'R17: our status’ event', batch: 'objects', of: 'deals' },
];

/** The least calls for a scene. */
export function floorOf(scene: FloorScene): number {
  return FLOOR.reduce((sum, { batch, of }) => sum + Math.ceil(scene[of] / LARGEST[batch]), 0);
}
