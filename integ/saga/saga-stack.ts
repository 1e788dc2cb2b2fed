import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { handler, invoke, saga, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Trip {
  readonly tripId: string;
  readonly soldOut: boolean;
}

/** Books a flight and a hotel, then a car that may be sold out: then the hotel and the flight are cancelled, in this order. */
export class SagaStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const book = handler<{ kind: string; soldOut: boolean }, { id: string }>(
      inlineFunction(
        this,
        'Book',
        "async ({ kind, soldOut }) => { if (soldOut) throw Object.assign(new Error('no ' + kind), { name: 'SoldOut' }); return { id: kind + '-1' }; }",
      ),
    );
    const cancel = handler<{ id: string }, void>(inlineFunction(this, 'Cancel', "async ({ id }) => console.log('cancelled ' + id)"));
    const flow = workflow<Trip>().next(
      saga('Book Trip', (trip) =>
        trip
          .step(invoke('Book Flight', book, { payload: () => ({ kind: 'flight', soldOut: false }), into: 'flight' }), {
            compensate: invoke('Cancel Flight', cancel, { payload: ({ input }) => ({ id: input.flight.id }) }),
          })
          .step(invoke('Book Hotel', book, { payload: () => ({ kind: 'hotel', soldOut: false }), into: 'hotel' }), {
            compensate: invoke('Cancel Hotel', cancel, { payload: ({ input }) => ({ id: input.hotel.id }) }),
          })
          .step(invoke('Book Car', book, { payload: ({ input }) => ({ kind: 'car', soldOut: input.soldOut }), into: 'car' })),
      ),
    );
    const machine = new Workflow(this, 'Booking', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
