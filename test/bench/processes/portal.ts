import { createSandbox } from '../../sandbox/index.ts';
import { answerWith } from './answer.ts';

/** HubSpot, in a process of its own: its memory and its work are not the product's. */
answerWith(async () => {
  const sandbox = await createSandbox();
  return { answer: { url: sandbox.url }, stop: sandbox.stop };
});
