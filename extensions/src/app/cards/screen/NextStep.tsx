import { Alert } from '@hubspot/ui-extensions';
import type { PartnerView } from '../view/partner-view.ts';
import { words } from '../words.ts';

export function NextStep({ nextStep: { text, overdue } }: { nextStep: PartnerView['nextStep'] }) {
  return (
    <Alert title={words.nextStep.title} variant={overdue ? 'warning' : 'info'}>
      {text}
    </Alert>
  );
}
