import type { JSX } from 'preact';
import type { ReportRun } from '../report/report-data';
import type { OnPick } from './picked';
import { failingStep, type ReportIndex } from './report-index';
import { Status, toneOf } from './status';
import { tookText } from './times';

interface BannerProps {
  readonly index: ReportIndex;
  readonly run: ReportRun;
  readonly onPick: OnPick;
}

/** How a run ended: with which error, in which state, and where in the user's code that is. */
export function Banner({ index, run, onPick }: BannerProps): JSX.Element {
  const { test, status, error, cause, note, startedAt, endedAt } = run;
  const machine = index.machineOf(run);
  const step = failingStep(run);
  const origin =
    step === undefined
      ? machine.origin
      : Object.hasOwn(machine.stateOrigins, step.state)
        ? machine.stateOrigins[step.state]
        : machine.origin;
  const tone = test?.status === 'failed' ? 'bad' : test?.status === 'passed' ? 'good' : toneOf(status);
  return (
    <header class={`banner ${tone}`}>
      <h1>
        {test === undefined ? null : <Status status={test.status} short />} {run.title ?? test?.name ?? machine.name}
      </h1>
      <p>
        {machine.name} <Status status={status} />
        {endedAt === undefined ? '' : ` after ${tookText(endedAt - startedAt)} of virtual time`}
        {step === undefined ? null : (
          <>
            {' in '}
            <button type="button" class="link" onClick={() => onPick(run, step)}>
              {step.state}
            </button>
          </>
        )}
        {error === undefined && cause === undefined ? null : (
          <strong class="wrap"> {[error, cause].filter((part) => part !== undefined && part !== '').join(': ')}</strong>
        )}
      </p>
      <p class="told">
        {[origin?.path, origin?.place, test?.file].filter((part) => part !== undefined).join(' · ')}
        {run.asTest === undefined ? null : (
          <button type="button" class="copy-test" onClick={() => void copied(run.asTest ?? '')}>
            Copy as test
          </button>
        )}
      </p>
      {note === undefined ? null : <p class="told">{note}</p>}
      {test?.message === undefined || test.message === '' ? null : (
        <details>
          <summary>What the test says</summary>
          <pre tabIndex={0} role="region" aria-label="What the test says">
            {test.message}
          </pre>
        </details>
      )}
    </header>
  );
}

/** Where a page has no access to the clipboard, the text is there to be copied. */
async function copied(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce('The test is in the clipboard.');
  } catch {
    announce(text);
  }
}

function announce(text: string): void {
  document.dispatchEvent(new CustomEvent('announce', { detail: text }));
}
