import type { JSX } from 'preact';

/** Signs and words of how something ended: colour never tells alone. */
const SIGNS: Readonly<Record<string, readonly [sign: string, tone: string]>> = {
  SUCCEEDED: ['✓', 'good'],
  CAUGHT: ['⚠', 'warn'],
  FAILED: ['✗', 'bad'],
  TIMED_OUT: ['✗', 'bad'],
  ABORTED: ['■', 'plain'],
  WAITING: ['…', 'wait'],
  RUNNING: ['…', 'wait'],
  passed: ['✓', 'good'],
  failed: ['✗', 'bad'],
  skipped: ['–', 'plain'],
};

/** Gives the tone of a status, as style classes name it. */
export function toneOf(status: string): string {
  return SIGNS[status]?.[1] ?? 'plain';
}

/** A status in a word, with its sign. */
export function Status({ status, short = false }: { readonly status: string; readonly short?: boolean }): JSX.Element {
  const [sign, tone] = SIGNS[status] ?? ['?', 'plain'];
  const word = status.toLowerCase().replace('_', ' ');
  return (
    <span class={`status ${tone}`} title={word}>
      <span aria-hidden="true">{sign}</span>
      {short ? <span class="unseen">{word}</span> : ` ${word}`}
    </span>
  );
}
