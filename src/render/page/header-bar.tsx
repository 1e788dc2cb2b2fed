import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageData } from '../html/page-data';
import { needsLook } from './report-index';
import { chooseTheme, chosenTheme, type ThemeChoice } from './theme';

const KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ['/', 'search'],
  ['1 2 3', 'steps, timeline, events'],
  ['[ and ]', 'the execution before and after'],
  ['e', 'the state that failed'],
  ['↑ ↓', 'from row to row, or from state to state in the graph'],
  ['→ ←', 'open and close a row; in the timeline from step to step'],
  ['Shift and arrows', 'move the graph'],
  ['+ − 0', 'size of the graph'],
  ['f', 'fold a Map or Parallel state of the graph'],
  ['?', 'these keys'],
];

interface HeaderBarProps {
  readonly data: PageData;
  readonly help: boolean;
  readonly onHelp: (open: boolean) => void;
}

/** What the page is, how much of it failed, light or dark, and its keys. */
export function HeaderBar({ data, help, onHelp }: HeaderBarProps): JSX.Element {
  const [theme, setTheme] = useState<ThemeChoice>(chosenTheme());
  const roots = data.runs.filter(({ startedBy }) => startedBy === undefined);
  const failed = roots.filter(needsLook).length;
  return (
    <div class="bar-top" role="banner">
      <strong>{data.title}</strong>
      {data.kind === 'definition' ? null : (
        <span>
          {roots.length} {roots.length === 1 ? 'execution' : 'executions'}, {failed === 0 ? 'none failed' : `${failed} failed`}
        </span>
      )}
      <span class="told">{data.createdAt}</span>
      <span class="space" />
      <label>
        Colours{' '}
        <select
          value={theme}
          onChange={(event) => {
            const choice = event.currentTarget.value as ThemeChoice;
            chooseTheme(choice);
            setTheme(choice);
          }}
        >
          <option value="auto">as the system</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      </label>
      <button type="button" aria-expanded={help} onClick={() => onHelp(!help)}>
        Keys
      </button>
      {help ? (
        <dl class="keys">
          {KEYS.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
