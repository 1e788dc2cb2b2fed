import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnStateMachineAlias, CfnStateMachineVersion } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { handler, invoke, pass, Workflow, wait, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Order {
  readonly orderId: string;
}

/**
 * Executions keep to the code they started with: versions of the function are pinned, and callers start an alias of the machine, which
 * moves to a new version ten per cent a minute. One step goes by the alias of its function instead.
 */
export class PinnedStack extends Stack {
  constructor(scope: Construct, id: string, release = 'one') {
    super(scope, id);
    const price = handler<Order, { release: string }>(inlineFunction(this, 'Price', `async () => ({ release: '${release}' })`));
    const greet = handler<Order, { release: string }>(inlineFunction(this, 'Greet', `async () => ({ release: '${release}' })`));
    const flow = workflow<Order>()
      .next(invoke('Before', price, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'before' }))
      .next(wait('Pause', { seconds: 120 }))
      .next(invoke('After', price, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'after' }))
      .next(invoke('Greet', greet, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'greeted', lambda: 'alias' }))
      .next(
        pass('Compare', {
          output: ({ input }) => ({ before: input.before.release, after: input.after.release, greeted: input.greeted.release }),
        }),
      );
    const machine = new Workflow(this, 'Pricing', { definition: flow, lambda: 'pinned' });

    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: machine.stateMachineArn,
      stateMachineRevisionId: machine.stateMachineRevisionId,
    });
    const alias = new CfnStateMachineAlias(this, 'Alias', {
      name: 'live',
      deploymentPreference: { type: 'LINEAR', percentage: 10, interval: 1, stateMachineVersionArn: version.attrArn },
    });
    new CfnOutput(this, 'MachineArn', { value: alias.attrArn });
  }
}
