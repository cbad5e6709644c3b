import type { Owner } from './owner.ts';
import type { Pipeline } from './pipeline.ts';
import type { Property } from './property.ts';

/** What is needed to show a value as HubSpot shows it. */
export type DisplaySetting = {
  readonly owners: readonly Owner[];
  readonly pipelines: readonly Pipeline[];
  readonly companyCurrency: string;
  readonly timeZone: string;
};

type Values = Readonly<Record<string, string | null>>;

/** A property's value for people; empty for no value. */
export function displayValue(property: Property, values: Values, setting: DisplaySetting): string {
  const value = values[property.name];
  if (value === undefined || value === null || value === '') return '';
  if (property.name === 'hubspot_owner_id')
    return setting.owners.find((one) => one.id === value)?.name ?? value;
  if (property.name === 'pipeline') return pipelineName(setting.pipelines, value);
  if (property.name === 'dealstage') return stageName(setting.pipelines, value);
  switch (property.type) {
    case 'enumeration':
    case 'bool':
      return value
        .split(';')
        .filter(Boolean)
        .map((part) => optionLabel(property, part))
        .join(', ');
    case 'date':
      return dayText(value);
    case 'datetime':
      return timeText(value, setting.timeZone);
    case 'number':
      return numberText(property, value, values.deal_currency_code ?? setting.companyCurrency, setting);
    default:
      return value;
  }
}

function pipelineName(pipelines: readonly Pipeline[], id: string): string {
  return pipelines.find((pipeline) => pipeline.id === id)?.label ?? id;
}

function stageName(pipelines: readonly Pipeline[], id: string): string {
  return pipelines.flatMap((pipeline) => pipeline.stages).find((stage) => stage.id === id)?.label ?? id;
}

function optionLabel(property: Property, value: string): string {
  const option = property.options.find((one) => one.value === value);
  if (option !== undefined) return option.label;
  if (property.type !== 'bool') return value;
  return value === 'true' ? 'Yes' : 'No';
}

function dayText(value: string): string {
  const date = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

function timeText(value: string, timeZone: string): string {
  const date = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
}

/** Money of the deal itself is in the deal's currency; every other money is the company's. */
const inDealCurrency = new Set(['amount', 'hs_closed_amount', 'hs_tcv', 'hs_acv', 'hs_arr', 'hs_mrr']);

function numberText(
  property: Property,
  value: string,
  dealCurrency: string,
  setting: DisplaySetting,
): string {
  const number = Number(value);
  // Ids are numbers to HubSpot and names to people.
  if (Number.isNaN(number) || /(^|_)id$/.test(property.name)) return value;
  const isDealMoney = inDealCurrency.has(property.name) && property.fieldType === 'number';
  if (!property.isMoney && !isDealMoney) return number.toLocaleString('en', { maximumFractionDigits: 6 });
  const currency = isDealMoney ? dealCurrency : setting.companyCurrency;
  return number.toLocaleString('en', { style: 'currency', currency });
}
