import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, pass, steps, tryCatch, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Parcel {
  readonly parcelId: string;
  readonly failWith?: string;
}

/** Two steps that are tried as one: a known failure has its own handler, any other the second. */
export class TryCatchStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ship = handler<Parcel, { trackingId: string }>(
      inlineFunction(
        this,
        'Ship',
        "async ({ parcelId, failWith }) => { if (failWith) throw Object.assign(new Error('not shipped'), { name: failWith }); return { trackingId: 'x-' + parcelId }; }",
      ),
    );
    const flow = workflow<Parcel>()
      .next(
        tryCatch('Deliver', (t) =>
          t
            .try(steps<Parcel>().invoke('Ship', ship, { into: 'shipment' }))
            .on('NoCarrier', pass('Pick Up Instead', { output: ({ input }) => ({ parcelId: input.parcelId, pickUp: true }) }))
            .catch(pass('Note Failure', { output: ({ input }) => ({ parcelId: input.parcelId, failure: input.error.Error }) })),
        ),
      )
      .next(pass('Delivered'));
    const machine = new Workflow(this, 'Delivery', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
