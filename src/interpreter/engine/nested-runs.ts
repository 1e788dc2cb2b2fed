import type { Run } from './run';

/** The executions that an execution, or one of those, started. */
export class NestedRuns {
  /** In the order of their start. */
  readonly all: Run[] = [];
  /** Those that have not ended. */
  readonly running = new Set<Run>();
  /** The last to bear a name, by ARN. */
  readonly byArn = new Map<string, Run>();

  add(run: Run, arn: string): void {
    this.runs(run);
    this.all.push(run);
    this.byArn.set(arn, run);
  }

  /** It runs, from the start or after a redrive. */
  runs(run: Run): void {
    run.whenEnded(() => this.running.delete(run));
    this.running.add(run);
  }
}
