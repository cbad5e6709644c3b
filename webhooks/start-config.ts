import { type Config, readConfig } from '../src/config.ts';
import { Problem } from '../src/errors.ts';

/** The configuration from the environment. What is wrong with it is printed for a person, and the process ends with 1. */
export function readConfigOrExit(process: NodeJS.Process): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}
