import { Button, DateInput, Form, LoadingButton, SearchInput, Select } from '@hubspot/ui-extensions';
import { describe, expect, test } from '@jest/globals';
import { fieldsOf, formOf } from './support/fields.ts';
import { clientCard, otherCard, partnerCard } from './support/sample-cards.ts';
import { COMPANY, createStage } from './support/stage.tsx';
import { fails, json, later, status } from './support/stub-server.ts';

const REFERRALS = `POST ${COMPANY}/referrals` as const;
const SEARCH = `GET ${COMPANY}/search?q=Glo%26Bex` as const;
const today = { year: 2026, month: 2, date: 9 };
const after = { ...partnerCard, health: { ...partnerCard.health, summary: 'Better after this referral.' } };
const found = [
  { id: '5001', name: 'Globex', domain: 'globex.example' },
  { id: '5002', name: 'Globex Ltd', domain: null },
];

async function openForm(card: unknown = partnerCard) {
  const stage = createStage();
  stage.server.on(`GET ${COMPANY}`, json({ ok: true, card }));
  stage.open();
  await stage.waitFor(() => stage.findByTestId(Button, 'open-referral'));
  stage.findByTestId(Button, 'open-referral').trigger('onClick');
  const save = () => stage.findByTestId(LoadingButton, 'save').trigger('onClick');
  return { ...stage, ...fieldsOf(stage), save, form: () => formOf(stage) };
}

/** The form at a partner's card, filled in up to the client, who is new. */
async function openFilledForm() {
  const stage = await openForm();
  stage.findByTestId(Button, 'enter-new').trigger('onClick');
  stage.write('client.name', ' Globex ');
  stage.write('client.domain', 'globex.example');
  return stage;
}

const filledBody = {
  direction: 'received',
  partnerId: '7001',
  client: { kind: 'new', name: 'Globex', domain: 'globex.example' },
  referredOn: '2026-03-09',
  method: 'intro_email',
};
const filledForm = {
  direction: 'received',
  'client.name': ' Globex ',
  'client.domain': 'globex.example',
  referredOn: today,
  method: 'intro_email',
};
const readOnly = (form: object) =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value, 'read-only']]));
const idOf = (click: number) => click.toString(16).padStart(2, '0').repeat(16);

describe('logging a referral at the card of a partner', () => {
  test('begins with what is likely: received, by e-mail, today in the time zone of the portal', async () => {
    const stage = await openForm();
    expect(stage.form()).toEqual({ direction: 'received', referredOn: today, method: 'intro_email' });
    expect(stage.find(DateInput).props.max).toEqual(today);
  });

  test('finds the client in the portal, logs it, says so and shows the card as it is afterwards', async () => {
    const stage = await openForm();
    stage.server.on(SEARCH, json({ ok: true, companies: found }));
    stage.server.on(REFERRALS, json({ ok: true, card: after }));
    stage.find(SearchInput).props.onInput?.(' Glo&Bex ');
    stage.find(Form).trigger('onSubmit');
    await stage.waitFor(() => stage.find(Select, { name: 'client' }));
    expect(stage.find(Select, { name: 'client' }).props.options).toEqual([
      { value: '5001', label: 'Globex (globex.example)' },
      { value: '5002', label: 'Globex Ltd' },
    ]);
    stage.choose('client', '5002');
    stage.choose('direction', 'sent');
    stage.choose('method', 'event');
    stage.pickDay('referredOn', 2026, 2, 28);
    stage.save();
    await stage.sees('Better after this referral.');
    expect(stage.server.requests.slice(2)).toEqual([
      {
        method: 'POST',
        path: `${COMPANY}/referrals`,
        body: {
          requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
          direction: 'sent',
          partnerId: '7001',
          client: { kind: 'existing', companyId: '5002' },
          referredOn: '2026-02-28',
          method: 'event',
        },
      },
    ]);
    expect(stage.alerts).toEqual([{ type: 'success', message: 'Referral logged.' }]);
    expect(stage.form()).toEqual({});
    expect(stage.server.unforeseen).toEqual([]);
  });

  test('logs a referral of a new company', async () => {
    const stage = await openFilledForm();
    stage.server.on(REFERRALS, json({ ok: true, card: after }));
    expect(stage.form()).toEqual(filledForm);
    stage.save();
    await stage.sees('Better after this referral.');
    expect(stage.server.requests.at(-1)?.body).toEqual({ ...filledBody, requestId: idOf(1) });
  });

  test('says at the fields what is missing, and sends nothing', async () => {
    const stage = await openForm();
    stage.pickDay('referredOn', 2026, 3, 10);
    stage.save();
    expect(stage.form()).toEqual({
      direction: 'received',
      referredOn: [{ ...today, date: 10 }, 'This day is in the future.'],
      method: 'intro_email',
    });
    expect(stage.find(SearchInput).props.validationMessage).toBe(
      'Choose the client, or enter a new company.',
    );
    stage.findByTestId(Button, 'enter-new').trigger('onClick');
    stage.clearDay('referredOn');
    expect(stage.form()).toEqual({
      direction: 'received',
      'client.name': ['', 'Enter the name of the company (at most 200 characters).'],
      'client.domain': '',
      referredOn: [undefined, 'Choose the day of the referral.'],
      method: 'intro_email',
    });
    expect(stage.server.requests).toHaveLength(1);
  });

  test('asks for two letters before it searches, and says when nothing is found or the search fails', async () => {
    const stage = await openForm();
    const search = () => {
      stage.find(Form).trigger('onSubmit');
    };
    stage.find(SearchInput).props.onChange?.('G');
    search();
    await stage.sees('! Type at least two letters to search.');
    stage.server.on(SEARCH, fails('timed out'), json({ ok: true, companies: [] }));
    stage.find(SearchInput).props.onChange?.('Glo&Bex');
    search();
    await stage.sees('! The Partnerships server did not answer');
    search();
    await stage.sees('No company found for “Glo&Bex”.');
    stage.findByTestId(Button, 'enter-new').trigger('onClick');
    expect(stage.form()).toMatchObject({ 'client.name': 'Glo&Bex', 'client.domain': '' });
  });

  test('forgets the choice when it searches again, and shows the answer of the last search only', async () => {
    const stage = await openForm();
    const search = (text: string) => {
      stage.find(SearchInput).props.onChange?.(text);
      stage.find(Form).trigger('onSubmit');
    };
    stage.server.on(SEARCH, json({ ok: true, companies: found }));
    search('Glo&Bex');
    await stage.waitFor(() => stage.find(Select, { name: 'client' }));
    stage.choose('client', '5001');
    const slow = later({ ok: true, companies: found });
    stage.server.on(SEARCH, slow.reply);
    stage.server.on(`GET ${COMPANY}/search?q=Hooli`, json({ ok: true, companies: [] }));
    search('Glo&Bex');
    search('Hooli');
    await stage.sees('No company found for “Hooli”.');
    await slow.arrive();
    stage.save();
    await stage.sees('! Choose the client, or enter a new company.');
    expect(stage.screen()).toContain('No company found for “Hooli”.');
    expect(stage.server.requests).toHaveLength(4);
  });

  test('sends once however often the button is clicked, and locks the form meanwhile', async () => {
    const stage = await openFilledForm();
    const answer = later({ ok: true, card: after });
    stage.server.on(REFERRALS, answer.reply);
    stage.save();
    stage.save();
    expect(stage.form()).toEqual(readOnly(filledForm));
    expect(stage.findByTestId(LoadingButton, 'save').props).toMatchObject({ loading: true, disabled: true });
    expect(stage.findByTestId(Button, 'cancel').props.disabled).toBe(true);
    await answer.arrive();
    await stage.sees('Better after this referral.');
    expect(stage.server.requests).toHaveLength(2);
    expect(stage.server.unforeseen).toEqual([]);
  });
});

describe('a referral that is not logged', () => {
  test.each([
    ['the request fails', fails('timed out'), 'The Partnerships server did not answer'],
    ['the server stumbles', status(502), 'The Partnerships server could not answer'],
    [
      'HubSpot does not answer the server',
      json({ ok: false, error: { code: 'unavailable', message: 'HubSpot does not answer.' } }),
      'HubSpot does not answer.',
    ],
  ])('is repeated as the very same request when %s', async (_, reply, words) => {
    const stage = await openFilledForm();
    stage.server.on(REFERRALS, reply, reply, json({ ok: true, card: after }));
    for (const attempt of [1, 2]) {
      stage.save();
      await stage.waitFor(() => expect(stage.server.requests).toHaveLength(attempt + 1));
      await stage.sees(`${words} Try again: it will not be logged twice.`);
      stage.write('client.name', 'Another');
      expect(stage.form()).toEqual(readOnly(filledForm));
    }
    expect(stage.findByTestId(LoadingButton, 'save').text).toBe('Try again');
    stage.save();
    await stage.sees('Better after this referral.');
    const body = { ...filledBody, requestId: idOf(1) };
    expect(stage.server.requests.slice(1).map((request) => request.body)).toEqual([body, body, body]);
    expect(stage.alerts).toEqual([{ type: 'success', message: 'Referral logged.' }]);
  });

  test('keeps what was typed when the server refuses a field, says it there, and sends the change as a new request', async () => {
    const stage = await openFilledForm();
    const error = { code: 'invalid', message: 'globex.example is a partner.', field: 'client.domain' };
    stage.server.on(REFERRALS, json({ ok: false, error }), json({ ok: true, card: after }));
    stage.save();
    await stage.sees('! globex.example is a partner.');
    expect(stage.form()).toEqual({
      ...filledForm,
      'client.domain': ['globex.example', 'globex.example is a partner.'],
    });
    stage.write('client.domain', 'globex.test');
    expect(stage.form()).toEqual({ ...filledForm, 'client.domain': 'globex.test' });
    stage.save();
    await stage.sees('Better after this referral.');
    expect(stage.server.requests.at(-1)?.body).toEqual({
      ...filledBody,
      client: { kind: 'new', name: 'Globex', domain: 'globex.test' },
      requestId: expect.not.stringContaining(idOf(1)),
    });
  });

  test('shows a refusal that concerns no field above the buttons', async () => {
    const stage = await openFilledForm();
    const error = {
      code: 'refused-by-hubspot',
      message: 'A required property is missing.',
      field: 'website',
    };
    stage.server.on(REFERRALS, json({ ok: false, error }));
    stage.save();
    await stage.sees('A required property is missing.');
    expect(stage.screen()).toContain('Not saved');
    expect(stage.form()).toEqual(filledForm);
    expect(stage.findByTestId(LoadingButton, 'save').text).toBe('Log referral');
  });

  test('reads the card again when the person gives up on one that may have been logged', async () => {
    const stage = await openFilledForm();
    stage.server.on(REFERRALS, fails('timed out'));
    stage.server.on(`GET ${COMPANY}`, json({ ok: true, card: after }));
    stage.save();
    await stage.sees('We do not know yet whether this was saved');
    stage.findByTestId(Button, 'cancel').trigger('onClick');
    await stage.sees('Better after this referral.');
    expect(stage.alerts).toEqual([]);
  });

  test('closes without asking the server when the person cancels before sending', async () => {
    const stage = await openFilledForm();
    stage.findByTestId(Button, 'cancel').trigger('onClick');
    expect(stage.form()).toEqual({});
    expect(stage.server.requests).toHaveLength(1);
  });
});

describe('logging who referred a company', () => {
  test.each([
    ['a referred client', clientCard],
    ['a company outside any partnership', otherCard],
  ])('asks %s only for partner, day and way', async (_, card) => {
    const stage = await openForm(card);
    stage.server.on(REFERRALS, json({ ok: true, card: clientCard }));
    stage.save();
    expect(stage.form()).toEqual({
      partnerId: ['', 'Choose the partner.'],
      referredOn: today,
      method: 'intro_email',
    });
    stage.choose('partnerId', '7002');
    stage.save();
    await stage.sees('Referred by Acme Consulting on 3 Mar 2026');
    await stage.waitFor(() => expect(stage.alerts).toHaveLength(1));
    expect(stage.server.requests.at(-1)?.body).toEqual({
      requestId: expect.any(String),
      direction: 'received',
      partnerId: '7002',
      client: { kind: 'existing', companyId: '4992' },
      referredOn: '2026-03-09',
      method: 'intro_email',
    });
  });
});
