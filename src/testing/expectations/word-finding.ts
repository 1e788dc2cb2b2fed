import { printableLines } from '../../asl';
import { stepTable } from '../trace/step-table';
import type { MatcherFinding } from './finding';
import type { Subject } from './subject';

/** The text of a failed expectation: the reason first, then the execution with the failing place marked. */
export function wordFinding(subject: Subject, { reason, details = [], marked = [] }: MatcherFinding, colors: boolean): string {
  const lines = [reason, ...details.map((detail) => `  ${detail}`), ''];
  return `${printableLines(lines.join('\n'))}\n${stepTable(subject, { machine: subject.machine, marked, colors })}`;
}
