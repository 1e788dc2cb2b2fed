import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import * as handlers from './handlers';
import { TripBuildersStack } from './trip-builders-stack';

const TRIP: handlers.Trip = { tripId: 't-1', from: 'VIE', to: 'LIS', nights: 3, budget: 900 };
const CANCELLATIONS = ['Cancel Car', 'Cancel Hotel', 'Cancel Flight'];

const trips = testMachine(new TripBuildersStack(testApp(), 'Trips'));
trips.mock('Book Flight').run(handlers.bookFlight);
trips.mock('Book Hotel').run(handlers.bookHotel);
trips.mock('Book Car').run(handlers.bookCar);
trips.mock('Confirm Trip').fails('PaymentRefused', 'the card has expired');
trips.mock('Cancel *').returnsPayload({ cancelled: true });

// Nothing will ever mend an expression: the saga does not try again, and undoes the rest.
test.each(CANCELLATIONS)('undoes the rest when "%s" cannot even be asked for', async (state) => {
  trips.mock(state).fails('States.QueryEvaluationError', 'there is no such booking');

  const execution = await trips.execute(TRIP);

  expect(execution).toFailWith('PaymentRefused');
  expect(execution).toHaveCalled(state, 1);
  expect(execution).toHaveCaught(state, 'States.QueryEvaluationError');
  expect(execution).toHaveVisited(...CANCELLATIONS);
});

test('says what could not be undone, in order', async () => {
  for (const state of CANCELLATIONS) trips.mock(state).fails('States.QueryEvaluationError', 'there is no such booking');

  expect(await trips.execute(TRIP)).toFailWith(
    'PaymentRefused',
    'the card has expired [not undone: Cancel Car] [not undone: Cancel Hotel] [not undone: Cancel Flight]',
  );
});

test.each([
  ['Confirm Trip', 'the card has expired'],
  ['Book Car', 'all cars are out'],
  ['Book Hotel', 'the hotel is full'],
])('says nothing more when everything after "%s" was undone', async (state, cause) => {
  trips.mock(state).fails('Refused', cause);

  expect(await trips.execute(TRIP)).toFailWith('Refused', cause);
});
