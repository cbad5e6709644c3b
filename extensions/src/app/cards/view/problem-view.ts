import type { NoAnswer } from '../server/reply.ts';
import { words } from '../words.ts';

/** Why a card cannot be shown. */
export type Problem = { kind: 'not-configured' } | { kind: 'refused'; message: string } | NoAnswer;

export type ProblemView = { title: string; text: string; detail: string | null; canRetry: boolean };

/** A problem in words: what is wrong, and who can do what. */
export function viewProblem(problem: Problem): ProblemView {
  const { notConfigured, unreachable, busy, status, unreadable, refused } = words.problem;
  const retry = { detail: null, canRetry: true };
  switch (problem.kind) {
    case 'not-configured':
      return { ...notConfigured, detail: null, canRetry: false };
    case 'refused':
      return { ...refused, ...retry, text: problem.message };
    case 'busy':
      return { ...busy, ...retry };
    case 'status':
      return { ...retry, title: status.title, text: status.text(problem.status) };
    case 'unreachable':
      return { ...unreachable, ...retry, detail: words.problem.detail(problem.detail) };
    case 'unreadable':
      return { ...unreadable, ...retry, detail: words.problem.detail(problem.detail) };
  }
}
