import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack as CdkStack } from 'aws-cdk-lib';
import { RefundStack } from '../../examples/migrate-from-l2/typed-stack';
import { OrdersStack } from '../../examples/orders/orders-stack';
import { ExportStack } from '../../examples/patterns/export-stack';
import { NewsletterStack } from '../../examples/patterns/newsletter-stack';
import { PurchaseStack } from '../../examples/patterns/purchase-stack';
import { TripBuildersStack } from '../../examples/trip-booking/trip-builders-stack';
import type { JsonObject, JsonValue } from '../../src/asl';
import { type ExecutionResult, execute, TaskError } from '../../src/interpreter';
import { definitionsIn } from '../integ/every-stack';
import { expectAccepted } from './accepted';

/** What the tasks of an execution answer, by the name of the state: a payload, a raw result, or a failure. */
type Answers = Readonly<Record<string, JsonValue | ((payload: never) => JsonValue)>>;

interface Flow {
  readonly Stack: new (scope: App, id: string) => CdkStack;
  /** Construct id of the machine. */
  readonly machine: string;
  readonly runs: readonly { readonly title: string; readonly input: JsonValue; readonly answers: () => Answers }[];
}

const fails = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};
const order = { orderId: 'o-1', total: 40 };
const large = { orderId: 'o-2', total: 9000 };
const paid = { 'Charge Card': { receiptId: 'r-1' }, Ship: { trackingId: 't-1' }, 'Refund Card': null };
const trip = { tripId: 't-1', from: 'BER', to: 'LIS', nights: 3, budget: 900 };
const booked = {
  'Book Flight': { flightId: 'f' },
  'Book Hotel': { hotelId: 'h' },
  'Book Car': { carId: 'c' },
  'Confirm Trip': { confirmed: true },
  ...Object.fromEntries(['Cancel Flight', 'Cancel Hotel', 'Cancel Car'].map((name) => [name, null])),
};
const exported = { 'Start Export': { exportId: 'e-1' } };
const readers = { title: 'Rain', readers: ['ada', 'bob', 'eve', 'joe'] };
const send =
  (...lost: readonly string[]) =>
  ({ to }: { to: string }) =>
    lost.includes(to) ? fails('NoSuchAddress')() : { told: to };
const times = (count: number, first: JsonValue, then: JsonValue) => {
  let calls = 0;
  return () => {
    calls += 1;
    return calls <= count ? first : then;
  };
};

/** Flows of the examples, with executions that take each of their ways. */
const flows: Readonly<Record<string, Flow>> = {
  orders: {
    Stack: OrdersStack,
    machine: 'Orders',
    runs: [
      { title: 'a small order', input: order, answers: () => paid },
      { title: 'nobody ships', input: order, answers: () => ({ ...paid, Ship: fails('NoCarrier') }) },
      { title: 'a large order', input: large, answers: () => ({ ...paid, 'Ask Manager': { approvedBy: 'Ada' } }) },
      { title: 'silence', input: large, answers: () => ({ ...paid, 'Ask Manager': fails('States.Timeout') }) },
      { title: 'a card that is declined', input: order, answers: () => ({ 'Charge Card': fails('Declined') }) },
    ],
  },
  export: {
    Stack: ExportStack,
    machine: 'Export',
    runs: [
      {
        title: 'done',
        input: { table: 't' },
        answers: () => ({ ...exported, Describe: times(3, { status: 'RUNNING' }, { status: 'DONE', key: 'k' }) }),
      },
      { title: 'never done', input: { table: 't' }, answers: () => ({ ...exported, Describe: { status: 'RUNNING' } }) },
    ],
  },
  newsletter: {
    Stack: NewsletterStack,
    machine: 'Newsletter',
    runs: [
      { title: 'all', input: readers, answers: () => ({ Send: send() }) },
      { title: 'one is lost', input: readers, answers: () => ({ Send: send('bob') }) },
      { title: 'three are lost', input: readers, answers: () => ({ Send: send('ada', 'bob', 'eve') }) },
      { title: 'nobody', input: { title: 'Rain', readers: [] }, answers: () => ({ Send: send() }) },
    ],
  },
  purchase: {
    Stack: PurchaseStack,
    machine: 'Purchase',
    runs: [
      {
        title: 'yes',
        input: { purchaseId: 'p', amount: 5 },
        answers: () => ({ 'Ask Owner': { approved: true }, 'Order Once': { ExecutionArn: 'a' } }),
      },
      { title: 'no', input: { purchaseId: 'p', amount: 5 }, answers: () => ({ 'Ask Owner': { approved: false } }) },
      {
        title: 'silence',
        input: { purchaseId: 'p', amount: 5 },
        answers: () => ({ 'Ask Owner': fails('States.Timeout'), 'Order Once': fails('StepFunctions.ExecutionAlreadyExistsException') }),
      },
    ],
  },
  refunds: {
    Stack: RefundStack,
    machine: 'Refunds',
    runs: [
      {
        title: 'a refund',
        input: { orderId: 'o' },
        answers: () => ({ 'Load Order': { total: 5 }, 'Give Back': { refundId: 'r' }, Notify: { MessageId: 'm' } }),
      },
      { title: 'nothing to give', input: { orderId: 'o' }, answers: () => ({ 'Load Order': { total: 0 } }) },
      { title: 'no refund', input: { orderId: 'o' }, answers: () => ({ 'Load Order': { total: 5 }, 'Give Back': fails('Closed') }) },
    ],
  },
  trip: {
    Stack: TripBuildersStack,
    machine: 'BookTrip',
    runs: [
      { title: 'booked', input: trip, answers: () => booked },
      { title: 'no car', input: trip, answers: () => ({ ...booked, 'Book Car': fails('SoldOut') }) },
      {
        title: 'no car, and a hotel that keeps its guests',
        input: trip,
        answers: () => ({ ...booked, 'Book Car': fails('SoldOut'), 'Cancel Hotel': fails('Strict') }),
      },
      { title: 'not confirmed', input: trip, answers: () => ({ ...booked, 'Confirm Trip': fails('Late') }) },
      {
        title: 'approved',
        input: { ...trip, budget: 9000 },
        answers: () => ({ ...booked, 'Ask Manager': { approved: true, approvedBy: 'Ada' } }),
      },
      {
        title: 'rejected',
        input: { ...trip, budget: 9000 },
        answers: () => ({ ...booked, 'Ask Manager': { approved: false, approvedBy: 'Ada' } }),
      },
      { title: 'not answered', input: { ...trip, budget: 9000 }, answers: () => ({ ...booked, 'Ask Manager': fails('States.Timeout') }) },
    ],
  },
};

function statesIn({ States }: JsonObject): number {
  return Object.values(States as Record<string, JsonObject>).reduce((sum, { Branches = [], ItemProcessor }) => {
    const inner = [...(Branches as readonly JsonObject[]), ...(ItemProcessor === undefined ? [] : [ItemProcessor as JsonObject])];
    return inner.reduce((all, graph) => all + statesIn(graph), sum + 1);
  }, 0);
}

async function outcome(
  definition: JsonObject,
  input: JsonValue,
  answers: Answers,
): Promise<Pick<ExecutionResult, 'status' | 'output' | 'error' | 'cause'>> {
  const { status, output, error, cause } = await execute(definition, {
    input,
    tasks: ({ state, input: given, resource }) => {
      const answer = answers[state];
      if (answer === undefined) throw new Error(`nothing answers "${state}"`);
      const payload = (given as { Payload?: JsonValue }).Payload;
      const value = typeof answer === 'function' ? answer(payload as never) : answer;
      return resource.endsWith('lambda:invoke') ? { StatusCode: 200, Payload: value } : value;
    },
  });
  return { status, output, error, cause };
}

describe.each(Object.entries(flows))('%s', (name, { Stack, machine, runs }) => {
  const byHand = JSON.parse(readFileSync(join(__dirname, 'hand-written', `${name}.asl.json`), 'utf8')) as JsonObject;
  const emitted = definitionsIn(new Stack(new App({ analyticsReporting: false }), 'Example')).get(`Example/${machine}`) as JsonObject;

  test('has at most 5 % more states and bytes than a definition written by hand', () => {
    expectAccepted(byHand);
    expect(statesIn(emitted)).toBeLessThanOrEqual(statesIn(byHand) * 1.05);
    expect(JSON.stringify(emitted).length).toBeLessThanOrEqual(JSON.stringify(byHand).length * 1.05);
  });

  test.each(runs.map((run) => [run.title, run] as const))('comes to the same as that: %s', async (_title, { input, answers }) => {
    const expected = await outcome(byHand, input, answers());

    expect(await outcome(emitted, input, answers())).toEqual(expected);
    expect(expected.error ?? '').not.toMatch(/^States\.Runtime$/);
  });
});
