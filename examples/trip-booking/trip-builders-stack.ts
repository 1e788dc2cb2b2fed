import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { choice, fail, handler, invoke, pass, saga, typed, Workflow, workflow } from 'drystep';
import { eq, format, gt } from 'drystep/expressions';
import type * as handlers from './handlers';
import type { Approval, Trip } from './handlers';
import { TripFunctions } from './trip-functions';

/** Books flight, hotel and car, and cancels what was booked when one of them fails; expensive trips need a manager. Written with Drystep. */
export class TripBuildersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const functions = new TripFunctions(this, 'Functions');
    const bookFlight = handler<typeof handlers.bookFlight>(functions.bookFlight);
    const bookHotel = handler<typeof handlers.bookHotel>(functions.bookHotel);
    const bookCar = handler<typeof handlers.bookCar>(functions.bookCar);
    const confirmTrip = handler<typeof handlers.confirmTrip>(functions.confirmTrip);
    const cancelFlight = handler<typeof handlers.cancelFlight>(functions.cancelFlight);
    const cancelHotel = handler<typeof handlers.cancelHotel>(functions.cancelHotel);
    const cancelCar = handler<typeof handlers.cancelCar>(functions.cancelCar);
    const askManager = handler<typeof handlers.askManager>(functions.askManager);

    const approval = workflow<Trip>()
      .next(
        invoke('Ask Manager', askManager, {
          waitForTaskToken: true,
          payload: ({ input, taskToken }) => ({ token: taskToken, tripId: input.tripId, budget: input.budget }),
          result: typed<Approval>(),
          into: 'approval',
          timeout: Duration.days(7),
          catch: (failure) =>
            failure.on('States.Timeout', fail('Approval Expired', { error: 'ApprovalExpired', cause: 'no answer within 7 days' })),
        }),
      )
      .next(
        choice('Approved?', (c) =>
          c
            .when(({ input }) => eq(input.approval.approved, true), pass('Go Ahead'))
            .otherwise(
              fail('Reject Trip', { error: 'TripRejected', cause: ({ input }) => format('rejected by {}', input.approval.approvedBy) }),
            ),
        ),
      );

    const flow = workflow<Trip>()
      .next(choice('Expensive?', (c) => c.when(({ input }) => gt(input.budget, 2000), approval).otherwise()))
      .next(
        saga('Book Trip', (trip) =>
          trip
            .step(
              invoke('Book Flight', bookFlight, {
                payload: ({ input }) => ({ tripId: input.tripId, from: input.from, to: input.to }),
                into: 'flight',
              }),
              {
                compensate: invoke('Cancel Flight', cancelFlight, { payload: ({ input }) => ({ flightId: input.flight.flightId }) }),
              },
            )
            .step(
              invoke('Book Hotel', bookHotel, {
                payload: ({ input }) => ({ tripId: input.tripId, city: input.to, nights: input.nights }),
                into: 'hotel',
              }),
              {
                compensate: invoke('Cancel Hotel', cancelHotel, { payload: ({ input }) => ({ hotelId: input.hotel.hotelId }) }),
              },
            )
            .step(invoke('Book Car', bookCar, { payload: ({ input }) => ({ tripId: input.tripId, city: input.to }), into: 'car' }), {
              compensate: invoke('Cancel Car', cancelCar, { payload: ({ input }) => ({ carId: input.car.carId }) }),
            })
            .step(
              invoke('Confirm Trip', confirmTrip, {
                payload: ({ input }) => ({ flightId: input.flight.flightId, hotelId: input.hotel.hotelId, carId: input.car.carId }),
                into: 'confirmation',
              }),
            ),
        ),
      );

    new Workflow(this, 'BookTrip', { definition: flow, timeout: Duration.days(30) });
  }
}
