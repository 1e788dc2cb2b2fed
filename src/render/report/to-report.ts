import { givenMachine, requireArguments, UsageError } from '../../asl';
import { graphOf } from '../graph/to-graph';
import { htmlPage } from '../html/html-page';
import type { ReportData, ReportMachine } from './report-data';
import { REPORT_DATA } from './report-kinds';

/**
 * Executions and coverage as one HTML file that opens without a network: the graph, the steps, the timeline and the events of each execution, and
 * what no test reached. Throws `DefinitionError` for a definition that has problems.
 *
 * @param data what `reportData` of `drystep/testing` gave, or data of your own
 * @example writeFileSync('report.html', toReport(reportData([{ machine: orders, execution }])));
 */
export function toReport(data: ReportData): string {
  requireArguments('toReport()', arguments, { name: 'the data', kind: REPORT_DATA, hint: 'pass reportData(…) of drystep/testing.' });
  const { title = 'Drystep report', createdAt, machines, runs } = data;
  requireWhole(data);
  return htmlPage({ kind: 'report', title, createdAt, machines: machines.map(pageMachine), runs });
}

function pageMachine({ name, definition, type, origin, stateOrigins = {}, coverage }: ReportMachine) {
  const source = JSON.stringify(givenMachine(definition).source);
  return { name, type, graph: graphOf(definition), marks: undefined, definition: source, origin, stateOrigins, coverage };
}

/** Ids are unique, and machines and runs that are named are there. */
function requireWhole({ machines, runs }: ReportData): void {
  const ids = new Set<string>();
  for (const [index, { id, machine }] of runs.entries()) {
    if (ids.has(id))
      throw new UsageError(`toReport(): expected an id of its own for runs[${index}], received ${JSON.stringify(id)} again.`);
    ids.add(id);
    if (machine >= machines.length)
      throw new UsageError(
        `toReport(): expected the index of one of ${machines.length} machines for runs[${index}].machine, received ${machine}.`,
      );
  }
  for (const [index, { startedBy }] of runs.entries())
    if (startedBy !== undefined && !ids.has(startedBy.run))
      throw new UsageError(
        `toReport(): expected the id of a run for runs[${index}].startedBy.run, received ${JSON.stringify(startedBy.run)}.`,
      );
}
