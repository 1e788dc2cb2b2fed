import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, steps, tryCatch, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Job {
  readonly lockId: string;
  readonly failWith?: string;
}

/** A lock back, after success and after failure. */
export class FinallyStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lock = handler<{ lockId: string; locked: boolean }, void>(
      inlineFunction(this, 'Lock', 'async ({ lockId, locked }) => console.log(lockId, locked)'),
    );
    const work = handler<Job, { done: string }>(
      inlineFunction(
        this,
        'Work',
        "async ({ lockId, failWith }) => { if (failWith) throw Object.assign(new Error('no luck'), { name: failWith }); return { done: lockId }; }",
      ),
    );
    const flow = workflow<Job>()
      .next(invoke('Lock', lock, { payload: ({ input }) => ({ lockId: input.lockId, locked: true }), discard: true }))
      .next(
        tryCatch('Locked Work', (t) =>
          t
            .try(steps<Job>().invoke('Work', work, { into: 'result' }))
            .finally((last) => last.next(invoke('Unlock', lock, { payload: ({ input }) => ({ lockId: input.lockId, locked: false }) }))),
        ),
      );
    const machine = new Workflow(this, 'Locking', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
