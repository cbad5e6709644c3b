/** Where the published files are known to be wrong (see the sandbox's README): such a deviation is no surprise. */
export type KnownMistake = { readonly operation: string; readonly reason: string; readonly why: string };

const nullLabel = 'HubSpot’s guides show null for an association without a label';
const noSuccess = 'the file lists no answer but the default, an error';

export const knownMistakes: readonly KnownMistake[] = [
  {
    operation: 'POST /crm/associations/:version/:fromType/:toType/batch/read',
    reason: 'answer.results.*.to.*.associationTypes.*.label must be string',
    why: nullLabel,
  },
  {
    operation: 'GET /crm/associations/:version/:fromType/:toType/labels',
    reason: 'answer.results.*.label must be string',
    why: nullLabel,
  },
  { operation: 'POST /oauth/:version/token', reason: 'status 200 is not listed', why: noSuccess },
  { operation: 'POST /oauth/:version/token/revoke', reason: 'status 200 is not listed', why: noSuccess },
  ...['/earliest', '/latest', '/offset/:offset/next'].map((path) => ({
    operation: `GET /webhooks-journal/journal-local/:version${path}`,
    ...{ reason: 'status 200 is not listed', why: noSuccess },
  })),
];
