export const ROLES = ['sourced', 'sourced_expansion', 'influenced'] as const;

/** What a partner was to a deal. At deal level the first of these that anybody has wins. */
export type Role = (typeof ROLES)[number];

/** Which of the two labels on a deal a role carries. */
export function labelOf(role: Role): 'sourced' | 'influenced' {
  return role === 'influenced' ? 'influenced' : 'sourced';
}
