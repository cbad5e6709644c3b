/** What an account knows of an OAuth installation. */
export type OAuthState = {
  /** Authorization code → what it was given for. */
  codes: Map<string, AuthorizationCode>;
  refreshTokens: Set<string>;
  /** Access token → when it expires. */
  accessTokens: Map<string, number>;
  /** The app was uninstalled, and not installed again since. */
  uninstalled: boolean;
};

/** `challenge`: of PKCE (RFC 7636); whoever exchanges the code must know the verifier behind it. */
export type AuthorizationCode = {
  redirect: string;
  challenge?: { value: string; method: 'S256' | 'plain' };
};

export function createOAuthState(): OAuthState {
  return { codes: new Map(), refreshTokens: new Set(), accessTokens: new Map(), uninstalled: false };
}

/** Uninstalling ends every token at once, and the account's webhooks. */
export function uninstallApp(state: OAuthState): void {
  state.uninstalled = true;
  state.codes.clear();
  state.refreshTokens.clear();
  state.accessTokens.clear();
}
