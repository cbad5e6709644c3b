/** `1 deal`, `12 deals`; another plural where it is named. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
