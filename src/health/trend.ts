/** Where a score has gone in 30 days; null when one of the two is missing. Less than 5 points is no news. */
export function trend(
  scoreNow: number | null,
  score30DaysAgo: number | null,
): 'up' | 'down' | 'steady' | null {
  if (scoreNow === null || score30DaysAgo === null) return null;
  const change = scoreNow - score30DaysAgo;
  if (Math.abs(change) < 5) return 'steady';
  return change > 0 ? 'up' : 'down';
}
