/** One line of a list. The key tells equal lines apart. */
export type Line = { key: string; text: string };

export function toLines(texts: readonly string[]): Line[] {
  return texts.map((text, place) => ({ key: `${place} ${text}`, text }));
}
