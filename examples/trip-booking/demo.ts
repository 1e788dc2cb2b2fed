/**
 * Runs the trip desk on this computer: synthesizes the stack, executes a success, a failure with compensation and a week of waiting, and
 * prints each as a table of steps. Nothing is deployed and nobody waits. Exits with 1 when an execution ends in another way than it should.
 *
 * npm run demo
 */
import { type TestExecution, testApp, testMachine } from 'drystep/testing';
import * as handlers from './handlers';
import { TripBuildersStack } from './trip-builders-stack';

const TRIP: handlers.Trip = { tripId: 't-1', from: 'VIE', to: 'LIS', nights: 3, budget: 900 };

const begun = performance.now();
const trips = testMachine(new TripBuildersStack(testApp(), 'Trips'));
trips.mock('Book Flight').run(handlers.bookFlight);
trips.mock('Book Hotel').run(handlers.bookHotel);
trips.mock('Book Car').run(handlers.bookCar);
trips.mock('Confirm Trip').run(handlers.confirmTrip);
trips.mock('Cancel Flight').run(handlers.cancelFlight);
trips.mock('Cancel Hotel').run(handlers.cancelHotel);
trips.mock('Cancel Car').run(handlers.cancelCar);
const synthesized = performance.now();

void run().then(
  () => console.log(`Synthesized in ${seconds(begun, synthesized)}, three executions in ${seconds(synthesized, performance.now())}.`),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

async function run(): Promise<void> {
  show('A trip is booked', await trips.execute(TRIP), 'SUCCEEDED');

  trips.mock('Book Car').fails('NoCars', 'all cars are out');
  trips.mock('Cancel Hotel').fails('HotelIsAsleep', 'call again later').times(3).run(handlers.cancelHotel);
  show('There is no car: hotel and flight are cancelled, however often it takes', await trips.execute(TRIP), 'FAILED');

  const expensive = trips.start({ ...TRIP, tripId: 't-2', budget: 9000 });
  await expensive.waitingFor('Ask Manager');
  show('An expensive trip waits for the manager', expensive, 'RUNNING');
  await expensive.advance({ days: 7 });
  show('A week later', await expensive.result(), 'FAILED');
}

/** Prints an execution, and throws when it did not end as it should. */
function show(title: string, execution: TestExecution<unknown>, expected: string): void {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 116 - title.length))}\n`);
  console.log(execution);
  if (execution.status !== expected) throw new Error(`${title}: expected ${expected}, received ${execution.status}.`);
}

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(2)} s`;
}
