import { conform } from './conform.ts';

/** `npm run conform -- DIR`: exit code 1 where the sandbox deviates and the files are not known to be wrong. */
const deviating = await conform(process.argv[2], (line) => console.log(line));
process.exitCode = deviating === 0 ? 0 : 1;
