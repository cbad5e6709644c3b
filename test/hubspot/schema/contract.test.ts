import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GENERATED_FILES } from '../../../src/cli/write-generated.ts';
import { objectSpecs, wantedSchema } from '../../../src/hubspot/schema/wanted.ts';

const root = new URL('../../../', import.meta.url);
const specs = objectSpecs(wantedSchema());
const properties = specs.flatMap(({ object, properties: own }) =>
  own.map((property) => ({ ...property, id: `${object}.${property.name}` })),
);

/** `object.property` → the options the contract fixes, or null. */
function contract(): Map<string, string[] | null> {
  const lines = readFileSync(new URL('contract-names.txt', import.meta.url), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [name = '', options] = line.split(': ');
        return [name, options === undefined ? null : options.split(' ')];
      }),
  );
}

describe('the schema and the contract', () => {
  test('have the same names', () => {
    const names = properties.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual([...contract().keys()].toSorted());
  });

  test('have the same options wherever the contract fixes them', () => {
    const fixed = [...contract()].filter(([, options]) => options !== null);
    const ours = new Map(properties.map(({ id, options }) => [id, options.map(({ value }) => value)]));
    expect(fixed.map(([name]) => [name, ours.get(name)])).toEqual(fixed);
  });

  test('both call the same properties unique', () => {
    expect(properties.filter(({ unique }) => unique).map(({ id }) => id)).toEqual([
      'partner.partner_key',
      'referral.referral_key',
      'partner_credit.credit_key',
      'partner_activity.activity_key',
    ]);
  });

  test('both show a currency symbol on company-currency amounts and nowhere else', () => {
    const shown = properties.filter(({ display }) => display === 'currency').map(({ id }) => id);
    expect(shown).toEqual([
      'partner.sourced_revenue_total',
      'partner.sourced_revenue_qtd',
      'partner.sourced_revenue_prev_quarter',
      'partner.expansion_revenue_total',
      'partner.influenced_revenue_total',
      'referral.credited_amount',
      'partner_credit.amount_home',
      'partner_credit.sourced_amount_home',
      'partner_credit.expansion_amount_home',
      'partner_credit.influenced_amount_home',
      'deal.partner_sourced_amount',
      'deal.partner_expansion_amount',
      'deal.partner_influenced_amount',
    ]);
  });

  test('percentages say so in their label', () => {
    const labels = ['partner.commission_rate', 'partner_credit.share', 'partner.cost_share_ours_pct'].map(
      (id) => properties.find((property) => property.id === id)?.label,
    );
    expect(labels).toEqual(['Commission rate (%)', 'Share (%)', 'Our share of joint costs (%)']);
  });
});

describe('HubSpot takes the schema', () => {
  test.each(specs)('labels of $object are told apart, and so are the options of each property', (spec) => {
    const twice = (labels: string[]) => labels.filter((label, place) => labels.indexOf(label) !== place);
    expect(twice(spec.properties.map(({ label }) => label))).toEqual([]);
    expect(spec.properties.flatMap(({ options }) => twice(options.map(({ label }) => label)))).toEqual([]);
    expect(spec.properties.flatMap(({ options }) => twice(options.map(({ value }) => value)))).toEqual([]);
  });

  test.each(specs)(
    'every property of $object explains itself and has a lawful name',
    ({ properties: own }) => {
      expect(own.filter(({ description }) => description === '')).toEqual([]);
      expect(own.map(({ name }) => name).filter((name) => !/^[a-z][a-z0-9_]{0,99}$/.test(name))).toEqual([]);
    },
  );

  test.each(wantedSchema().custom)('$object displays, requires and searches only what it has', (spec) => {
    const names = new Set(spec.properties.map(({ name }) => name));
    const used = [
      spec.primaryDisplay,
      ...spec.secondaryDisplay,
      ...spec.required,
      ...spec.searchable,
      spec.key,
    ];
    expect(used.filter((name) => !names.has(name))).toEqual([]);
    expect(spec.secondaryDisplay.length).toBeLessThanOrEqual(2);
  });

  test('stamps on standard objects carry our prefix', () => {
    const stamps = wantedSchema().stamped.flatMap(({ properties: own }) => own.map(({ name }) => name));
    expect(stamps.filter((name) => !/^partner(ship)?_/.test(name))).toEqual([]);
  });
});

test.each(GENERATED_FILES)(
  '$path is what the schema makes (else: node src/cli/write-generated.ts)',
  (file) => {
    expect(readFileSync(new URL(file.path, root), 'utf8')).toBe(file.content());
  },
);
