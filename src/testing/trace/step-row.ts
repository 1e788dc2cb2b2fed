import { printable } from '../../asl';
import { abridgeJson, cut } from '../text/abridge';
import { changesText } from '../text/changes';
import { durationText } from '../time/duration';
import type { StateVisit, VisitFailure } from '../visits/state-visit';

/** A visit as one line of a table, in words. */
export interface StepRow {
  readonly visit: StateVisit;
  readonly number: string;
  readonly state: string;
  readonly kind: string;
  /** Virtual time of entry since the start. */
  readonly at: string;
  /** Virtual time it lasted; empty for none. */
  readonly took: string;
  readonly tries: string;
  readonly data: string;
  readonly result: string;
}

const DATA_WIDTH = 38;
const RESULT_WIDTH = 72;

/**
 * The row of a visit.
 *
 * @param before the visit that led to it: what it passed on is not repeated
 * @param waits what it waits for, when it does
 */
export function stepRow(visit: StateVisit, start: number, before: StateVisit | undefined, waits: string): StepRow {
  const took = (visit.exitedAt ?? visit.failures.at(-1)?.at ?? visit.enteredAt) - visit.enteredAt;
  return {
    visit,
    number: String(visit.number),
    state: `${'  '.repeat(depthOf(visit))}${visit.branch === undefined ? '' : `[${visit.branch.index}] `}${printable(visit.state)}`,
    kind: visit.kind,
    at: durationText(visit.enteredAt - start),
    took: took > 0 ? durationText(took) : '',
    tries: visit.kind === 'Task' || visit.attempts > 1 ? String(visit.attempts) : '',
    data: printable(dataText(visit, before)),
    result: printable(resultText(visit, waits)),
  };
}

/** An error and its cause in a few words. */
export function failureText(failure: Partial<Pick<VisitFailure, 'error' | 'cause'>> | undefined, width = RESULT_WIDTH): string {
  if (failure?.error === undefined && failure?.cause === undefined) return 'an error without a name';
  const { error, cause } = failure;
  const said = cause === undefined || cause === '' ? '' : (messageIn(cause) ?? cause);
  return printable(cut([error, said].filter((part) => part !== undefined && part !== '').join(': '), width));
}

function dataText({ inputText }: StateVisit, before: StateVisit | undefined): string {
  if (inputText === undefined) return '';
  if (before === undefined || inputText !== before.outputText) return abridgeJson(inputText, DATA_WIDTH);
  return before.status === 'CAUGHT' ? changesText(before.inputText, inputText, DATA_WIDTH) : '';
}

function resultText(visit: StateVisit, waits: string): string {
  const retried = visit.retries > 0 ? `  (retried ${visit.retries}×: ${errorsOf(visit)})` : '';
  switch (visit.status) {
    case 'SUCCEEDED':
      if (visit.kind === 'Choice' && visit.next !== undefined) return `→ ${visit.next}`;
      return visit.outputText === undefined
        ? ''
        : `${changesText(visit.inputText, visit.outputText, RESULT_WIDTH - Math.min(20, retried.length))}${retried}`.trim();
    case 'CAUGHT':
      return `✗ ${failureText(visit.caught)}, caught${visit.caught?.next === undefined ? '' : ` → ${visit.caught.next}`}`;
    case 'FAILED':
      return `✗ ${visit.failures.length === 0 ? 'failed' : failureText(visit.failures.at(-1))}`;
    case 'ABORTED':
      return 'aborted';
    case 'WAITING':
      return visit.failures.length > 0 ? `${waits} after ${failureText(visit.failures.at(-1))}` : waits;
  }
}

function errorsOf(visit: StateVisit): string {
  return [...new Set(visit.failures.map((failure) => failure.error ?? 'unnamed'))].join(', ');
}

function depthOf(visit: StateVisit): number {
  let depth = 0;
  for (let around = visit.branch; around !== undefined; around = around.visit.branch) depth++;
  return depth;
}

/** The cause of a Lambda function's error is JSON text; its message says it all. */
function messageIn(cause: string): string | undefined {
  if (!cause.startsWith('{')) return undefined;
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : undefined;
  } catch {
    return undefined;
  }
}
