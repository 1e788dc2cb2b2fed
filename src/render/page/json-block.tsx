import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { prettyJson } from './json-text';
import { lineDiff } from './line-diff';

interface JsonBlockProps {
  readonly title: string;
  /** JSON text. */
  readonly text: string;
  /** What it is compared with, and what that is called. */
  readonly before?: { readonly text: string; readonly title: string } | undefined;
  readonly open?: boolean;
}

/** Longer data is cut until the reader asks for all of it. */
const MOST_LINES = 400;

/** Data with a line for each member, what changed in it marked. */
export function JsonBlock({ title, text, before, open = true }: JsonBlockProps): JSX.Element {
  const [whole, setWhole] = useState(false);
  const same = before !== undefined && before.text === text;
  const lines = useMemo(() => {
    const pretty = prettyJson(text);
    return before === undefined || same
      ? pretty.split('\n').map((line) => ({ sign: ' ' as const, text: line }))
      : lineDiff(prettyJson(before.text), pretty);
  }, [text, before?.text]);
  const shown = whole ? lines : lines.slice(0, MOST_LINES);
  const changes = lines.filter(({ sign }) => sign !== ' ').length;
  const told = before === undefined ? '' : same ? `the same as ${before.title}` : changes === 0 ? '' : `compared with ${before.title}`;
  return (
    <details class="data" open={open && !same}>
      <summary>
        {title} {told === '' ? null : <span class="told">{told}</span>}
      </summary>
      <button type="button" class="copy" onClick={() => void navigator.clipboard?.writeText(prettyJson(text))}>
        Copy
      </button>
      <pre tabIndex={0} role="region" aria-label={title}>
        {shown.map(({ sign, text: line }, index) => (
          <span key={index} class={sign === '+' ? 'plus' : sign === '-' ? 'minus' : ''}>
            {sign === ' ' && changes === 0 ? '' : `${sign} `}
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
      {lines.length > shown.length ? (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {lines.length} lines
        </button>
      ) : null}
    </details>
  );
}
