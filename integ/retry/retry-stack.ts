import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, pass, type Ref, retry, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Job {
  readonly failWith: string;
}

/** A function that always fails, called under three policies of retries; the first two hand on to the next once they have given up. */
export class RetryStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const work = handler<Job, void>(
      inlineFunction(this, 'Work', "async ({ failWith }) => { throw Object.assign(new Error('again'), { name: failWith }); }"),
    );
    const payload = ({ input }: { input: { failWith: Ref<string> } }) => ({ failWith: input.failWith });
    const flow = workflow<Job>()
      .next(
        invoke('Transient', work, {
          payload,
          discard: true,
          retry: retry.transient({ except: ['Declined'] }),
          catch: (failure) => failure.all(pass('Transient Gave Up')),
        }),
      )
      .next(invoke('Never', work, { payload, discard: true, retry: retry.never(), catch: (failure) => failure.all(pass('Never Gave Up')) }))
      .next(
        invoke('Own Rules', work, {
          payload,
          discard: true,
          retry: { errors: ['Busy'], interval: Duration.seconds(1), maxAttempts: 3, backoffRate: 2, maxDelay: Duration.seconds(3) },
        }),
      );
    const machine = new Workflow(this, 'Retries', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
