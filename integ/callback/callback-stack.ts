import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { IntegrationPattern, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { choice, fail, handler, invoke, pass, succeed, task, typed, Workflow, workflow } from 'drystep';
import { eq } from 'drystep/expressions';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
  readonly total: number;
}

/** Asks a person, by way of a function that gets the task token, and waits ten minutes; then asks another by way of a queue. */
export class CallbackStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ask = handler<{ token: string; orderId: string }, void>(
      inlineFunction(this, 'Ask', 'async ({ token, orderId }) => console.log(JSON.stringify({ orderId, token }))'),
    );
    const queue = new Queue(this, 'SecondOpinion', { enforceSSL: true });

    const flow = workflow<Order>()
      .next(
        invoke('Ask Manager', ask, {
          waitForTaskToken: true,
          payload: ({ input, taskToken }) => ({ token: taskToken, orderId: input.orderId }),
          result: typed<{ approved: boolean }>(),
          into: 'approval',
          timeout: Duration.minutes(10),
          catch: (failure) => failure.on('States.Timeout', succeed('Nobody Answered')),
        }),
      )
      .next(
        choice('Approved?', (c) =>
          c.when(({ input }) => eq(input.approval.approved, true), pass('Go Ahead')).otherwise(fail('Rejected', { error: 'Rejected' })),
        ),
      )
      .next(
        task('Ask Auditor', {
          state: ({ scope: parent, id: name, fields, render, input, taskToken }) =>
            new SqsSendMessage(parent, name, {
              ...fields,
              queue,
              integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
              messageBody: TaskInput.fromObject({ orderId: render(input.orderId), token: render(taskToken) }),
            }),
          result: typed<{ audited: boolean }>(),
          into: 'audit',
          timeout: Duration.minutes(10),
        }),
      );
    const machine = new Workflow(this, 'Approval', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
  }
}
