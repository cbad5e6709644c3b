import type { ReactNode } from 'react';
import type { Loaded } from '../use-loaded.ts';
import { AlertBox } from './AlertBox.tsx';
import { Spinner } from './Spinner.tsx';

/** Shows a value once it is there; says so while it is not, or when it cannot be had. */
export function LoadedView<Value>(props: {
  loaded: Loaded<Value>;
  label: string;
  children: (value: Value) => ReactNode;
}) {
  const { loaded, label, children } = props;
  switch (loaded.kind) {
    case 'loading':
      return <Spinner label={label} centered showLabel />;
    case 'failed':
      return (
        <AlertBox tone="danger" title="This could not be loaded">
          {loaded.message}
        </AlertBox>
      );
    case 'ready':
      return children(loaded.value);
  }
}
