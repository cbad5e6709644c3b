import { accountPlays } from './account.ts';
import { associationDefinitionPlays } from './association-definitions.ts';
import { associationPlays } from './associations.ts';
import { journalPlays } from './journal.ts';
import { oauthPlays } from './oauth.ts';
import { objectBatchPlays } from './object-batches.ts';
import { objectPlays } from './objects.ts';
import { pipelinePlays } from './pipelines.ts';
import type { Play } from './play.ts';
import { propertyPlays } from './properties.ts';
import { propertyGroupPlays } from './property-groups.ts';
import { schemaPlays } from './schemas.ts';
import { segmentPlays } from './segments.ts';

export { OBJECTS, type Play, type Request, type Stage } from './play.ts';
export { createStage } from './stage.ts';

/** One play per operation of the support table. */
export const plays: readonly Play[] = [
  ...objectPlays,
  ...objectBatchPlays,
  ...associationPlays,
  ...associationDefinitionPlays,
  ...schemaPlays,
  ...propertyPlays,
  ...propertyGroupPlays,
  ...pipelinePlays,
  ...accountPlays,
  ...segmentPlays,
  ...journalPlays,
  ...oauthPlays,
];
