import { jsonText } from '../../json-text';
import type { DiffContents } from './report';
import { summaryOf } from './summary';

/** The report for programs: the sums, and every machine with its changes and what they do to executions. */
export function jsonReport({ before, after, machines, recorded }: DiffContents): string {
  const summary = summaryOf(machines);
  const report = {
    same: summary.same === summary.machines,
    before,
    after,
    summary,
    machines: machines.map(({ name, status, before: earlier, changes, notices }) => ({
      name,
      status,
      ...(earlier === undefined || earlier.name === name ? {} : { nameBefore: earlier.name }),
      changes: changes.map(({ change, topic, text }) => ({ topic, ...change, text })),
      notices,
    })),
    ...(recorded === undefined ? {} : { recorded: { replayed: recorded.replayed, unmatched: recorded.unmatched } }),
  };
  return jsonText(report);
}
