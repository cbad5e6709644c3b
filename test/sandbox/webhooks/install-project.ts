import type { ObjectType } from '../state/object-type.ts';
import type { Portal } from '../state/portal.ts';
import { appDirOf, readWebhooksFile, type SubscriptionLine } from './project-file.ts';
import { readProjectScopes } from './project-scopes.ts';
import type { Installation, Subscription, SubscriptionEvent } from './subscription.ts';

const EVENTS = ['creation', 'deletion', 'restore', 'merge', 'associationChange', 'propertyChange'] as const;
const CLASSIC_TYPES = ['contact', 'company', 'deal'];
const NEVER_SUBSCRIBED = ['hs_lastmodifieddate', 'lastmodifieddate', 'num_unique_conversion_events'];
const MAX_SUBSCRIPTIONS = 1_000;

/** Reads a project's subscriptions against what the portal has; refuses with every problem it finds. */
export function installProject(
  portal: Portal,
  input: { dir: string; targetUrl: string; signedUrl: string },
): Installation {
  const appDir = appDirOf(input.dir);
  const { config } = readWebhooksFile(appDir);
  const scopes = readProjectScopes(appDir);
  const problems: string[] = [];
  if (!isLoopback(input.targetUrl)) problems.push(`${input.targetUrl} is not on this machine`);
  const subscriptions: Subscription[] = [];
  const take = (
    line: SubscriptionLine,
    read: (portal: Portal, line: SubscriptionLine) => Omit<Subscription, 'subscriptionId'>,
  ) => {
    try {
      const subscription = read(portal, line);
      if (line.active)
        subscriptions.push({ subscriptionId: 6_527_600 + subscriptions.length, ...subscription });
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  };
  for (const line of config.subscriptions.crmObjects) take(line, genericSubscription);
  for (const line of config.subscriptions.legacyCrmObjects) take(line, classicSubscription);
  for (const line of config.subscriptions.hubEvents) take(line, hubEvent);
  if (subscriptions.length > MAX_SUBSCRIPTIONS) problems.push(`more than ${MAX_SUBSCRIPTIONS} subscriptions`);
  if (problems.length > 0)
    throw new Error(`The project cannot be built:\n- ${[...new Set(problems)].join('\n- ')}`);
  return {
    subscriptions,
    targetUrl: input.targetUrl,
    signedUrl: input.signedUrl,
    maxConcurrentRequests: config.settings.maxConcurrentRequests,
    ...(scopes === undefined ? {} : { scopes }),
  };
}

function genericSubscription(portal: Portal, line: SubscriptionLine): Omit<Subscription, 'subscriptionId'> {
  const event = eventOf(line, 'object');
  if (line.objectType === undefined) throw new Error(`${line.subscriptionType} needs an objectType`);
  if (/^\d+-\d+$/.test(line.objectType)) {
    throw new Error(
      `The object name \`${line.objectType}\` is invalid: use the object's name, prefixed with p_`,
    );
  }
  const type = [...portal.types.values()].find((candidate) => candidate.webhookName === line.objectType);
  if (!type) throw new Error(`The object ${line.objectType} does not exist in portal ${portal.id}`);
  return { format: 'generic', objectTypeId: type.objectTypeId, event, ...propertyOf(type, event, line) };
}

function classicSubscription(portal: Portal, line: SubscriptionLine): Omit<Subscription, 'subscriptionId'> {
  const [name = ''] = line.subscriptionType.split('.');
  const type = portal.typeByPathName.get(name);
  if (!type || !CLASSIC_TYPES.includes(name))
    throw new Error(`${line.subscriptionType} is not a classic subscription`);
  const event = eventOf(line, name);
  return { format: 'classic', objectTypeId: type.objectTypeId, event, ...propertyOf(type, event, line) };
}

function hubEvent(_portal: Portal, line: SubscriptionLine): Omit<Subscription, 'subscriptionId'> {
  if (line.subscriptionType !== 'contact.privacyDeletion') {
    throw new Error(`the sandbox knows no hub event ${line.subscriptionType}`);
  }
  return { format: 'classic', objectTypeId: '0-1', event: 'privacyDeletion' };
}

function eventOf(line: SubscriptionLine, prefix: string): SubscriptionEvent {
  const event = EVENTS.find((candidate) => line.subscriptionType === `${prefix}.${candidate}`);
  if (event === undefined) throw new Error(`${line.subscriptionType} is no subscription type`);
  return event;
}

function propertyOf(
  type: ObjectType,
  event: SubscriptionEvent,
  line: SubscriptionLine,
): { propertyName?: string } {
  if (event !== 'propertyChange') return {};
  const name = line.propertyName;
  if (name === undefined) throw new Error(`${line.subscriptionType} on ${type.name} needs a propertyName`);
  if (NEVER_SUBSCRIBED.includes(name)) throw new Error(`${name} cannot be subscribed`);
  if (!type.properties.has(name)) throw new Error(`Property ${name} does not exist on ${type.name}`);
  return { propertyName: name };
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
