import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { openedByContext } from './overlay-registry.ts';

/** A control with an `overlay`: it opens the Modal or Panel in it, or shows the Tooltip in it. */
export function WithOverlay(props: { overlay: ReactNode; children: (open: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [isPointedAt, setPointedAt] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  const opener = useMemo(() => ({ isOpen, isPointedAt, open, close }), [isOpen, isPointedAt, open, close]);
  if (!props.overlay) return props.children(open);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the control inside it
    <span
      className="tooltip-anchor"
      onMouseEnter={() => setPointedAt(true)}
      onMouseLeave={() => setPointedAt(false)}
      onFocus={() => setPointedAt(true)}
      onBlur={() => setPointedAt(false)}
    >
      {props.children(open)}
      <openedByContext.Provider value={opener}>{props.overlay}</openedByContext.Provider>
    </span>
  );
}
