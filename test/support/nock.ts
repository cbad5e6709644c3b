import { afterEach, expect } from '@jest/globals';
import nock from 'nock';

/**
 * nock for tests: import it from here, so that a mock which nobody called fails its test. It is not part of every
 * test's setup, because importing it puts interceptors under every HTTP request of the process.
 */
afterEach(() => {
  const mocksNobodyCalled = nock.pendingMocks();
  nock.abortPendingRequests();
  nock.cleanAll();
  expect({ mocksNobodyCalled }).toEqual({ mocksNobodyCalled: [] });
});

export { nock };
