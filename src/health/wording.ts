/** `1 day`, `52 days`, `1 activity`, `2 activities`. */
export function counted(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  return `${number} ${noun.endsWith('y') && !/[aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** `today`, `yesterday`, `9 days ago`. */
export function daysAgo(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** `is expected` after one, `are expected` after several. */
export function expected(number: number): string {
  return `${number} ${number === 1 ? 'is' : 'are'} expected`;
}

/** `monthly`, `quarterly`, or `every 60 days`. */
export function rhythm(days: number): string {
  if (days === 30) return 'monthly';
  return days === 90 ? 'quarterly' : `every ${days} days`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
