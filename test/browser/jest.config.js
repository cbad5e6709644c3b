import base from '../../jest.config.js';

/** Tests in a browser: one at a time, on the sandbox portal, without a database. */
export default {
  rootDir: '../..',
  testEnvironment: base.testEnvironment,
  extensionsToTreatAsEsm: base.extensionsToTreatAsEsm,
  transform: base.transform,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  maxWorkers: 1,
  testTimeout: 60_000,
};
