import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, pollUntil, Workflow, workflow } from 'drystep';
import { eq } from 'drystep/expressions';
import { lambdaNamed } from './lambda-functions';

/** Starts an export, and asks every minute whether it is done, for an hour. */
export class ExportStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const start = handler<{ table: string }, { exportId: string }>(lambdaNamed(this, 'StartExport'));
    const describe = handler<{ exportId: string }, { status: 'RUNNING' | 'DONE'; key?: string }>(lambdaNamed(this, 'DescribeExport'));
    const flow = workflow<{ table: string }>()
      .next(invoke('Start Export', start, { into: 'export' }))
      .next(
        pollUntil(
          'Exported?',
          (running) =>
            running.next(
              invoke('Describe', describe, {
                payload: ({ input }) => input.export,
                assign: ({ result }) => ({ state: result }),
                discard: true,
              }),
            ),
          { until: ({ vars }) => eq(vars.state.status, 'DONE'), every: Duration.minutes(1), deadline: Duration.hours(1) },
        ),
      );
    new Workflow(this, 'Export', { definition: flow });
  }
}
