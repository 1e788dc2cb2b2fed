import type { MapRunDescription } from '../../interpreter';
import { type ExecutionRecord, viewOfChild } from '../service/execution-record';
import type { Service } from '../service/service';
import { resourceNotFound } from '../service-problem';

/** A Map run with its child executions, the latest first. */
export interface FoundMapRun {
  readonly run: MapRunDescription;
  readonly parent: ExecutionRecord;
  readonly children: readonly ExecutionRecord[];
}

/** Finds a Map run by its ARN, at any depth. Throws ResourceNotFound. */
export function findMapRun(service: Service, arn: string): FoundMapRun {
  for (const parent of candidates(service, arn)) {
    const run = within(parent.view().mapRuns, (each) => each.mapRunArn === arn);
    if (run !== undefined) return { run, parent, children: childRecords(run, parent) };
  }
  throw resourceNotFound(arn);
}

/** The child execution of a Map run that an ARN names. */
export function recordOfChild(service: Service, arn: string): ExecutionRecord | undefined {
  const { parent, run } = runOfChild(service, arn) ?? {};
  return parent === undefined || run === undefined ? undefined : childRecords(run, parent).find((child) => child.arn === arn);
}

/** The Map run of a child execution, and the execution that runs the Map. */
export function runOfChild(
  service: Service,
  arn: string,
): { readonly parent: ExecutionRecord; readonly run: MapRunDescription } | undefined {
  for (const parent of candidates(service, arn)) {
    const run = within(parent.view().mapRuns, ({ children }) => children.some((child) => child.executionArn === arn));
    if (run !== undefined) return { parent, run };
  }
  return undefined;
}

/** Executions of the machine whose name stands before the label in the ARN of a Map run, or of a child of one. */
function candidates({ executions }: Service, arn: string): readonly ExecutionRecord[] {
  return executions.ofMachine(arn.slice(0, arn.indexOf('/')).replace(/:(?:mapRun|execution):/, ':stateMachine:'));
}

function within(runs: readonly MapRunDescription[], fits: (run: MapRunDescription) => boolean): MapRunDescription | undefined {
  for (const run of runs) {
    if (fits(run)) return run;
    for (const { mapRuns } of run.children) {
      const found = within(mapRuns, fits);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function childRecords(run: MapRunDescription, parent: ExecutionRecord): readonly ExecutionRecord[] {
  const label = labelOf(run.mapRunArn);
  return run.children
    .map((child, index): ExecutionRecord => {
      const [started] = child.history;
      const redriven = child.history.filter(({ type }) => type === 'ExecutionRedriven');
      return {
        arn: child.executionArn,
        name: child.name,
        type: 'STANDARD',
        machineArn: `${parent.machineArn}/${label}`,
        mapRun: { arn: run.mapRunArn, label, itemCount: child.itemCount },
        revision: parent.revision,
        startDate: started?.timestamp ?? run.startDate,
        sequence: index,
        input: started?.executionStartedEventDetails?.input ?? '{}',
        redriveCount: redriven.length,
        redriveDate: redriven.at(-1)?.timestamp,
        view: () => viewOfChild(child),
      };
    })
    .reverse();
}

/** `Machine/Label:id` ends the ARN of a Map run. */
export function labelOf(mapRunArn: string): string {
  return mapRunArn.slice(mapRunArn.indexOf('/') + 1, mapRunArn.lastIndexOf(':'));
}
