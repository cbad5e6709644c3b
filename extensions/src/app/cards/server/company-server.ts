import {
  type CompanyCard,
  cardAnswer,
  type LogCheckIn,
  type LogReferral,
  type SearchAnswer,
  type StartPartnership,
  searchAnswer,
} from '../contract/company-card.ts';
import { ask } from './ask.ts';
import type { Reply } from './reply.ts';

export type CardReply = Reply<{ ok: true; card: CompanyCard }>;
export type FoundCompany = Extract<SearchAnswer, { ok: true }>['companies'][number];

/** The server's side of one company's card. HubSpot appends who asks and from which portal, and signs both. */
export type CompanyServer = {
  read(): Promise<CardReply>;
  search(text: string): Promise<Reply<{ ok: true; companies: FoundCompany[] }>>;
  logReferral(body: LogReferral): Promise<CardReply>;
  logCheckIn(body: LogCheckIn): Promise<CardReply>;
  startPartnership(body: StartPartnership): Promise<CardReply>;
};

/** `baseUrl` as serverAddress gives it; the paths are those of the wire contract. */
export function createCompanyServer(baseUrl: string, companyId: string): CompanyServer {
  const company = `${baseUrl}/ui/companies/${companyId}`;
  return {
    read: () => ask(company, cardAnswer),
    search: (text) => ask(`${company}/search?q=${encodeURIComponent(text)}`, searchAnswer),
    logReferral: (body) => ask(`${company}/referrals`, cardAnswer, body),
    logCheckIn: (body) => ask(`${company}/check-ins`, cardAnswer, body),
    startPartnership: (body) => ask(`${company}/partner`, cardAnswer, body),
  };
}
