/** What an account knows of an OAuth installation. */
export type OAuthState = {
  /** Authorization code → the redirect it was given to. */
  codes: Map<string, string>;
  refreshTokens: Set<string>;
  /** Access token → when it expires. */
  accessTokens: Map<string, number>;
};

export function createOAuthState(): OAuthState {
  return { codes: new Map(), refreshTokens: new Set(), accessTokens: new Map() };
}

/** Uninstalling ends every token at once. */
export function forgetTokens(state: OAuthState): void {
  state.codes.clear();
  state.refreshTokens.clear();
  state.accessTokens.clear();
}
