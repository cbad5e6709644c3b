import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { expect, test } from '@jest/globals';
import { fieldsOf, formOf } from './support/fields.ts';
import { otherCard, partnerCard } from './support/sample-cards.ts';
import { COMPANY, createStage } from './support/stage.tsx';
import { json } from './support/stub-server.ts';

test('a company becomes a partner of the chosen kind, and the card turns into a partner card', async () => {
  const stage = createStage();
  stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: { ...otherCard, partners: [] } }));
  stage.server.on(`POST ${COMPANY}/partner`, json({ ok: true, card: partnerCard }));
  stage.open();
  await stage.waitFor(() => stage.findByTestId(Button, 'open-partnership'));
  stage.findByTestId(Button, 'open-partnership').trigger('onClick');
  stage.findByTestId(LoadingButton, 'save').trigger('onClick');
  expect(formOf(stage)).toEqual({ primaryType: ['', 'Choose the kind of partnership.'] });
  fieldsOf(stage).choose('primaryType', 'co_marketing');
  stage.findByTestId(LoadingButton, 'save').trigger('onClick');
  await stage.sees('Acme Consulting');
  expect(stage.server.requests.at(-1)).toEqual({
    method: 'POST',
    path: `${COMPANY}/partner`,
    body: { requestId: expect.stringMatching(/^[0-9a-f]{32}$/), primaryType: 'co_marketing' },
  });
  await stage.waitFor(() =>
    expect(stage.alerts).toEqual([{ type: 'success', message: 'Partnership started.' }]),
  );
});
