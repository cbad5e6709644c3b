/** True for an error of the operating system with one of these codes (`ENOENT`, `ESRCH` …). */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  // Not instanceof: such errors may come from another realm (a test's sandbox, a worker).
  if (error === null || typeof error !== 'object') return false;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && codes.includes(code);
}
