import type { ReportRun } from '../../render';

const EXECUTION_ARN = /arn:[\w-]+:states:[^:"\\]*:\d+:(?:execution|express):[^"\\\s]+/g;

/** Runs with what started which: the events of a task that starts an execution name it. @param arns ARN of each run's execution, where it is known */
export function linkedRuns(runs: readonly ReportRun[], arns: ReadonlyMap<string, string>): ReportRun[] {
  if (arns.size === 0) return [...runs];
  const idsByArn = new Map([...arns].map(([id, arn]) => [arn, id]));
  const startedBy = new Map<string, { readonly run: string; readonly step: number }>();
  for (const run of runs) {
    for (const { details = '', step } of run.events ?? []) {
      if (step === 0) continue;
      for (const [arn] of details.matchAll(EXECUTION_ARN)) {
        const id = idsByArn.get(arn);
        if (id !== undefined && id !== run.id && !startedBy.has(id)) startedBy.set(id, { run: run.id, step });
      }
    }
  }
  const started = new Map<string, string[]>();
  for (const [id, { run, step }] of startedBy) {
    const key = stepKey(run, step);
    started.set(key, [...(started.get(key) ?? []), id]);
  }
  return runs.map((run) => {
    const by = startedBy.get(run.id);
    const steps = run.steps.map((step) => {
      const ids = started.get(stepKey(run.id, step.number));
      return ids === undefined ? step : { ...step, started: ids };
    });
    return { ...run, ...(by === undefined ? {} : { startedBy: by }), steps };
  });
}

function stepKey(run: string, step: number): string {
  return `${run} ${step}`;
}
