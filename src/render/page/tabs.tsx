import type { JSX } from 'preact';
import { TABS, type Tab } from './route';

const WORDS: Readonly<Record<Tab, string>> = { steps: 'Steps', timeline: 'Timeline', events: 'Events' };

/** The lists to choose from; arrow keys go from one to the next. */
export function Tabs({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }): JSX.Element {
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] as Tab;
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Lists" onKeyDown={press}>
      {TABS.map((each, index) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`tab-${each}`}
          aria-selected={each === tab}
          aria-controls="tab-panel"
          tabIndex={each === tab ? 0 : -1}
          title={`Key ${index + 1}`}
          onClick={() => onTab(each)}
        >
          {WORDS[each]}
        </button>
      ))}
    </div>
  );
}
