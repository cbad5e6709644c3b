/** What may tie a referred client to the partner that referred it. Domains in lower case. */
export type Ties = { readonly domains: readonly string[]; readonly contactIds: readonly string[] };

/**
 * What a client and the partner that referred it share, in words; null when nothing. A partner that refers itself
 * credits all the same, but is flagged (attribution §14). Mailbox providers are nobody's domain.
 */
export function selfReferral(client: Ties, partner: Ties): string | null {
  const domains = shared(client.domains.map(plain), partner.domains.map(plain)).filter(
    (domain) => domain !== '' && !MAILBOXES.has(domain),
  );
  const contacts = shared(client.contactIds, partner.contactIds);
  const words = [
    ...(domains.length === 0 ? [] : [`the domain ${list(domains)}`]),
    ...(contacts.length === 0 ? [] : [`contact ${list(contacts)}`]),
  ];
  return words.length === 0 ? null : `client and partner share ${words.join(' and ')}`;
}

const MAILBOXES: ReadonlySet<string> = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net gmx.com web.de t-online.de proton.me protonmail.com mail.ru yandex.ru qq.com 163.com orange.fr free.fr'.split(
    ' ',
  ),
);

function plain(domain: string): string {
  return domain
    .trim()
    .toLowerCase()
    .replace(/^www\./, '');
}

function shared(a: readonly string[], b: readonly string[]): string[] {
  const others = new Set(b);
  return [...new Set(a)].filter((each) => others.has(each)).sort();
}

const SHOWN = 3;

function list(values: readonly string[]): string {
  const more = values.length - SHOWN;
  return values.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
