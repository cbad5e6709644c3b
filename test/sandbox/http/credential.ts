import type { Portal } from '../state/portal.ts';

/** Whether a token or an authorization code, expired or not, is one of this account's. */
export function holdsCredential(portal: Portal, credential: string): boolean {
  const { codes, accessTokens, refreshTokens } = portal.oauth;
  return (
    credential === portal.accessToken ||
    codes.has(credential) ||
    accessTokens.has(credential) ||
    refreshTokens.has(credential)
  );
}
