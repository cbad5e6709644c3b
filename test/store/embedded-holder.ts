import { openEmbedded } from '../../src/store/embedded/index.ts';

// A process that opens the embedded database of a folder and holds it, until its test makes it end somehow.
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: embedded-holder FOLDER');
const embedded = await openEmbedded(folder);
process.on('message', (order) => {
  if (order === 'throw') throw new Error('ordered to throw');
  void embedded.close().then(() => process.disconnect());
});
process.send?.({ url: embedded.url });
