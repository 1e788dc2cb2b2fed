import type { ReportData } from 'drystep/render';
import { reportData, testApp, testMachine } from 'drystep/testing';
import * as handlers from '../../../examples/trip-booking/handlers';
import { TripBuildersStack } from '../../../examples/trip-booking/trip-builders-stack';
import { call, chain } from '../../testing/fixtures/asl';
import { NASTY } from '../nasty';

export const ATTACK = '</script><img src=x onerror="document.title=1">';

const TRIP: handlers.Trip = { tripId: 't-1', from: 'VIE', to: 'LIS', nights: 3, budget: 900 };

/** A booking that succeeds, and one that is undone after three retries of a cancellation. */
export async function tripReport(): Promise<ReportData> {
  const trips = testMachine(new TripBuildersStack(testApp(), 'Trips'));
  trips.mock('Book Flight').run(handlers.bookFlight);
  trips.mock('Book Hotel').run(handlers.bookHotel);
  trips.mock('Book Car').run(handlers.bookCar);
  trips.mock('Confirm Trip').run(handlers.confirmTrip);
  trips.mock('Cancel *').returnsPayload({ cancelled: 'yes' });
  const booked = await trips.execute(TRIP);
  trips.mock('Book Car').fails('NoCars', 'all cars are out');
  trips.mock('Cancel Hotel').fails('HotelIsAsleep', 'call again later').times(3).returnsPayload({ cancelled: 'yes' });
  const undone = await trips.execute(TRIP);
  const test = (name: string, status: 'passed' | 'failed', message = '') => ({ name, status, file: 'test/trips.test.ts', message });
  return reportData(
    [
      { machine: trips, execution: booked, test: test('books a trip', 'passed') },
      { machine: trips, execution: undone, test: test('undoes a trip', 'failed', 'expected: SUCCEEDED\nreceived: FAILED') },
    ],
    { title: 'Trips', createdAt: '2026-01-02T03:04:05Z' },
  );
}

/** A Map over three items of which the second fails and is caught, and an execution of another machine. */
export async function shopReport(): Promise<ReportData> {
  const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:shipping';
  const pick = { ...call('pick'), Catch: [{ ErrorEquals: ['OutOfStock'], ResultPath: '$.why', Next: 'Skip' }], End: true };
  const orders = {
    StartAt: 'Each Item',
    States: {
      'Each Item': {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'Pick', States: { Pick: pick, Skip: { Type: 'Pass', End: true } } },
        ResultPath: '$.picked',
        Next: 'Ship',
      },
      Ship: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: arn, 'Input.$': '$' },
        OutputPath: '$.Output',
        End: true,
      },
    },
  };
  const resource = (name: string, definition: object) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { StateMachineName: name, DefinitionString: JSON.stringify(definition) },
  });
  const hand = { Type: 'Wait', Seconds: 3600 };
  const template = {
    Resources: { Orders: resource('orders', orders), Shipping: resource('shipping', chain({ Pack: call('pack'), 'Hand Over': hand })) },
  };
  const shop = testApp(template);
  const machine = shop.machine('Orders');
  machine.mock('Pick').onItem(1).fails('OutOfStock', 'none left').otherwise().returns({ shelf: 4 });
  shop.machine('Shipping').mock('Pack').returns({ parcel: 'p-1' });
  return reportData([{ machine, execution: await machine.execute({ items: [{ id: 1 }, { id: 2 }, { id: 3 }] }), title: 'Ships items' }]);
}

/** Names and payloads that mean something to HTML, in every place. */
export async function nastyReport(): Promise<ReportData> {
  const states = Object.fromEntries(
    [ATTACK, ...NASTY].map((name, index, all): [string, object] => [
      name,
      { Type: 'Pass', Comment: name, ...(index === all.length - 1 ? { End: true } : { Next: all[index + 1] }) },
    ]),
  );
  const machine = testMachine({ Comment: ATTACK, StartAt: ATTACK, States: states }, 'Nasty');
  const execution = await machine.execute({ [ATTACK]: ATTACK, list: NASTY });
  const test = { name: ATTACK, file: ATTACK, status: 'failed', message: ATTACK } as const;
  const data = reportData([{ machine, execution, title: ATTACK, test }], { title: ATTACK });
  return {
    ...data,
    machines: data.machines.map((each) => ({ ...each, name: ATTACK, origin: { path: ATTACK, place: ATTACK } })),
    runs: data.runs.map((run) => ({ ...run, error: ATTACK, cause: ATTACK, note: ATTACK, asTest: ATTACK })),
  };
}
