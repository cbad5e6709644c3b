import { z } from 'zod';

const session = z.object({
  apiUrl: z.string(),
  portal: z.object({ id: z.number(), timeZone: z.string() }),
  user: z.object({ id: z.number(), email: z.string(), firstName: z.string(), lastName: z.string() }),
  app: z.object({ id: z.number(), name: z.string() }),
  variables: z.record(z.string(), z.string()),
  cards: z.array(
    z.object({ uid: z.string(), name: z.string(), location: z.string(), objectTypes: z.array(z.string()) }),
  ),
  screens: z.array(z.object({ uid: z.string(), location: z.enum(['home', 'pages', 'settings']) })),
  failedFetch: z.enum(['app-status', 'wrapped']),
});

/** Who sits here, in which portal, with which app. */
export type Session = z.infer<typeof session>;
export type SessionCard = Session['cards'][number];
export type SessionScreen = Session['screens'][number];

export async function readSession(): Promise<Session> {
  const response = await fetch('/portal/_session');
  if (!response.ok) throw new Error(`The portal answered ${response.status}: ${await response.text()}`);
  return session.parse(await response.json());
}
