import { Button } from '@hubspot/ui-extensions';
import { describe, expect, test } from '@jest/globals';
import { otherCard, partnerCard } from './support/sample-cards.ts';
import { COMPANY, createStage } from './support/stage.tsx';
import { fails, json, status, text } from './support/stub-server.ts';

const problems = [
  [
    'the request fails',
    fails('timed out'),
    'The Partnerships server did not answer',
    'Try again in a moment. If it stays like this, tell your admin.',
    'Detail: timed out',
  ],
  [
    'HubSpot holds the request back',
    status(429),
    'Too many requests at once',
    'Wait a few seconds and try again.',
  ],
  [
    'the server answers with an error',
    status(502),
    'The Partnerships server could not answer',
    'It answered with status 502. Try again; if it stays like this, tell your admin.',
  ],
  [
    'the answer is not of the contract',
    json({ ok: true, card: { ...partnerCard, referrals: {} } }),
    'The answer could not be read',
    'The card and the server may have different versions. Tell your admin.',
    'Detail: card.referrals.received: Invalid input',
  ],
  [
    'the server refuses with words',
    json({ ok: false, error: { code: 'not-installed', message: 'Finish the installation first.' } }),
    'This could not be shown',
    'Finish the installation first.',
  ],
] as const;

describe('a card that cannot be shown', () => {
  test.each(problems)(
    'says so when %s, and shows the card after a retry',
    async (_, reply, title, ...more) => {
      const stage = createStage();
      stage.server.on(`GET ${COMPANY}`, reply, json({ ok: true, card: otherCard }));
      stage.open();
      await stage.sees(title);
      expect(stage.screen()).toEqual([title, ...more, 'Try again']);
      stage.findByTestId(Button, 'retry').trigger('onClick');
      await stage.sees('Hooli is not part of a partnership yet');
      expect(stage.server.unforeseen).toEqual([]);
    },
  );

  test('says so when the answer is no JSON', async () => {
    const stage = createStage();
    stage.server.on(`GET ${COMPANY}`, text('<html>'));
    stage.open();
    await stage.sees('The answer could not be read');
  });

  test.each([{}, { PUBLIC_URL: 'partnerships.example.com' }])(
    'tells what the admin must do when the address is missing or none: %j',
    (variables) => {
      const stage = createStage({ variables });
      stage.open();
      expect(stage.screen()).toEqual([
        'This card is not set up yet',
        'An admin has to set PUBLIC_URL in the profile of the HubSpot project (the https address of the Partnerships server) and upload the project again.',
      ]);
      expect(stage.server.unforeseen).toEqual([]);
    },
  );
});
