import { z } from 'zod';
import { isCurrency } from '../money.ts';

const ids = z.array(z.string().regex(/^[1-9]\d{0,18}$/, 'is not a HubSpot id'));

/** People by user id, and teams by team id. */
const people = z.strictObject({ userIds: ids, teamIds: ids });
export type People = z.infer<typeof people>;

const rate = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,12})?$/, 'is not a decimal as text, like "0.9"')
  .refine((text) => /[1-9]/.test(text), 'must be above zero');

const currencyPair = z
  .string()
  .refine(
    (text) => /^[A-Z]{3}\/[A-Z]{3}$/.test(text) && text.split('/').every(isCurrency),
    'is not a pair of currencies like "USD/EUR"',
  );

/** What a portal sets beside its policy. */
export const settingsForm = z.strictObject({
  /** Units of the second currency for one of the first, where HubSpot knows no rate: commissions only (R9). */
  rates: z.record(currencyPair, rate),
  /** Who may override credits (R16). */
  overriders: people,
  /** Who sees amounts, beside the owners of deal and partner (R51). */
  amountsVisibleTo: people,
  commissionsVisibleTo: people,
  /** Reopening a closed month takes two people (attribution §11). */
  closedPeriodsNeedSecondPerson: z.boolean(),
  /** A workflow's action credits as an override instead of standing as a claim (R16). */
  workflowsMayCredit: z.boolean(),
});
export type Settings = z.infer<typeof settingsForm>;
export type SettingName = keyof Settings;

export const SETTING_NAMES = settingsForm.keyof().options;

const nobody: People = { userIds: [], teamIds: [] };

/** What every portal starts with. */
export const DEFAULT_SETTINGS: Settings = {
  rates: {},
  overriders: nobody,
  amountsVisibleTo: nobody,
  commissionsVisibleTo: nobody,
  closedPeriodsNeedSecondPerson: false,
  workflowsMayCredit: false,
};

export function isSettingName(name: string): name is SettingName {
  return SETTING_NAMES.some((each) => each === name);
}
