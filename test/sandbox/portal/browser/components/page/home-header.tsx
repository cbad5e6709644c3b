import type {
  HeaderActions as HomeActions,
  PrimaryHeaderActionButton as PrimaryButton,
  SecondaryHeaderActionButton as SecondaryButton,
} from '@hubspot/ui-extensions/pages/home';
import type { ComponentProps } from 'react';
import { Button } from '../buttons.tsx';
import { usePageHead } from './page-head.ts';

/** Buttons at the right of the app home page's title. */
export function HeaderActions(props: ComponentProps<typeof HomeActions>) {
  return usePageHead('actions', props.children);
}

export function PrimaryHeaderActionButton(props: ComponentProps<typeof PrimaryButton>) {
  return (
    <Button {...props} variant="primary">
      {props.children}
    </Button>
  );
}

export function SecondaryHeaderActionButton(props: ComponentProps<typeof SecondaryButton>) {
  return (
    <Button {...props} variant="secondary">
      {props.children}
    </Button>
  );
}
