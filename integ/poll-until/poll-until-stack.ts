import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, pollUntil, Workflow, workflow } from 'drystep';
import { eq } from 'drystep/expressions';
import { inlineFunction } from '../inline-function';

interface Job {
  readonly jobId: string;
}

/** Waits for a job that tells its state only when asked. */
export class PollUntilStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ask = handler<Job, { status: string }>(
      inlineFunction(this, 'Ask', "async ({ jobId }) => ({ status: jobId !== 'stuck' && Math.random() < 0.34 ? 'DONE' : 'RUNNING' })"),
    );
    const flow = workflow<Job>().next(
      pollUntil(
        'Wait For Job',
        (job) => job.next(invoke('Ask Job', ask, { payload: ({ input }) => ({ jobId: input.jobId }), into: 'job' })),
        {
          until: ({ input }) => eq(input.job.status, 'DONE'),
          every: Duration.seconds(5),
          deadline: Duration.seconds(30),
          error: 'JobTooSlow',
        },
      ),
    );
    const machine = new Workflow(this, 'Polling', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
