// In a project of your own, setupFilesAfterEnv: ['drystep/jest'] in the jest configuration does this once for all test files.
import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import * as handlers from './handlers';
import { TripBuildersStack } from './trip-builders-stack';
import { TripPlainStack } from './trip-plain-stack';

const TRIP: handlers.Trip = { tripId: 't-1', from: 'VIE', to: 'LIS', nights: 3, budget: 900 };

// One table of tests, two stacks: what a workflow does is the same question however its definition was written.
describe.each([
  ['Drystep builders', TripBuildersStack],
  ['plain aws-cdk-lib', TripPlainStack],
])('booking a trip, written with %s', (_title, TripStack) => {
  const trips = testMachine(new TripStack(testApp(), 'Trips'));

  // The baseline: the very handlers that are deployed. A test replaces the one it is about.
  trips.mock('Book Flight').run(handlers.bookFlight);
  trips.mock('Book Hotel').run(handlers.bookHotel);
  trips.mock('Book Car').run(handlers.bookCar);
  trips.mock('Confirm Trip').run(handlers.confirmTrip);
  trips.mock('Cancel Flight').run(handlers.cancelFlight);
  trips.mock('Cancel Hotel').run(handlers.cancelHotel);
  trips.mock('Cancel Car').run(handlers.cancelCar);

  test('books flight, hotel and car', async () => {
    const execution = await trips.execute(TRIP);

    expect(execution).toSucceedWith({
      ...TRIP,
      flight: { flightId: 'VIE-LIS-t-1' },
      hotel: { hotelId: 'LIS-3-t-1' },
      car: { carId: 'LIS-t-1' },
      confirmation: { confirmationId: 'VIE-LIS-t-1/LIS-3-t-1/LIS-t-1' },
    });
    expect(execution).toHaveVisitedExactly('Expensive?', 'Book Flight', 'Book Hotel', 'Book Car', 'Confirm Trip');
  });

  test('has nothing to cancel when there is no flight', async () => {
    trips.mock('Book Flight').fails('NoSeats', 'the plane is full');

    const execution = await trips.execute(TRIP);

    expect(execution).toFailWith('NoSeats', 'the plane is full');
    expect(execution).toHaveVisitedExactly('Expensive?', 'Book Flight');
  });

  test('cancels what was booked, in reverse, when there is no car', async () => {
    trips.mock('Book Car').fails('NoCars', 'all cars are out');

    const execution = await trips.execute(TRIP);

    expect(execution).toFailWith('NoCars', 'all cars are out');
    expect(execution).toHaveCaught('Book Car', 'NoCars');
    expect(execution).toHaveVisited('Book Flight', 'Book Hotel', 'Book Car', 'Cancel Hotel', 'Cancel Flight');
    expect(execution).not.toHaveVisited('Cancel Car');
  });

  test('cancels everything when the trip cannot be confirmed', async () => {
    trips.mock('Confirm Trip').fails('PaymentRefused', 'the card has expired');

    const execution = await trips.execute(TRIP);

    expect(execution).toFailWith('PaymentRefused');
    expect(execution).toHaveVisited('Cancel Car', 'Cancel Hotel', 'Cancel Flight');
  });

  test('cancels until it works', async () => {
    trips.mock('Book Hotel').fails('NoRooms', 'the hotel is full');
    trips.mock('Cancel Flight').fails('AirlineIsDown', 'try later').times(20).run(handlers.cancelFlight);

    const execution = await trips.execute(TRIP);

    expect(execution).toFailWith('NoRooms');
    expect(execution).toHaveRetried('Cancel Flight', 20);
  });

  test.each(['Cancel Car', 'Cancel Hotel', 'Cancel Flight'])('gives up "%s" after an hour, and does the others', async (state) => {
    trips.mock('Confirm Trip').fails('PaymentRefused', 'the card has expired');
    trips.mock(state).fails('ServiceIsDown', 'try later');

    const execution = await trips.execute(TRIP);

    expect(execution).toFailWith('PaymentRefused');
    expect(execution).toHaveRetried(state, 20);
    expect(execution).toHaveVisited('Cancel Car', 'Cancel Hotel', 'Cancel Flight');
  });

  test('tells each cancellation what was booked', async () => {
    const cancelFlight = jest.fn(() => ({ cancelled: true }));
    trips.mock('Book Hotel').fails('NoRooms', 'the hotel is full');
    trips.mock('Cancel Flight').returnsPayload(cancelFlight);

    await trips.execute(TRIP);

    expect(JSON.stringify(cancelFlight.mock.calls[0])).toContain('"flightId":"VIE-LIS-t-1"');
  });

  test('tries again when Lambda itself is in trouble', async () => {
    trips.mock('Book Hotel').fails('Lambda.SdkClientException', 'connection reset').times(2).run(handlers.bookHotel);

    const execution = await trips.execute(TRIP);

    expect(execution).toSucceed();
    expect(execution).toHaveRetried('Book Hotel', 2);
  });

  test.each(['Ask Manager', 'Book Flight', 'Book Hotel', 'Book Car', 'Confirm Trip'])('gives "%s" up after six retries', async (state) => {
    trips.mock('Ask Manager').returnsPayload({ approved: true, approvedBy: 'Ada' });
    trips.mock(state).fails('Lambda.ServiceException', 'try later');

    expect(await trips.execute({ ...TRIP, budget: 9000 })).toHaveRetried(state, 6);
  });

  test.each(['Cancel Car', 'Cancel Hotel'])('tries "%s" until it works', async (state) => {
    trips.mock('Confirm Trip').fails('PaymentRefused', 'the card has expired');
    trips.mock(state).fails('ServiceIsDown', 'try later').times(20).returnsPayload({ cancelled: true });

    expect(await trips.execute(TRIP)).toHaveRetried(state, 20);
  });

  test('asks nobody about a trip that just fits', async () => {
    expect(await trips.execute({ ...TRIP, budget: 2000 })).not.toHaveVisited('Ask Manager');
  });

  describe('an expensive trip', () => {
    const expensive = { ...TRIP, budget: 9000 };

    test('waits for the manager, and goes on with the answer', async () => {
      const execution = trips.start(expensive);
      await execution.waitingFor('Ask Manager');
      execution.pending[0]?.succeed({ approved: true, approvedBy: 'Ada' });

      expect(await execution.result()).toSucceed();
      expect(execution).toHaveVisited('Ask Manager', 'Go Ahead', 'Book Flight', 'Confirm Trip');
    });

    test('is rejected by the manager', async () => {
      const execution = trips.start(expensive);
      await execution.waitingFor('Ask Manager');
      execution.pending[0]?.succeed({ approved: false, approvedBy: 'Ada' });

      expect(await execution.result()).toFailWith('TripRejected', 'rejected by Ada');
      expect(execution).not.toHaveVisited('Book Flight');
    });

    test('sends the manager the token that answers', async () => {
      let sent: string | undefined;
      trips.mock('Ask Manager').run(async (event: { token: string }) => {
        sent = event.token;
      });
      const execution = trips.start(expensive);
      await execution.waitingFor('Ask Manager');

      expect(sent).toBe(execution.pending[0]?.taskToken);
    });

    test('expires after a week of silence', async () => {
      const execution = trips.start(expensive);
      await execution.advance({ days: 6, hours: 23 });
      expect(execution.status).toBe('RUNNING');
      await execution.advance({ hours: 1 });

      expect(await execution.result()).toFailWith('ApprovalExpired');
    });
  });
});
