import type { AppProject } from './app-project/app-project.ts';
import type { AppScreen } from './app-project/app-screen.ts';
import type { PortalPagesInput } from './portal-input.ts';

/** What the pages know when they open: who, where, and which cards the app brings. */
export type Session = {
  readonly apiUrl: string;
  readonly portal: { readonly id: number; readonly timeZone: string };
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
  };
  readonly app: { readonly id: number; readonly name: string };
  readonly variables: Readonly<Record<string, string>>;
  readonly cards: readonly SessionCard[];
  readonly screens: readonly SessionScreen[];
  readonly failedFetch: 'app-status' | 'wrapped';
};

export type SessionCard = {
  readonly uid: string;
  readonly name: string;
  readonly location: string;
  readonly objectTypes: readonly string[];
};

export type SessionScreen = Pick<AppScreen, 'uid' | 'location'>;

export function sessionOf(input: PortalPagesInput, project: AppProject): Session {
  const { portal, user, appId, failedFetch = 'app-status' } = input;
  return {
    apiUrl: input.sandboxUrl(),
    portal: { id: Number(portal.id), timeZone: portal.timeZone },
    user: { id: Number(user.id), email: user.email, firstName: user.firstName, lastName: user.lastName },
    app: { id: Number(appId), name: project.appName },
    variables: project.variables,
    cards: project.cards.map(({ uid, name, location, objectTypes }) => ({
      uid,
      name,
      location,
      objectTypes,
    })),
    screens: project.screens.map(({ uid, location }) => ({ uid, location })),
    failedFetch,
  };
}
