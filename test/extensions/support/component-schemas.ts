/**
 * The shapes of the component configurations, as HubSpot's templates and pages show them. HubSpot serves the schemas
 * it validates with only to a signed-in account, so these stand in for them: its upload stays the only authority.
 */
const text = { type: 'string', minLength: 1 };
const https = { type: 'string', pattern: '^https://[^/$]+' };
const list = (items: object) => ({ type: 'array', items });
const shape = (properties: Record<string, object>, required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const app = shape(
  {
    name: text,
    description: text,
    logo: text,
    distribution: { enum: ['private', 'marketplace'] },
    auth: shape(
      {
        type: { enum: ['oauth', 'static'] },
        redirectUrls: list({ type: 'string', pattern: '^(https://|http://localhost)' }),
        requiredScopes: { ...list(text), uniqueItems: true },
        optionalScopes: list(text),
        conditionallyRequiredScopes: list(text),
      },
      ['type', 'requiredScopes'],
    ),
    permittedUrls: shape({ fetch: list(https), iframe: list(https), img: list(https) }, []),
    support: shape(
      {
        supportEmail: { type: 'string', format: 'email' },
        documentationUrl: https,
        supportUrl: https,
        supportPhone: { type: 'string', pattern: '^\\+\\d+$' },
      },
      [],
    ),
  },
  ['name', 'distribution', 'auth'],
);

const card = shape(
  {
    name: text,
    description: text,
    location: { enum: ['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar'] },
    entrypoint: { type: 'string', pattern: '^/app/cards/.+\\.(tsx|jsx)$' },
    objectTypes: { ...list({ type: 'string', pattern: '^[a-z_]+$' }), minItems: 1 },
  },
  ['name', 'location', 'entrypoint', 'objectTypes'],
);

const generic = ['creation', 'deletion', 'merge', 'restore', 'propertyChange', 'associationChange'];
const changeNamesItsProperty = {
  if: { properties: { subscriptionType: { pattern: '\\.propertyChange$' } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { required: ['propertyName'] },
  else: { not: { required: ['propertyName'] } },
};
const legacy = {
  ...shape({ subscriptionType: text, propertyName: text, active: { type: 'boolean' } }, [
    'subscriptionType',
    'active',
  ]),
  ...changeNamesItsProperty,
};

const webhooks = shape(
  {
    settings: shape({ targetUrl: https, maxConcurrentRequests: { type: 'integer', exclusiveMinimum: 5 } }, [
      'targetUrl',
      'maxConcurrentRequests',
    ]),
    subscriptions: shape(
      {
        crmObjects: list({
          ...shape(
            {
              subscriptionType: { enum: generic.map((kind) => `object.${kind}`) },
              objectType: text,
              propertyName: text,
              active: { type: 'boolean' },
            },
            ['subscriptionType', 'objectType', 'active'],
          ),
          ...changeNamesItsProperty,
        }),
        legacyCrmObjects: list(legacy),
        hubEvents: list(legacy),
      },
      [],
    ),
  },
  ['settings', 'subscriptions'],
);

export const componentSchemas = { APPLICATION: app, CARD: card, WEBHOOKS: webhooks };
