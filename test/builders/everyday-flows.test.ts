import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import {
  backTo,
  choice,
  choiceOn,
  type Expression,
  type Flow,
  fail,
  handler,
  invoke,
  loop,
  map,
  parallel,
  pass,
  pollUntil,
  type Ref,
  retry,
  saga,
  sdk,
  steps,
  succeed,
  tryCatch,
  typed,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import {
  add,
  and,
  chunk,
  concat,
  contains,
  count,
  eq,
  field,
  format,
  gt,
  gte,
  isPresent,
  merge,
  multiply,
  neq,
  not,
  or,
  orElse,
  pick,
  remainder,
  subtract,
  sum,
  toJson,
  toNumber,
  toText,
} from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { type AnyFlow, acceptedDefinition, type Language, languages } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  note?: string;
  kind: 'gift' | 'plain' | 'bulk';
  lines: { sku: string; quantity: number }[];
  address: { city: string; zip?: string };
  tags: string[];
}

const order: Order = {
  orderId: 'o-1',
  total: 40,
  kind: 'plain',
  lines: [
    { sku: 'a', quantity: 1 },
    { sku: 'b', quantity: 2 },
  ],
  address: { city: 'Bonn' },
  tags: ['x', 'vip'],
};

const stack = emptyStack();
const called = <Event, Result>(id: string) =>
  handler<Event, Result>((stack.node.tryFindChild(id) as IFunction | undefined) ?? importedFunction(stack, id));
const broken = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};
/** Answers in turn; the last one repeats. */
const inTurn = (...answers: readonly (JsonValue | (() => never))[]) => {
  let next = 0;
  return () => {
    const answer = answers[Math.min(next, answers.length - 1)] as JsonValue | (() => never);
    next += 1;
    return typeof answer === 'function' ? answer() : answer;
  };
};

interface Expected {
  readonly input: unknown;
  readonly tasks?: Readonly<Record<string, JsonValue | ((sent: never) => JsonValue)>>;
  readonly output?: unknown;
  readonly error?: string;
  readonly calls?: readonly string[];
}

type Everyday = readonly [title: string, languages: readonly Language[], flow: () => AnyFlow, expected: readonly Expected[]];
const onlyJsonata: readonly Language[] = ['JSONata'];

const flows: readonly Everyday[] = [
  [
    'a choice over variables that outlive their input',
    languages,
    () =>
      workflow<Order>()
        .next(pass('Keep', { assign: ({ input }) => ({ kind: input.kind, total: input.total, vip: false }) }))
        .next(
          choice('Vip?', (c) => c.when(({ input }) => gte(input.total, 100), pass('Mark', { assign: () => ({ vip: true }) })).otherwise()),
        )
        .next(pass('Drop', { output: ({ input }) => ({ id: input.orderId }) }))
        .next(
          choice('Which?', (c) =>
            c
              .when(({ vars }) => and(vars.vip, eq(vars.kind, 'gift')), pass('Vip Gift', { value: () => 'vip-gift', into: 'to' }))
              .when(({ vars }) => or(vars.vip, gt(vars.total, 50)), pass('Big', { value: () => 'big', into: 'to' }))
              .otherwise(pass('Rest', { value: () => 'rest', into: 'to' })),
          ),
        ),
    [
      { input: order, output: { id: 'o-1', to: 'rest' } },
      { input: { ...order, total: 60 }, output: { id: 'o-1', to: 'big' } },
      { input: { ...order, total: 100 }, output: { id: 'o-1', to: 'big' } },
      { input: { ...order, total: 100, kind: 'gift' }, output: { id: 'o-1', to: 'vip-gift' } },
    ],
  ],
  [
    'generic sub-flows that keep what they do not know',
    onlyJsonata,
    () => {
      const log = called<{ who: string; what: string }, void>('log');
      const audited = <T extends { auditId: string }>(what: string) =>
        steps<T>().invoke(`Log ${what}`, log, { payload: ({ input }) => ({ who: input.auditId, what }), discard: true });
      const guarded = <T extends { auditId: string }>(name: string) =>
        steps<T>().choice(name, (c) => c.when(({ input }) => eq(input.auditId, 'root'), fail('Denied', { error: 'Denied' })).otherwise());
      return workflow<Order & { auditId: string }>()
        .next(audited('begin'))
        .next(guarded('Root?'))
        .next(pass('Work', { value: ({ input }) => multiply(input.total, 2), into: 'double' }))
        .next(audited('end'))
        .next(pass('Out', { output: ({ input }) => ({ id: input.orderId, double: input.double }) }));
    },
    [
      { input: { ...order, auditId: 'u' }, tasks: { 'Log begin': null, 'Log end': null }, output: { id: 'o-1', double: 80 } },
      { input: { ...order, auditId: 'root' }, tasks: { 'Log begin': null }, error: 'Denied' },
    ],
  ],
  [
    'a generic sub-flow that handles, repeats, undoes, maps, branches and merges, and keeps what it does not know',
    onlyJsonata,
    () => {
      interface Audited {
        auditId: string;
        by: { name: string };
        note?: string;
        level: number;
        lines: { sku: string; quantity: number }[];
      }
      const log = called<{ who: string; what: string }, { logId: string }>('log');
      const status = called<{ id: string }, { status: string }>('status');
      const logged = <T extends Audited>() =>
        steps<T>().invoke('Log', log, {
          payload: ({ input }) => ({ who: input.auditId, what: input.by.name }),
          into: 'log',
          catch: (failure) =>
            failure.on('Full', (failed) =>
              failed.next(
                pass('Not Logged', { value: ({ input, error }) => format('{}: {}', input.auditId, error.Error), into: 'unlogged' }),
              ),
            ),
        });
      const audited = <T extends Audited>() =>
        workflow<T>()
          .next(
            loop('Again?', { while: ({ input }) => gt(input.level, 0) }, (order) =>
              order.next(pass('Lower', { value: ({ input }) => subtract(input.level, 1), replace: 'level' })),
            ),
          )
          .next(
            pollUntil(
              'Ready?',
              (order) => order.next(invoke('Ask', status, { payload: ({ input }) => ({ id: input.auditId }), into: 'state' })),
              {
                until: ({ input }) => eq(input.state.status, 'DONE'),
                every: Duration.minutes(1),
                attempts: 3,
              },
            ),
          )
          .next(
            saga('All Or Nothing', (s) =>
              s
                .step(invoke('Reserve', log, { payload: ({ input }) => ({ who: input.auditId, what: 'reserve' }), into: 'reserved' }), {
                  compensate: invoke('Release', log, { payload: ({ input }) => ({ who: input.auditId, what: input.reserved.logId }) }),
                })
                .step(invoke('Settle', log, { payload: ({ input }) => ({ who: input.auditId, what: 'settle' }), discard: true })),
            ),
          )
          .next(
            map(
              'Lines',
              {
                items: ({ input }) => input.lines,
                itemSelector: ({ item, input }) => ({ sku: item.sku, who: input.auditId, order: input }),
                into: 'labels',
              },
              (line) => line.next(pass('Label', { output: ({ input }) => format('{}/{}/{}', input.sku, input.who, input.order.by.name) })),
            ),
          )
          .next(
            parallel(
              'Both',
              {
                id: (order) => order.next(pass('Id', { output: ({ input }) => ({ id: input.auditId }) })),
                all: pass('All'),
              },
              { into: 'both' },
            ),
          )
          .next(
            choice('Noted?', (c) => c.whenPresent('note', pass('Noted', { value: ({ input }) => input.note, into: 'noted' })).otherwise()),
          )
          .next(pass('Defaults', { output: ({ input }) => merge({ note: 'none' }, input) }));
      return workflow<Audited & { extra: { deep: number } }>()
        .next(logged())
        .next(audited())
        .next(
          pass('Out', {
            output: ({ input }) => ({
              extra: input.extra.deep,
              all: input.both.all.extra.deep,
              id: input.both.id.id,
              level: input.level,
              note: input.note,
              labels: input.labels,
              unlogged: orElse(input.unlogged, 'no'),
            }),
          }),
        );
    },
    [
      {
        input: { auditId: 'a', by: { name: 'Ada' }, level: 2, lines: [{ sku: 's', quantity: 1 }], extra: { deep: 7 } },
        tasks: {
          Log: ({ who, what }: { who: string; what: string }) => ({ logId: `${who}-${what}` }),
          Ask: inTurn({ status: 'BUSY' }, { status: 'DONE' }),
          Reserve: { logId: 'r' },
          Settle: { logId: 's' },
        },
        output: { extra: 7, all: 7, id: 'a', level: 0, note: 'none', labels: ['s/a/Ada'], unlogged: 'no' },
        calls: ['Log', 'Ask', 'Ask', 'Reserve', 'Settle'],
      },
      {
        input: { auditId: 'b', by: { name: 'Bob' }, note: 'n', level: 0, lines: [], extra: { deep: 8 } },
        tasks: { Log: broken('Full'), Ask: { status: 'DONE' }, Reserve: { logId: 'r' }, Settle: { logId: 's' } },
        output: { extra: 8, all: 8, id: 'b', level: 0, note: 'n', labels: [], unlogged: 'b: Full' },
        calls: ['Log', 'Ask', 'Reserve', 'Settle'],
      },
      {
        input: { auditId: 'c', by: { name: 'Cy' }, level: 0, lines: [], extra: { deep: 9 } },
        tasks: {
          Log: { logId: 'l' },
          Ask: { status: 'DONE' },
          Reserve: { logId: 'r-9' },
          Settle: broken('Unsettled'),
          Release: ({ what }: { what: string }) => (what === 'r-9' ? null : broken('Wrong')()),
        },
        error: 'Unsettled',
        calls: ['Log', 'Ask', 'Reserve', 'Settle', 'Release'],
      },
    ],
  ],
  [
    'a row of DynamoDB that is written or updated',
    onlyJsonata,
    () => {
      const access = { resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/orders'] };
      return workflow<{ id: string; total: number }>()
        .next(
          sdk('Get', {
            service: 'dynamodb',
            action: 'getItem',
            parameters: ({ input }) => ({ TableName: 'orders', Key: { id: { S: input.id } } }),
            result: typed<{ Item?: { total: { N: string } } }>(),
            access,
            into: 'found',
          }),
        )
        .next(
          choice('There?', (c) =>
            c
              .whenPresent('found.Item', (o) =>
                o
                  .next(
                    sdk('Update', {
                      service: 'dynamodb',
                      action: 'updateItem',
                      parameters: ({ input }) => ({
                        TableName: 'orders',
                        Key: { id: { S: input.id } },
                        UpdateExpression: 'SET total = :t',
                        ExpressionAttributeValues: { ':t': { N: toText(add(toNumber(input.found.Item.total.N), input.total)) } },
                      }),
                      access,
                      discard: true,
                    }),
                  )
                  .next(pass('Updated', { output: ({ input }) => ({ id: input.id, was: toNumber(input.found.Item.total.N) }) })),
              )
              .otherwise((o) =>
                o
                  .next(
                    sdk('Put', {
                      service: 'dynamodb',
                      action: 'putItem',
                      parameters: ({ input }) => ({
                        TableName: 'orders',
                        Item: { id: { S: input.id }, total: { N: toText(input.total) } },
                      }),
                      access,
                      discard: true,
                    }),
                  )
                  .next(pass('Created', { output: ({ input }) => ({ id: input.id, was: 0 }) })),
              ),
          ),
        );
    },
    [
      {
        input: { id: 'x', total: 5 },
        tasks: {
          Get: {},
          Put: ({ Item }: { Item: JsonValue }) => (JSON.stringify(Item) === '{"id":{"S":"x"},"total":{"N":"5"}}' ? {} : broken('Put')()),
        },
        output: { id: 'x', was: 0 },
      },
      {
        input: { id: 'x', total: 5 },
        tasks: {
          Get: { Item: { total: { N: '7' } } },
          Update: (sent: JsonValue) => (JSON.stringify(sent).includes('"12"') ? {} : broken('Update')()),
        },
        output: { id: 'x', was: 7 },
      },
    ],
  ],
  [
    'messages whose bodies are JSON of the data',
    onlyJsonata,
    () =>
      workflow<Order>()
        .next(
          sdk('Queue', {
            service: 'sqs',
            action: 'sendMessage',
            parameters: ({ input }) => ({ QueueUrl: 'https://q', MessageBody: toJson({ ...input.address, id: input.orderId }) }),
            access: { resources: ['*'] },
            discard: true,
          }),
        )
        .next(
          sdk('Event', {
            service: 'eventbridge',
            action: 'putEvents',
            parameters: ({ input }) => ({
              Entries: [{ Source: 'orders', DetailType: 'Placed', Detail: toJson(pick(input, 'orderId', 'total')) }],
            }),
            access: { resources: ['*'] },
            discard: true,
          }),
        )
        .next(succeed('Done', { output: ({ input }) => format('{} of {}', input.orderId, input.total) })),
    [
      {
        input: order,
        tasks: {
          Queue: ({ MessageBody }: { MessageBody: string }) => (MessageBody === '{"city":"Bonn","id":"o-1"}' ? {} : broken(MessageBody)()),
          Event: ({ Entries: [{ Detail }] }: { Entries: [{ Detail: string }] }) =>
            Detail === '{"orderId":"o-1","total":40}' ? {} : broken(Detail)(),
        },
        output: 'o-1 of 40',
      },
    ],
  ],
  [
    'alternatives that are told apart and come together',
    languages,
    () =>
      workflow<{ kind: 'card'; card: string } | { kind: 'invoice'; address: { zip: string } } | { kind: 'cash' }>()
        .next(
          choiceOn('kind', {
            card: pass('Card', { output: ({ input }) => ({ by: 'card', ref: input.card }) }),
            invoice: (o) => o.next(pass('Invoice', { output: ({ input }) => ({ by: 'invoice', ref: input.address.zip }) })),
            cash: pass('Cash', { output: () => ({ by: 'cash', ref: '-' }) }),
          }),
        )
        .next(pass('Out', { output: ({ input }) => ({ text: format('{}/{}', input.by, input.ref) }) })),
    [
      { input: { kind: 'card', card: 'c' }, output: { text: 'card/c' } },
      { input: { kind: 'invoice', address: { zip: 'z' } }, output: { text: 'invoice/z' } },
      { input: { kind: 'cash' }, output: { text: 'cash/-' } },
    ],
  ],
  [
    'work under a lock that is given back in any case',
    onlyJsonata,
    () => {
      const once = { retry: retry.never() };
      return workflow<Order>()
        .next(
          invoke('Lock', called<{ id: string }, { lock: string }>('lock'), {
            payload: ({ input }) => ({ id: input.orderId }),
            into: 'lock',
          }),
        )
        .next(
          tryCatch('Work', (t) =>
            t
              .try((o) =>
                o
                  .next(
                    invoke('Do', called<{ id: string }, { done: boolean }>('do'), {
                      payload: ({ input }) => ({ id: input.orderId }),
                      into: 'work',
                      ...once,
                    }),
                  )
                  .next(pass('After', { output: ({ input }) => ({ lock: input.lock, ok: input.work.done }) })),
              )
              .on('Minor', pass('Skip', { output: ({ input }) => ({ lock: input.lock, ok: false }) }))
              .finally(
                invoke('Unlock', called<{ id: string }, void>('unlock'), {
                  payload: ({ input }) => ({ id: input.lock.lock }),
                  discard: true,
                }),
              ),
          ),
        )
        .next(pass('Out', { output: ({ input }) => ({ ok: input.ok }) }));
    },
    [
      {
        input: order,
        tasks: { Lock: { lock: 'l' }, Do: { done: true }, Unlock: null },
        output: { ok: true },
        calls: ['Lock', 'Do', 'Unlock'],
      },
      {
        input: order,
        tasks: { Lock: { lock: 'l' }, Do: broken('Minor'), Unlock: null },
        output: { ok: false },
        calls: ['Lock', 'Do', 'Unlock'],
      },
      {
        input: order,
        tasks: { Lock: { lock: 'l' }, Do: broken('Major'), 'Unlock After Failure': null },
        error: 'Major',
        calls: ['Lock', 'Do', 'Unlock After Failure'],
      },
    ],
  ],
  [
    'pages that are put together until there is none',
    onlyJsonata,
    () =>
      workflow<{ from: string }>()
        .next(pass('Begin', { output: ({ input }) => ({ cursor: input.from, rows: [] as number[], seen: [] as string[], more: true }) }))
        .next(
          loop(
            'More?',
            { while: ({ input }) => input.more },
            invoke('Page', called<{ cursor: string }, { next?: string; rows: number[] }>('page'), {
              payload: ({ input }) => ({ cursor: input.cursor }),
              output: ({ input, result }) => ({
                cursor: orElse(result.next, ''),
                rows: concat(input.rows, result.rows),
                seen: concat(input.seen, [input.cursor, 'then']),
                more: isPresent(result.next),
              }),
            }),
          ),
        )
        .next(pass('Sum', { output: ({ input }) => ({ sum: sum(input.rows), seen: input.seen }) })),
    [
      {
        input: { from: 'a' },
        tasks: { Page: inTurn({ next: 'b', rows: [1, 2] }, { next: 'c', rows: [] }, { rows: [3] }) },
        output: { sum: 6, seen: ['a', 'then', 'b', 'then', 'c', 'then'] },
      },
    ],
  ],
  [
    'a job that is asked for with an edge back',
    onlyJsonata,
    () => {
      const poll = steps<{ id: string }>().invoke('Poll', called<{ id: string }, { state: string }>('poll'), { into: 'look' });
      return workflow<{ id: string }>()
        .next(poll)
        .next(
          choice('Ready?', (c) =>
            c
              .when(({ input }) => eq(input.look.state, 'READY'), succeed('Ready'))
              .otherwise((o) => o.next(wait('Pause', { seconds: 5, output: ({ input }) => ({ id: input.id }) })).next(backTo(poll))),
          ),
        );
    },
    [{ input: { id: 'x' }, tasks: { Poll: inTurn({ state: 'NO' }, { state: 'READY' }) }, output: { id: 'x', look: { state: 'READY' } } }],
  ],
  [
    'a job that is polled, and fails or is late',
    onlyJsonata,
    () =>
      workflow<Order>()
        .next(
          invoke('Begin', called<{ id: string }, { job: string }>('begin'), {
            payload: ({ input }) => ({ id: input.orderId }),
            into: 'started',
          }),
        )
        .next(
          pollUntil(
            'Done?',
            (o) =>
              o.next(
                invoke('Check', called<{ job: string }, { status: 'RUNNING' | 'DONE' | 'FAILED'; rows?: number }>('check'), {
                  payload: ({ input }) => ({ job: input.started.job }),
                  into: 'look',
                }),
              ),
            { until: ({ input }) => neq(input.look.status, 'RUNNING'), every: Duration.seconds(30), attempts: 2 },
          ),
        )
        .next(
          choice('Failed?', (c) => c.when(({ input }) => eq(input.look.status, 'FAILED'), fail('Bad', { error: 'JobFailed' })).otherwise()),
        )
        .next(pass('Rows', { output: ({ input }) => ({ rows: orElse(input.look.rows, 0) }) })),
    [
      {
        input: order,
        tasks: { Begin: { job: 'j' }, Check: inTurn({ status: 'RUNNING' }, { status: 'DONE', rows: 3 }) },
        output: { rows: 3 },
      },
      { input: order, tasks: { Begin: { job: 'j' }, Check: { status: 'DONE' } }, output: { rows: 0 } },
      { input: order, tasks: { Begin: { job: 'j' }, Check: { status: 'FAILED' } }, error: 'JobFailed' },
      {
        input: order,
        tasks: { Begin: { job: 'j' }, Check: { status: 'RUNNING' } },
        error: 'DeadlineExceeded',
        calls: ['Begin', 'Check', 'Check'],
      },
    ],
  ],
  [
    'items inside a branch, with a variable from outside',
    languages,
    () =>
      workflow<Order>()
        .next(pass('Rate', { assign: () => ({ rate: 2 }) }))
        .next(
          parallel(
            'Both',
            {
              prices: (o) =>
                o.next(
                  map('Each', { items: ({ input }) => input.lines, maxConcurrency: 2 }, (line) =>
                    line.next(
                      invoke('Price', called<{ sku: string; rate: number }, { net: number }>('price'), {
                        payload: ({ input, vars }) => ({ sku: input.sku, rate: vars.rate }),
                      }),
                    ),
                  ),
                ),
              label: pass('Label', { output: ({ input }) => ({ text: format('{}:{}', input.orderId, input.kind) }) }),
            },
            { into: 'both' },
          ),
        )
        .next(pass('Out', { output: ({ input }) => ({ first: input.both.prices[0]!.net, text: input.both.label.text }) })),
    [{ input: order, tasks: { Price: ({ rate }: { rate: number }) => ({ net: rate * 10 }) }, output: { first: 20, text: 'o-1:plain' } }],
  ],
  [
    'helper functions over references and constants',
    onlyJsonata,
    () => {
      const taxed = (amount: Expression<number>) => multiply(amount, 2);
      const isBig = (of: Ref<Order>) => and(gt(of.total, 30), contains(['plain', 'bulk'], of.kind), not(contains(of.tags, 'old')));
      const base = { currency: 'EUR' };
      return workflow<Order>()
        .next(pass('A', { value: ({ input }) => ({ ...base, taxed: taxed(input.total), odd: remainder(input.total, 7) }), into: 'more' }))
        .next(
          choice('Big?', (c) =>
            c
              .when(({ input }) => isBig(input), pass('Big', { value: () => true, into: 'big' }))
              .otherwise(pass('Small', { value: () => false, into: 'big' })),
          ),
        )
        .next(
          pass('Out', {
            output: ({ input }) => ({ big: input.big, more: input.more, n: count(chunk(input.tags, 1)), of: field(input.address, 'city') }),
          }),
        );
    },
    [
      { input: order, output: { big: true, more: { currency: 'EUR', taxed: 80, odd: 5 }, n: 2, of: 'Bonn' } },
      { input: { ...order, kind: 'gift' }, output: { big: false, more: { currency: 'EUR', taxed: 80, odd: 5 }, n: 2, of: 'Bonn' } },
      { input: { ...order, tags: ['old'] }, output: { big: false, more: { currency: 'EUR', taxed: 80, odd: 5 }, n: 1, of: 'Bonn' } },
    ],
  ],
  [
    'texts that look like expressions',
    languages,
    () =>
      workflow<Order>().next(
        pass('Texts', {
          output: ({ input }) => ({
            a: '{% 1 %}',
            b: '$.total',
            c: '$',
            d: 'it\'s {} \\ "q"',
            e: format("it's {} {}", input.orderId, '{}'),
          }),
        }),
      ),
    [{ input: order, output: { a: '{% 1 %}', b: '$.total', c: '$', d: 'it\'s {} \\ "q"', e: "it's o-1 {}" } }],
  ],
  [
    'a countdown',
    onlyJsonata,
    () =>
      workflow<{ n: number }>()
        .next(
          loop('More?', { while: ({ input }) => gt(input.n, 0) }, pass('Less', { output: ({ input }) => ({ n: subtract(input.n, 1) }) })),
        )
        .next(succeed('Zero')),
    [
      { input: { n: 3 }, output: { n: 0 } },
      { input: { n: 0 }, output: { n: 0 } },
    ],
  ],
  [
    '80 states made in a loop of JavaScript',
    languages,
    () => {
      let flow: Flow<Order, Order> = workflow<Order>();
      for (let index = 0; index < 40; index++)
        flow = flow.next(choice(`Above ${index}?`, (c) => c.when(({ input }) => gt(input.total, index), pass(`Yes ${index}`)).otherwise()));
      return flow;
    },
    [{ input: order, output: order }],
  ],
];

describe.each(flows)('%s', (_title, spoken, flow, expected) => {
  test.each(spoken)('does what it says in %s', async (language) => {
    const definition = acceptedDefinition(flow(), language);
    for (const { input, tasks = {}, output, error, calls } of expected) {
      const made: string[] = [];
      const result = await execute(definition, {
        input: input as JsonValue,
        tasks: ({ state, input: sent, resource }) => {
          made.push(state);
          const answer = tasks[state];
          if (answer === undefined) throw new Error(`nothing answers "${state}"`);
          const payload = resource.endsWith('lambda:invoke') ? (sent as { Payload: JsonValue }).Payload : sent;
          const value = typeof answer === 'function' ? answer(payload as never) : answer;
          return resource.endsWith('lambda:invoke') ? { StatusCode: 200, Payload: value } : value;
        },
      });

      expect([result.error, result.output]).toEqual([error, error === undefined ? output : undefined]);
      if (calls !== undefined) expect(made).toEqual(calls);
    }
  });
});

test('an Express workflow maps and chooses', async () => {
  const definition = workflow<Order>().next(
    map('Each', { items: ({ input }) => input.lines }, (line) => line.next(pass('Line', { output: ({ input }) => input.sku }))),
  );
  const flow = new Workflow(emptyStack(), 'Flow', { definition, stateMachineType: StateMachineType.EXPRESS });

  expect(flow.stateMachineType).toBe(StateMachineType.EXPRESS);
  expect((await execute(acceptedDefinition(definition, 'JSONata'), { input: order as never, type: 'EXPRESS' })).output).toEqual(['a', 'b']);
});
