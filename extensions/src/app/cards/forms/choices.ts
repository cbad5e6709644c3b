import { words } from '../words.ts';
import type { Choice } from './ChoiceField.tsx';

const toChoices = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const DIRECTIONS = toChoices(words.form.referral.directions);
export const METHODS = toChoices(words.form.referral.methods);
export const ANSWERS = toChoices(words.form.checkIn.answers);
export const PARTNERSHIP_TYPES = toChoices(words.form.partnership.types);

export const partnerChoices = (partners: readonly { id: string; name: string }[]): Choice[] =>
  partners.map(({ id, name }) => ({ value: id, label: name }));

export const companyChoices = (
  companies: readonly { id: string; name: string; domain: string | null }[],
): Choice[] =>
  companies.map(({ id, name, domain }) => ({
    value: id,
    label: domain === null ? name : `${name} (${domain})`,
  }));
