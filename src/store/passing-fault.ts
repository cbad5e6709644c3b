// SQLSTATE of what is gone when the work runs again (another writer was first, the server was away, slow, without disk,
// or about to take over from another and read-only until then), and the codes of a connection that could not be made or
// broke.
const CODES =
  /^(23505|25006|25P03|40\w{3}|53\w{3}|55P03|57\w{3}|58\w{3}|08\w{3}|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN))$/;
// The driver's own faults have words only.
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered|was closed)|Cannot use a pool after calling end)/;

/** True when PostgreSQL, or the way to it, failed in a way that running the transaction again may heal. */
export function isPassingFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  return (typeof code === 'string' && CODES.test(code)) || WORDS.test(error.message);
}
