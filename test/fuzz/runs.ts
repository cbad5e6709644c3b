import { LAW_RUNS } from '../attribution/law-runs.ts';

/** Inputs per property, of which there are ten: 2,000 in a test run, at least 100,000 in the long one. */
export const RUNS = LAW_RUNS;

/** The long run takes minutes. */
export const FUZZ_MS = 900_000;
