import type { FormInputValues, FormProps } from '@hubspot/ui-extensions';
import type { FormEvent } from 'react';
import { useOverlayRegistry } from './overlay-registry.ts';
import { plainEvent, reactionsOf } from './reactions.ts';

export function Form(props: FormProps) {
  const { onSubmit, autoComplete, children, testId } = props;
  const overlays = useOverlayRegistry();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A form in an overlay is a child of the page's form for React, though not for the browser.
    event.stopPropagation();
    const targetValue = valuesOf(new FormData(event.currentTarget));
    void onSubmit?.({ ...plainEvent(event), targetValue }, reactionsOf(overlays));
  };
  return (
    <form className="hs-form" noValidate autoComplete={autoComplete} data-testid={testId} onSubmit={submit}>
      {children}
    </form>
  );
}

function valuesOf(data: FormData): FormInputValues {
  const texts = [...data].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
