/**
 * The server's base URL from the variables of the project's profile (hsprofile.*.json), without a slash at the
 * end; null when it is missing or no URL, which only an admin can mend.
 */
export function serverAddress(variables: Readonly<Record<string, unknown>> | undefined): string | null {
  const value = variables?.PUBLIC_URL;
  if (typeof value !== 'string' || !/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(value)) return null;
  return value.replace(/\/+$/, '');
}
