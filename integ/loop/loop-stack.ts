import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { backTo, choice, fail, handler, steps, succeed, Workflow, wait, workflow } from 'drystep';
import { add, eq, gte } from 'drystep/expressions';
import { inlineFunction } from '../inline-function';

interface Job {
  readonly jobId: string;
  readonly round: number;
}

/** Asks a function for the state of a job every two seconds, five times at most: an edge back to a step that came before. */
export class LoopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const status = handler<Job, { state: string }>(
      inlineFunction(this, 'Status', "async ({ jobId, round }) => ({ state: jobId !== 'stuck' && round >= 3 ? 'DONE' : 'RUNNING' })"),
    );
    const ask = steps<Job>().invoke('Ask', status, {
      assign: ({ input, result }) => ({ state: result.state, round: input.round }),
      discard: true,
    });
    const flow = workflow<Job>()
      .next(ask)
      .next(
        choice('Ready?', (c) =>
          c
            .when(({ vars }) => eq(vars.state, 'DONE'), succeed('Ready'))
            .when(({ input }) => gte(input.round, 5), fail('Too Long', { error: 'TooLong' }))
            .default({ output: ({ input }) => ({ jobId: input.jobId, round: add(input.round, 1) }) }, (again) =>
              again.next(wait('Pause', { seconds: 2 })).next(backTo(ask)),
            ),
        ),
      );
    const machine = new Workflow(this, 'Polling', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
