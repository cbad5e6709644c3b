import type { AccordionProps } from '@hubspot/ui-extensions';
import { useId, useState } from 'react';
import { Icon } from '../design/Icon.tsx';
import { sizeOf } from './spacing.ts';

export function Accordion(props: AccordionProps) {
  const { title, children, defaultOpen = false, disabled = false, open, size, onClick, testId } = props;
  const [opened, setOpened] = useState(defaultOpen);
  const id = useId();
  const isOpen = open ?? opened;
  return (
    <div className={`hs-accordion hs-accordion--${sizeOf(size)}`} data-testid={testId}>
      <button
        type="button"
        className="hs-accordion__title"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={disabled}
        onClick={() => {
          setOpened(!isOpen);
          onClick?.();
        }}
      >
        <Icon name={isOpen ? 'downCarat' : 'right'} size={12} />
        {title}
      </button>
      <div id={id} className="hs-accordion__content" hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}
