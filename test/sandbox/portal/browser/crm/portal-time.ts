import { z } from 'zod';

/** Now by the sandbox's clock, which a test may have moved. */
export async function readNow(): Promise<number> {
  const response = await fetch('/portal/_now');
  return z.object({ now: z.number() }).parse(await response.json()).now;
}

/** A point in time as `2026-11-22T14:05`, in the portal's time zone. */
export function clockText(at: number, timeZone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T').slice(0, 16);
}

/** The point in time that a clock of the portal's time zone shows so; NaN for an incomplete text. */
export function instantOf(text: string, timeZone: string): number {
  const asUtc = new Date(`${text}Z`).getTime();
  if (Number.isNaN(asUtc)) return asUtc;
  const offset = (at: number) => new Date(`${clockText(at, timeZone)}Z`).getTime() - at;
  // The offset is that of the point itself: the second look corrects a change of the clocks in between.
  return asUtc - offset(asUtc - offset(asUtc));
}
