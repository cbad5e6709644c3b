import { unreachable } from '../errors.ts';
import type { WantedSchema } from '../hubspot/schema/index.ts';
import type { Change, Obstacle, Step } from '../hubspot/schema/step.ts';

/** Under which heading a step is listed. */
export function headingOf(step: Step, wanted: WantedSchema): string {
  if (!('object' in step)) return step.kind === 'too-few-objects' ? 'Account' : 'Associations';
  const spec = wanted.custom.find(({ object }) => object === step.object);
  if (spec !== undefined) return spec.labels.singular;
  return step.object === 'deal' ? 'Deal' : 'Company';
}

/** What a change does, after "will" or "did". */
export function changeInWords(step: Change): string {
  switch (step.kind) {
    case 'create-object':
      return `create object ${step.spec.labels.singular} with ${step.spec.properties.length} properties`;
    case 'create-group':
      return `create property group ${step.group.label}`;
    case 'create-property':
      return `create property ${step.property.name} (${step.property.label})`;
    case 'move-to-group':
      return `file ${step.properties.length} properties under ${step.group}`;
    case 'update-options':
      return `add to ${step.property}: ${step.add.map(({ label }) => label).join(', ')}`;
    case 'update-label':
      return `rename the label of ${step.property} from "${step.from}" to "${step.to}"`;
    case 'show-currency':
      return `show ${step.property} with the currency symbol`;
    case 'create-association-definition':
      return `let ${step.pair.from} and ${step.pair.to} be linked`;
    case 'create-label': {
      const { text, inverse, from, to } = step.label;
      const reverse = inverse === text ? '' : `, "${inverse}" on ${to}`;
      return `create label "${text}" between ${from} and ${to}${reverse}`;
    }
    case 'set-limit':
      return `allow at most ${step.max} "${step.text}" per ${step.from}`;
    default:
      return unreachable(step);
  }
}

/** What stands in the way, and the ways out. */
export function obstacleInWords(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'conflict':
      return (
        `property ${obstacle.property} is ${obstacle.found}, we need ${obstacle.wanted}: it is not changed. ` +
        'Rename or delete it, then run this again'
      );
    case 'collision':
      return (
        `an object with the ${obstacle.by} of ours is there already: ${obstacle.found.name} ` +
        `("${obstacle.found.singular}"). Either add our properties to it: --adopt ${obstacle.object}. ` +
        `Or give ours another name: --name ${obstacle.object}=partnership_${obstacle.object}`
      );
    case 'adoption-refused':
      return (
        `${obstacle.found.name} cannot be adopted, these properties are something else there: ` +
        `${obstacle.properties.join(', ')}. Use --name ${obstacle.object}=partnership_${obstacle.object}`
      );
    case 'archived-object':
      return (
        `an archived object ${obstacle.found.name} is there; creating ours would delete it and its records for ` +
        `good. Restore it in HubSpot, or use --name ${obstacle.object}=partnership_${obstacle.object}`
      );
    case 'too-few-objects':
      return tooFewInWords(obstacle);
    default:
      return unreachable(obstacle);
  }
}

function tooFewInWords({ needed, limit, usage }: Extract<Obstacle, { kind: 'too-few-objects' }>): string {
  if (limit === 0) {
    return 'this account may not define custom objects. Partnerships needs HubSpot Enterprise (any Hub)';
  }
  return (
    `${needed} custom objects are needed, but ${usage} of the ${limit} this account may define are in use. ` +
    'Delete one that nobody needs, or ask HubSpot for more'
  );
}
