import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ago, assessed, received, reviewed, sent, slots, talked } from './records.ts';

test('the example of the guide is what comes out', () => {
  const guide = readFileSync(new URL('../../docs/health.md', import.meta.url), 'utf8');
  const { summary, score, breakdown, nextStep } = assessed({
    partner: { satisfactionOurs: 4, satisfactionRatedOn: ago(30) },
    referrals: [...received(10, 20, 40, 90, 100, 170), ...sent(120)],
    contacts: talked(8),
    activities: [...reviewed(30), ...slots(2, 2)],
  });
  expect(guide).toContain(`> ${summary}\n>\n> Next: ${nextStep.text}\n`);
  expect(guide).toContain(`| 100 | ${breakdown?.raw.toFixed(2)} |`);
  expect(guide).toContain(`0.7952 = ${score}.`);
});
