import type { TabProps, TabsProps } from '@hubspot/ui-extensions';
import { createContext, type KeyboardEvent, useContext, useEffect, useId, useMemo, useState } from 'react';

type TabEntry = {
  readonly key: string;
  readonly id: string | number;
  readonly title: string;
  readonly disabled: boolean;
};
type TabBar = { selected: string | number | undefined; add: (tab: TabEntry) => () => void };

const tabBarContext = createContext<TabBar | null>(null);

/** The tabs announce themselves, because a card's children are not readable from outside of them. */
export function Tabs(props: TabsProps) {
  const { selected, defaultSelected, variant = 'default', fill = false, testId, children } = props;
  const [tabs, setTabs] = useState<readonly TabEntry[]>([]);
  const [chosen, setChosen] = useState(defaultSelected);
  const current = selected ?? chosen ?? tabs[0]?.id;
  const bar = useMemo(
    () => ({
      selected: current,
      add: (tab: TabEntry) => {
        setTabs((known) => [...known.filter((one) => one.key !== tab.key), tab]);
        return () => setTabs((known) => known.filter((one) => one.key !== tab.key));
      },
    }),
    [current],
  );
  const select = (id: string | number) => {
    setChosen(id);
    // HubSpot types the handler by the kind of id that the card uses.
    const onSelectedChange: unknown = props.onSelectedChange;
    if (typeof onSelectedChange === 'function') onSelectedChange(id);
  };
  return (
    <div className={`hs-tabs hs-tabs--${variant}${fill ? ' hs-tabs--fill' : ''}`} data-testid={testId}>
      <div role="tablist" className="hs-tabs__bar" onKeyDown={(event) => moveBetween(event)}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${tab.key}-tab`}
            aria-selected={tab.id === current}
            aria-controls={`${tab.key}-panel`}
            tabIndex={tab.id === current ? 0 : -1}
            disabled={tab.disabled}
            onClick={() => select(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <tabBarContext.Provider value={bar}>{children}</tabBarContext.Provider>
    </div>
  );
}

export function Tab(props: TabProps) {
  const { tabId, title = '', disabled = false, children, testId } = props;
  const key = useId();
  const bar = useContext(tabBarContext);
  const id = tabId ?? title;
  const add = bar?.add;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `add` changes with the selection; the tab need not
  useEffect(() => add?.({ key, id, title, disabled }), [key, id, title, disabled]);
  return (
    <div
      role="tabpanel"
      className="hs-tabs__panel"
      id={`${key}-panel`}
      aria-labelledby={`${key}-tab`}
      hidden={bar?.selected !== id}
      data-testid={testId}
    >
      {children}
    </div>
  );
}

/** Arrow keys move between tabs and select. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]:not(:disabled)')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? tabs.indexOf(focused) : -1;
  const next = tabs[(at + step + tabs.length) % tabs.length];
  next?.focus();
  next?.click();
}
