import { describe, expect, test } from '@jest/globals';
import type { PartnerRecord } from '../../src/health/facts.ts';
import { activity, ago, assessed, received, reviewed, type Scene, sent, slots, talked } from './records.ts';

type Days = readonly number[];
type Vector = {
  readonly partner?: Partial<PartnerRecord>;
  /** Days ago of each referral. */
  readonly received?: Days;
  readonly sent?: Days;
  readonly joint?: Days;
  readonly talked: number;
  readonly reviewed?: number;
  readonly cadence?: readonly [kept: number, scheduled: number];
  readonly satisfaction?: number;
  readonly wanted: readonly [status: string, score: number | null, raw: number | null, ...codes: string[]];
};

const reseller = { primaryType: 'reseller' } as const;
const coMarketing = { primaryType: 'co_marketing' } as const;

/** The cases the definition of health was calculated with, from records to score. */
const VECTORS: Readonly<Record<string, Vector>> = {
  'V1 classic': {
    received: [12, 60, 100, 170],
    sent: [14, 80, 150],
    talked: 9,
    reviewed: 40,
    satisfaction: 5,
    cadence: [2, 2],
    wanted: ['healthy', 100, 100],
  },
  'V2 small, both ways': {
    received: [40],
    sent: [120],
    talked: 20,
    reviewed: 60,
    satisfaction: 4,
    cadence: [4, 5],
    wanted: ['healthy', 96, 87.2],
  },
  'V3 six against one': {
    received: [10, 20, 30, 40, 100, 170],
    sent: [120],
    talked: 8,
    reviewed: 30,
    satisfaction: 4,
    cadence: [2, 2],
    wanted: ['attention', 63, 79.5, 'T1b'],
  },
  'V4 three against none': {
    received: [15, 70, 150],
    talked: 15,
    reviewed: 50,
    cadence: [9, 10],
    wanted: ['attention', 62, 76.4, 'T1a', 'T1b'],
  },
  'V5 too long without a talk': {
    received: [25, 100],
    sent: [70, 110],
    talked: 50,
    reviewed: 70,
    cadence: [1, 2],
    wanted: ['attention', 65, 87.7, 'T2a'],
  },
  'V6 review overdue': {
    received: [25, 100],
    sent: [70, 110],
    talked: 20,
    reviewed: 120,
    cadence: [1, 2],
    wanted: ['attention', 67, 94.7, 'T2b'],
  },
  'V7 quiet quarter': {
    received: [120],
    sent: [150],
    talked: 10,
    reviewed: 30,
    satisfaction: 4,
    cadence: [2, 2],
    wanted: ['attention', 59, 67.1, 'T3'],
  },
  'V8 it flowed and stopped': {
    received: [210, 250],
    sent: [260, 360],
    talked: 70,
    reviewed: 150,
    satisfaction: 2,
    cadence: [1, 5],
    wanted: ['at_risk', 5, 13.2, 'A2', 'T2a', 'T2b', 'T3'],
  },
  'V9 silent': {
    received: [260],
    sent: [300],
    talked: 200,
    reviewed: 260,
    cadence: [0, 2],
    wanted: ['at_risk', 0, 0, 'A1', 'A2', 'T2a', 'T2b', 'T3'],
  },
  'V10 new': { partner: { activatedOn: ago(20) }, talked: 5, wanted: ['new', null, null] },
  'V11 just out of grace': {
    partner: { activatedOn: ago(95) },
    talked: 12,
    reviewed: 30,
    cadence: [2, 2],
    wanted: ['attention', 52, 42.9, 'T3'],
  },
  'V12 reseller': {
    partner: reseller,
    received: [14, 50, 90, 100, 140, 180],
    talked: 21,
    reviewed: 60,
    satisfaction: 4,
    cadence: [9, 10],
    wanted: ['healthy', 99, 97],
  },
  'V13 silent reseller': {
    partner: reseller,
    received: [130, 160],
    talked: 100,
    reviewed: 160,
    cadence: [3, 10],
    wanted: ['at_risk', 6, 14.2, 'A1', 'T2a', 'T2b', 'T3'],
  },
  'V14 co-marketing': {
    partner: coMarketing,
    joint: [30],
    talked: 25,
    reviewed: 60,
    satisfaction: 4,
    cadence: [9, 10],
    wanted: ['healthy', 99, 97],
  },
  'V15 co-marketing without joint work': {
    partner: coMarketing,
    talked: 40,
    reviewed: 60,
    cadence: [7, 10],
    wanted: ['attention', 50, 33.8, 'T3'],
  },
  'V16 severe red flag': {
    partner: { redFlags: ['competitive'] },
    received: [10, 60, 100, 170],
    sent: [14, 80, 150, 175],
    talked: 10,
    reviewed: 30,
    satisfaction: 4,
    cadence: [2, 2],
    wanted: ['at_risk', 39, 98.8, 'F'],
  },
  'V17 five against two': {
    received: [12, 60, 100, 120, 170],
    sent: [80, 150],
    talked: 10,
    reviewed: 30,
    satisfaction: 4,
    cadence: [2, 2],
    wanted: ['attention', 65, 85.1, 'T1b'],
  },
  'V18 four against two': {
    received: [12, 60, 100, 170],
    sent: [80, 150],
    talked: 10,
    reviewed: 30,
    satisfaction: 4,
    cadence: [2, 2],
    wanted: ['healthy', 100, 98.8],
  },
  'V19 two against one': {
    received: [12, 100],
    sent: [80],
    talked: 10,
    reviewed: 30,
    satisfaction: 4,
    cadence: [2, 2],
    wanted: ['healthy', 100, 98.8],
  },
  'V20 talk without referrals for a year': {
    partner: { activatedOn: ago(800) },
    received: [400],
    talked: 15,
    reviewed: 40,
    satisfaction: 4,
    cadence: [9, 10],
    wanted: ['at_risk', 17, 43.7, 'A3', 'T3'],
  },
};

function sceneOf(vector: Vector): Scene {
  return {
    partner: {
      satisfactionOurs: vector.satisfaction ?? null,
      satisfactionRatedOn: vector.satisfaction === undefined ? null : ago(30),
      ...vector.partner,
    },
    referrals: [...received(...(vector.received ?? [])), ...sent(...(vector.sent ?? []))],
    contacts: talked(vector.talked),
    activities: [
      ...(vector.joint ?? []).map((day) => activity('joint_event', day)),
      ...(vector.reviewed === undefined ? [] : reviewed(vector.reviewed)),
      ...slots(...(vector.cadence ?? ([0, 0] as const))),
    ],
  };
}

describe('a partner gets the status, score and reasons of the definition', () => {
  test.each(Object.entries(VECTORS))('%s', (_, vector) => {
    const { status, score, breakdown, reasons } = assessed(sceneOf(vector));
    const raw = breakdown === null ? null : Math.round(breakdown.raw * 10) / 10;
    expect([status, score, raw, ...reasons.map(({ code }) => code)]).toEqual(vector.wanted);
  });
});
