import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { describe, expect, test } from '@jest/globals';
import { fieldsOf, formOf } from './support/fields.ts';
import { partnerCard } from './support/sample-cards.ts';
import { COMPANY, createStage } from './support/stage.tsx';
import { fails, json } from './support/stub-server.ts';

const CHECK_INS = `POST ${COMPANY}/check-ins` as const;
const after = { ...partnerCard, health: { ...partnerCard.health, summary: 'You talked today.' } };

async function openForm(timezone = 'America/New_York') {
  const stage = createStage({ timezone });
  stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: partnerCard }));
  stage.open();
  await stage.waitFor(() => stage.findByTestId(Button, 'open-check-in'));
  stage.findByTestId(Button, 'open-check-in').trigger('onClick');
  const save = () => stage.findByTestId(LoadingButton, 'save').trigger('onClick');
  return { ...stage, ...fieldsOf(stage), save, form: () => formOf(stage) };
}

describe('logging a check-in', () => {
  test('asks for what decides health: the outcome, and whether they answered', async () => {
    const stage = await openForm();
    stage.writeText('outcome', '   ');
    stage.save();
    expect(stage.form()).toEqual({
      happenedOn: { year: 2026, month: 2, date: 9 },
      outcome: ['   ', 'Write what came of it (at most 2,000 characters).'],
      twoWay: ['', 'Choose whether they answered.'],
    });
    expect(stage.server.requests).toHaveLength(1);
  });

  test.each([
    ['yes', true],
    ['no', false],
  ])('sends the answer %s as %s, and shows the card as it is afterwards', async (chosen, twoWay) => {
    const stage = await openForm();
    stage.server.on(CHECK_INS, json({ ok: true, card: after }));
    stage.writeText('outcome', 'Agreed on a webinar');
    stage.choose('twoWay', chosen);
    stage.pickDay('happenedOn', 2026, 3, 1);
    stage.save();
    await stage.sees('You talked today.');
    expect(stage.server.requests.at(-1)).toEqual({
      method: 'POST',
      path: `${COMPANY}/check-ins`,
      body: {
        requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
        happenedOn: '2026-03-01',
        outcome: 'Agreed on a webinar',
        twoWay,
      },
    });
    expect(stage.alerts).toEqual([{ type: 'success', message: 'Check-in logged.' }]);
  });

  test('is repeated with the same id after an unclear end', async () => {
    const stage = await openForm();
    stage.server.on(CHECK_INS, fails('timed out'), json({ ok: true, card: after }));
    stage.writeText('outcome', 'Agreed on a webinar');
    stage.choose('twoWay', 'yes');
    stage.save();
    await stage.sees('We do not know yet whether this was saved');
    stage.save();
    await stage.sees('You talked today.');
    const [first, second] = stage.server.requests.slice(1);
    expect(second).toEqual(first);
  });

  test('leaves the day to the person where the time zone of the portal is unknown here', async () => {
    const stage = await openForm('Mars/Olympus');
    expect(stage.form()).toEqual({ happenedOn: undefined, outcome: '', twoWay: '' });
    stage.save();
    expect(stage.form()).toMatchObject({ happenedOn: [undefined, 'Choose the day of the check-in.'] });
  });
});
