export const REFERRAL_METHODS = ['intro_email', 'warm_handoff', 'form', 'event', 'other'] as const;
export type ReferralMethod = (typeof REFERRAL_METHODS)[number];

export const REFERRAL_METHOD_LABELS = { intro_email: 'Intro e-mail' } as const;
