import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fanOut, handler, invoke, retry, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

/** Tells everybody, and reports whom it could not reach. */
export class FanOutStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const notify = handler<{ name: string }, { told: string }>(
      inlineFunction(
        this,
        'Notify',
        "async ({ name }) => { if (name === '-') throw Object.assign(new Error('no address'), { name: 'NoAddress' }); return { told: name }; }",
      ),
    );
    const flow = workflow<{ readonly subscribers: readonly string[] }>().next(
      fanOut(
        'Notify All',
        {
          items: ({ input }) => input.subscribers,
          itemSelector: ({ item }) => ({ name: item }),
          maxConcurrency: 10,
          toleratedFailures: { count: 1 },
          error: 'TooManyLost',
          into: 'notified',
        },
        (subscriber) => subscriber.next(invoke('Notify', notify, { retry: retry.transient() })),
      ),
    );
    const machine = new Workflow(this, 'Newsletter', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
