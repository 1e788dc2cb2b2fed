import { printableLines } from '../../asl';
import { fakedTimers } from '../time/fake-timers';
import { stepTable } from '../trace/step-table';
import { insidesOf } from '../visits/insides';
import type { MatcherFinding } from './finding';
import type { StartedExecution, Subject } from './subject';

/**
 * The text of a failed expectation: the reason first, then the execution with the failing place marked, and below it the first execution among those it
 * started that did not succeed, where all that the execution itself has is text of it in a cause.
 */
export function wordFinding(subject: Subject, { reason, details = [], marked = [] }: MatcherFinding, colors: boolean): string {
  const lines = [`${reason}${timersText(subject)}`, ...details.map((detail) => `  ${detail}`), ''];
  const table = stepTable(subject, { machine: subject.machine, marked, colors });
  return `${printableLines(lines.join('\n'))}\n${table}${startedText(subject.started, colors)}`;
}

function startedText(started: readonly StartedExecution[], colors: boolean): string {
  const [first, ...others] = started.filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING');
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `, as did ${others.length} more`;
  return `\n\nIt started an execution that did not succeed${more}:\n${stepTable(first, { machine: insidesOf(first)?.machine, colors })}`;
}

/** What somebody should know who waits for fake timers to move an execution. */
function timersText({ status }: Subject): string {
  if (status !== 'RUNNING' || fakedTimers().length === 0) return '';
  return ' Fake timers are in use, which move no virtual time: write await execution.advance({ … }).';
}
