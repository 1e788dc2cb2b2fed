import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import * as handlers from './handlers';
import { TripBuildersStack } from './trip-builders-stack';
import { TripPlainStack } from './trip-plain-stack';

const TRIP: handlers.Trip = { tripId: 't-1', from: 'VIE', to: 'LIS', nights: 3, budget: 900 };

describe.each([
  ['Drystep builders', TripBuildersStack],
  ['plain aws-cdk-lib', TripPlainStack],
])('what the functions of a trip are sent, written with %s', (_title, TripStack) => {
  const trips = testMachine(new TripStack(testApp(), 'Trips'));
  trips.mock('Book Flight').run(handlers.bookFlight);
  trips.mock('Book Hotel').run(handlers.bookHotel);
  trips.mock('Book Car').run(handlers.bookCar);
  trips.mock('Confirm Trip').fails('PaymentRefused', 'the card has expired');
  trips.mock('Cancel *').returnsPayload({ cancelled: true });

  /** Which function was called with what, in order. */
  const sent = () => trips.calls().map(({ input, resource, payload }) => [functionOf(input) ?? functionOf(resource), payload]);

  test('each step gets what it needs, and each cancellation what was booked', async () => {
    await trips.execute(TRIP);

    expect(sent()).toEqual([
      ['BookFlight', { tripId: 't-1', from: 'VIE', to: 'LIS' }],
      ['BookHotel', { tripId: 't-1', city: 'LIS', nights: 3 }],
      ['BookCar', { tripId: 't-1', city: 'LIS' }],
      ['ConfirmTrip', { flightId: 'VIE-LIS-t-1', hotelId: 'LIS-3-t-1', carId: 'LIS-t-1' }],
      ['CancelCar', { carId: 'LIS-t-1' }],
      ['CancelHotel', { hotelId: 'LIS-3-t-1' }],
      ['CancelFlight', { flightId: 'VIE-LIS-t-1' }],
    ]);
  });

  test('the manager gets the token and what to decide about', async () => {
    const execution = trips.start({ ...TRIP, budget: 2001 });
    await execution.waitingFor('Ask Manager');

    const [{ taskToken: token } = { taskToken: '' }] = execution.pending;
    expect(sent()).toEqual([['AskManager', { token, tripId: 't-1', budget: 2001 }]]);
    expect(await execution.result()).toFailWith('ApprovalExpired', 'no answer within 7 days');
    expect(execution).toHaveTaken({ days: 7 });
  });

  test.each(['Cancel Car', 'Cancel Hotel', 'Cancel Flight'])('"%s" is tried again after 2 s, 4 s and 8 s, or sooner', async (state) => {
    trips.mock(state).fails('ServiceIsDown', 'try later').times(3).returnsPayload({ cancelled: true });

    const [visit] = (await trips.execute(TRIP)).state(state);

    const delays = visit?.tries.slice(1).map(({ delay }) => delay) ?? [];
    expect(delays).toHaveLength(3);
    // The retrier has full jitter: a delay is any time up to that of its number.
    for (const [index, delay] of delays.entries()) expect(delay).toBeLessThanOrEqual(2_000 * 2 ** index);
  });
});

/** `BookFlight` of `arn:aws:lambda:…:function:Trips-Functions-BookFlight`. */
function functionOf(text: unknown): string | undefined {
  return /:function:.*?(\w+)(?:"|$)/.exec(JSON.stringify(text))?.[1];
}
