import { type Operation, ok } from '../../http/operation.ts';

export const accountDetails: Operation = {
  method: 'GET',
  path: '/account-info/:version/details',
  run({ portal }) {
    const { account } = portal;
    const offset = offsetMs(account.timeZone, portal.now());
    return ok({
      portalId: account.portalId,
      accountType: account.accountType,
      timeZone: account.timeZone,
      companyCurrency: account.companyCurrency,
      additionalCurrencies: [...account.rates.keys()],
      utcOffset: offsetText(offset),
      utcOffsetMilliseconds: offset,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'eu1',
    });
  },
};

function offsetMs(timeZone: string, at: number): number {
  const text = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(at);
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
