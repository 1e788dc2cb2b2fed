import type { JsonValue } from '../../src/asl';
import { TaskError, type TestMachine } from '../../src/testing';

/** One execution of an app of integ/, as its README tells it. */
export interface Run {
  readonly title: string;
  /** Construct id of the machine that is started. */
  readonly machine: string;
  readonly input: JsonValue;
  /** Answers the tasks. */
  readonly answer?: (machine: TestMachine) => void;
  /** What the execution gives, or the error that it fails with. */
  readonly output?: JsonValue;
  readonly error?: string;
  /** States that it enters, among others. */
  readonly visits?: readonly string[];
}

const stock = 'sku,quantity\na,1\nb,2\nc,3\nd,4\ne,5\n';
const approved = (machine: TestMachine, answer: JsonValue) => machine.mock('Ask Manager').returns(answer as object);
const tripParts = (machine: TestMachine) => {
  for (const kind of ['Flight', 'Hotel']) {
    machine.mock(`Book ${kind}`).returnsPayload({ id: `${kind.toLowerCase()}-1` });
    machine.mock(`Cancel ${kind}`).returnsPayload(null);
  }
};

/** What executions of every app come to, by folder. */
export const runs: Readonly<Record<string, readonly Run[]>> = {
  activity: [
    {
      title: 'ships what is intact',
      machine: 'Goods',
      input: { orderId: 'o-1', sku: 'lamp' },
      answer: (machine) => void machine.mock('Inspect').returns({ intact: true }),
      output: { orderId: 'o-1', sku: 'lamp', verdict: { intact: true } },
      visits: ['Ship It'],
    },
    {
      title: 'fails when the worker falls silent',
      machine: 'Goods',
      input: { orderId: 'o-1', sku: 'lamp' },
      answer: (machine) => void machine.mock('Inspect').timesOut(),
      error: 'States.Timeout',
    },
  ],
  approval: [
    {
      title: 'goes on with a yes',
      machine: 'Approval',
      input: { orderId: 'o-1', total: 9000 },
      answer: (machine) => void approved(machine, { approved: true, by: 'Ada' }),
      output: { orderId: 'o-1', total: 9000, approval: { approved: true, by: 'Ada' } },
      visits: ['Approved'],
    },
    {
      title: 'ends with a no',
      machine: 'Approval',
      input: { orderId: 'o-1', total: 9000 },
      answer: (machine) => void approved(machine, { approved: false }),
      visits: ['Declined'],
    },
    { title: 'escalates without an answer', machine: 'Approval', input: { orderId: 'o-1', total: 9000 }, visits: ['Escalated'] },
  ],
  callback: [
    {
      title: 'waits for two tokens',
      machine: 'Approval',
      input: { orderId: 'o-1', total: 9000 },
      answer: (machine) => {
        machine.mock('Ask Manager').returns({ approved: true });
        machine.mock('Ask Auditor').returns({ audited: true });
      },
      output: { orderId: 'o-1', total: 9000, approval: { approved: true }, audit: { audited: true } },
    },
    { title: 'ends when nobody answers', machine: 'Approval', input: { orderId: 'o-1', total: 9000 }, visits: ['Nobody Answered'] },
  ],
  dedupe: [
    {
      title: 'starts the other workflow, and hands on its input',
      machine: 'Orders',
      input: { orderId: 'o-1' },
      answer: (machine) => void machine.mock('Ship Once').returns({ ExecutionArn: 'arn', StartDate: '2026-01-01T00:00:00Z' }),
      output: { orderId: 'o-1' },
    },
    {
      title: 'goes on when it was started before',
      machine: 'Orders',
      input: { orderId: 'o-1' },
      answer: (machine) => void machine.mock('Ship Once').fails('StepFunctions.ExecutionAlreadyExistsException'),
      output: { orderId: 'o-1' },
    },
    { title: 'ships', machine: 'Shipping', input: { orderId: 'o-1' }, output: { parcel: 'o-1' } },
  ],
  'distributed-map': [
    {
      title: 'stores the rows in batches and says where the results are',
      machine: 'Import',
      input: { file: 'stock.csv' },
      answer: (machine) => void machine.mock('Store').run((event: { rows: readonly unknown[] }) => ({ stored: event.rows.length })),
      visits: ['Store Rows', 'Store'],
    },
    { title: 'fails without the file', machine: 'Import', input: { file: 'none.csv' }, error: 'States.ItemReaderFailed' },
  ],
  express: [{ title: 'greets', machine: 'Greeting', input: { body: { name: 'Ada' } }, output: { greeting: 'Hello Ada' } }],
  'fan-out': [
    {
      title: 'tolerates one failure and reports it',
      machine: 'Newsletter',
      input: { subscribers: ['ada', '-', 'linus'] },
      answer: (machine) => void machine.mock('Notify').run(notify),
      output: {
        subscribers: ['ada', '-', 'linus'],
        notified: {
          succeeded: [{ told: 'ada' }, { told: 'linus' }],
          failed: [{ item: { name: '-' }, error: { Error: 'NoAddress', Cause: 'no address' } }],
        },
      },
    },
    {
      title: 'fails with two',
      machine: 'Newsletter',
      input: { subscribers: ['-', '-'] },
      answer: (machine) => void machine.mock('Notify').run(notify),
      error: 'TooManyLost',
    },
  ],
  finally: [
    {
      title: 'gives the lock back after success',
      machine: 'Locking',
      input: { lockId: 'l-1' },
      answer: (machine) => {
        for (const name of ['Lock', 'Unlock']) machine.mock(name).returnsPayload(null);
        machine.mock('Work').returnsPayload({ done: 'l-1' });
      },
      output: { lockId: 'l-1', result: { done: 'l-1' } },
      visits: ['Work', 'Unlock'],
    },
    {
      title: 'gives the lock back after failure',
      machine: 'Locking',
      input: { lockId: 'l-1' },
      answer: (machine) => {
        for (const name of ['Lock', 'Unlock After Failure']) machine.mock(name).returnsPayload(null);
        machine.mock('Work').fails('Broken', 'no luck');
      },
      error: 'Broken',
      visits: ['Unlock After Failure'],
    },
  ],
  http: [
    {
      title: 'keeps two fields of the answer',
      machine: 'LookUp',
      input: { user: 'aws' },
      answer: (machine) =>
        void machine.mock('Look Up').returns({ ResponseBody: { public_repos: 7 }, StatusCode: 200, StatusText: 'OK', Headers: {} }),
      output: { status: 200, repositories: 7 },
    },
    {
      title: 'knows who is nobody',
      machine: 'LookUp',
      input: { user: 'none' },
      answer: (machine) => void machine.mock('Look Up').fails('States.Http.StatusCode.404'),
      visits: ['Nobody'],
    },
  ],
  loop: [
    {
      title: 'goes back until it is done',
      machine: 'Polling',
      input: { jobId: 'j-1', round: 1 },
      answer: (machine) => void machine.mock('Ask').run((job: { round: number }) => ({ state: job.round >= 3 ? 'DONE' : 'RUNNING' })),
      visits: ['Pause', 'Ready'],
    },
    {
      title: 'gives up after five rounds',
      machine: 'Polling',
      input: { jobId: 'stuck', round: 1 },
      answer: (machine) => void machine.mock('Ask').returnsPayload({ state: 'RUNNING' }),
      error: 'TooLong',
    },
  ],
  map: [
    {
      title: 'packs each line',
      machine: 'Packing',
      input: { orderId: 'o-1', lines: [{ sku: 'a' }, { sku: 'b' }] },
      answer: (machine) =>
        void machine.mock('Pack').run((line: { orderId: string; sku: string }) => ({ box: `${line.orderId}/${line.sku}` })),
      output: { boxes: 2, first: { box: 'o-1/a' } },
    },
  ],
  nested: [
    {
      title: 'waits for the other workflow',
      machine: 'Orders',
      input: { orderId: 'o-1' },
      output: { orderId: 'o-1', shipment: { parcel: 'parcel-o-1' } },
    },
  ],
  parallel: [
    {
      title: 'prepares both',
      machine: 'Prepare',
      input: { orderId: 'o-1' },
      answer: (machine) => {
        machine.mock('Print Label').returnsPayload({ url: 'labels/o-1' });
        machine.mock('Find Shelf').returnsPayload({ shelf: 7 });
      },
      output: { url: 'labels/o-1', shelf: 7 },
    },
  ],
  pinned: [
    {
      title: 'compares the releases',
      machine: 'Pricing',
      input: { orderId: 'o-1' },
      answer: (machine) => {
        for (const name of ['Before', 'After']) machine.mock(name).returnsPayload({ release: 'one' });
        machine.mock('Greet').returnsPayload({ release: 'two' });
      },
      output: { before: 'one', after: 'one', greeted: 'two' },
    },
  ],
  'plain-beside-builders': (['Plain', 'Typed'] as const).map(
    (machine): Run => ({
      title: `charges and tells everybody, as ${machine}`,
      machine,
      input: { orderId: 'o-1', total: 40 },
      answer: (tested) => {
        tested.mock('Charge Card').returnsPayload({ receiptId: 'r-o-1' });
        tested.mock(machine === 'Plain' ? 'Tell Everybody' : 'Tell Them').returns({ MessageId: 'm-1' });
      },
      output: machine === 'Plain' ? { orderId: 'o-1', total: 40, receipt: { receiptId: 'r-o-1' } } : { orderId: 'o-1', receiptId: 'r-o-1' },
    }),
  ),
  'poll-until': [
    {
      title: 'asks until it is done',
      machine: 'Polling',
      input: { jobId: 'j-1' },
      answer: (machine) => void machine.mock('Ask Job').returnsPayload({ status: 'RUNNING' }).times(2).returnsPayload({ status: 'DONE' }),
      output: { jobId: 'j-1', job: { status: 'DONE' } },
    },
    {
      title: 'gives up after half a minute',
      machine: 'Polling',
      input: { jobId: 'stuck' },
      answer: (machine) => void machine.mock('Ask Job').returnsPayload({ status: 'RUNNING' }),
      error: 'JobTooSlow',
    },
  ],
  'request-response': [
    {
      title: 'merges the receipt',
      machine: 'Orders',
      input: { orderId: 'o-1', total: 40 },
      answer: (machine) => void machine.mock('Charge Card').returnsPayload({ receiptId: 'r-o-1' }),
      output: { orderId: 'o-1', total: 40, receipt: { receiptId: 'r-o-1' } },
    },
  ],
  retry: [
    {
      title: 'tries again where a rule says so',
      machine: 'Retries',
      input: { failWith: 'Busy' },
      answer: (machine) => {
        for (const name of ['Transient', 'Never', 'Own Rules']) machine.mock(name).fails('Busy');
      },
      error: 'Busy',
      visits: ['Transient Gave Up', 'Never Gave Up', 'Own Rules'],
    },
  ],
  saga: [
    {
      title: 'books all',
      machine: 'Booking',
      input: { tripId: 't-1', soldOut: false },
      answer: (machine) => {
        tripParts(machine);
        machine.mock('Book Car').returnsPayload({ id: 'car-1' });
      },
      output: { tripId: 't-1', soldOut: false, flight: { id: 'flight-1' }, hotel: { id: 'hotel-1' }, car: { id: 'car-1' } },
    },
    {
      title: 'cancels in reverse when the car is sold out',
      machine: 'Booking',
      input: { tripId: 't-1', soldOut: true },
      answer: (machine) => {
        tripParts(machine);
        machine.mock('Book Car').fails('SoldOut');
      },
      error: 'SoldOut',
      visits: ['Cancel Hotel', 'Cancel Flight'],
    },
  ],
  sdk: [
    {
      title: 'stores, loads and finds a picture',
      machine: 'Registration',
      input: { customerId: 'c-1', name: 'Ada' },
      answer: (machine) => {
        machine.mock('Store').returns({});
        machine.mock('Load').returns({ Item: { name: { S: 'Ada' } } });
        machine.mock('Find Picture').returns({});
      },
      output: { customerId: 'c-1', name: 'Ada', customer: { Item: { name: { S: 'Ada' } } } },
      visits: ['Known'],
    },
    {
      title: 'ends without a picture',
      machine: 'Registration',
      input: { customerId: 'c-1', name: 'Ada' },
      answer: (machine) => {
        machine.mock('Store').returns({});
        machine.mock('Load').returns({ Item: { name: { S: 'Ada' } } });
        machine.mock('Find Picture').fails('S3.NoSuchKeyException');
      },
      visits: ['No Picture'],
    },
  ],
  'try-catch': [
    {
      title: 'ships',
      machine: 'Delivery',
      input: { parcelId: 'p-1' },
      answer: (machine) => void machine.mock('Ship').returnsPayload({ trackingId: 'x-p-1' }),
      output: { parcelId: 'p-1', shipment: { trackingId: 'x-p-1' } },
    },
    {
      title: 'has the parcel picked up without a carrier',
      machine: 'Delivery',
      input: { parcelId: 'p-1' },
      answer: (machine) => void machine.mock('Ship').fails('NoCarrier'),
      output: { parcelId: 'p-1', pickUp: true },
    },
  ],
};

/** What S3 holds for the apps that read from it. */
export function objects(buckets: readonly string[]): Record<string, Record<string, string>> {
  return Object.fromEntries(buckets.map((bucket) => [bucket, { 'stock.csv': stock }]));
}

function notify(subscriber: { name: string }): { told: string } {
  if (subscriber.name === '-') throw new TaskError('NoAddress', 'no address');
  return { told: subscriber.name };
}
