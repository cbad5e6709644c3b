import { todayIn } from './day.ts';

/** Who reads the card, and when: all that a view needs besides the data. */
export type Reader = {
  /** For numbers and money. */
  locale: string;
  /** The portal's, for days and times. */
  timeZone: string;
  /** Today in the portal's time zone; null where this runtime does not know that zone. */
  today: string | null;
};

/** HubSpot gives locales as `en-us` or `pt_BR`, or none: English is used where it gives none we can use. */
export function readerOf(userLocale: string | undefined, timeZone: string, now: Date): Reader {
  return { locale: supportedLocale(userLocale), timeZone, today: todayIn(timeZone, now) };
}

function supportedLocale(userLocale: string | undefined): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf((userLocale ?? '').replaceAll('_', '-'))[0] ?? 'en';
  } catch (error) {
    if (error instanceof RangeError) return 'en';
    throw error;
  }
}
