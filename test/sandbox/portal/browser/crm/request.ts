import { z } from 'zod';

/** One call of HubSpot's API as a person in front of the screen; rejects with a `CrmError`. */
export type CrmRequest = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<unknown>;

/** What HubSpot's API answered instead of the thing asked for. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const errorBody = z.object({
  message: z.string(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export const apiVersion = '2026-09';

export function createCrmRequest(userId: number): CrmRequest {
  return async (method, path, body) => {
    const response = await fetch(path, {
      method,
      headers: {
        'X-Sandbox-User': String(userId),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new CrmError(response.status, messageOf(response.status, text));
    return text === '' ? undefined : JSON.parse(text);
  };
}

function messageOf(status: number, text: string): string {
  const parsed = errorBody.safeParse(jsonOrUndefined(text));
  if (!parsed.success) return `HubSpot answered ${status}: ${text.slice(0, 300)}`;
  const details = (parsed.data.errors ?? [])
    .map((error) => error.message)
    .filter((one) => one !== parsed.data.message);
  return [parsed.data.message, ...details].join(' · ');
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
