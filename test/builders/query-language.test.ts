import { Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Chain,
  CustomState,
  DistributedMap,
  type IChainable,
  Map as MapState,
  Parallel,
  Pass,
  ProvideItems,
  QueryLanguage,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import {
  choice,
  distributedMap,
  fanOut,
  fromState,
  handler,
  invoke,
  map,
  parallel,
  pass,
  retry,
  saga,
  steps,
  tryCatch,
  Workflow,
  workflow,
} from 'drystep';

import { gt } from 'drystep/expressions';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { expectAccepted } from './accepted';
import { definitionIn, emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  lines: string[];
}

const input = { orderId: 'o-1', total: 40, lines: ['a', 'b'] };

/** How often the machine, and how often its states say their language. */
function marks(definition: JsonObject): { readonly machine: JsonValue | undefined; readonly states: number } {
  const all = (value: unknown): number =>
    Array.isArray(value)
      ? value.reduce<number>((sum, item) => sum + all(item), 0)
      : isJsonObject(value)
        ? Object.entries(value).reduce((sum, [key, item]) => sum + (key === 'QueryLanguage' ? 1 : all(item)), 0)
        : 0;
  const { QueryLanguage: machine, ...rest } = definition;
  return { machine, states: all(rest) };
}

describe('A machine whose states are all JSONata says so once', () => {
  const own = steps<Order>();
  const kinds = workflow<Order>()
    .next(choice('Large?', (c) => c.when(({ input: order }) => gt(order.total, 1000), pass('Large')).otherwise()))
    .next(parallel('Both', { left: own.pass('Left'), right: parallel('Inner', { one: own.pass('One') }) }, { into: 'both' }))
    .next(map('Each', { items: ({ input: order }) => order.lines, into: 'each' }, (line) => line.next(pass('Line'))))
    .next(fanOut('Fan', { items: ({ input: order }) => order.lines, into: 'fan' }, (line) => line.next(pass('Work'))))
    .next(distributedMap('Far', { items: ({ input: order }) => order.lines, into: 'far' }, (line) => line.next(pass('Row'))))
    .next(tryCatch('Try', (t) => t.try(pass('Tried')).catch(pass('Caught'))))
    .next(saga('Trip', (s) => s.step(pass('Book'), { compensate: pass('Cancel') })));

  test('with states inside of branches, of inline and of distributed item processors', async () => {
    const stack = emptyStack();
    new Workflow(stack, 'Flow', { definition: kinds, comment: 'All kinds' });
    const definition = definitionIn(stack);
    const result = await execute(definition, { input });

    expect(marks(definition)).toEqual({ machine: 'JSONata', states: 0 });
    expect(Object.keys(definition)).toEqual(['Comment', 'QueryLanguage', 'StartAt', 'States']);
    expectAccepted(definition);
    expect(result.output).toMatchObject({ ...input, each: ['a', 'b'], far: ['a', 'b'], fan: { succeeded: ['a', 'b'], failed: [] } });
  });

  test('with states of aws-cdk-lib that say the same, raw ones and ones that hold others included', async () => {
    const stack = emptyStack();
    const jsonata = QueryLanguage.JSONATA;
    const stateJson = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $merge([$states.input, {"raw": true}]) %}' };
    const held = new MapState(stack, 'Held', { queryLanguage: jsonata, items: ProvideItems.jsonata('{% $states.input.lines %}') });
    held.itemProcessor(new Pass(stack, 'Held One', { queryLanguage: jsonata }));
    const both = new Parallel(stack, 'Foreign Both', { queryLanguage: jsonata, outputs: '{% $states.result[0] %}' });
    both.branch(new CustomState(stack, 'Raw', { stateJson }));
    const flow = workflow<Order>().next(fromState<Order, Order>(both)).next(fromState<Order, string[]>(held));
    new Workflow(stack, 'Flow', { definition: flow });
    const definition = definitionIn(stack);

    expect(marks(definition)).toEqual({ machine: 'JSONata', states: 0 });
    expect(stateJson.QueryLanguage).toBe('JSONata');
    expectAccepted(definition);
    expect((await execute(definition, { input })).output).toEqual(['a', 'b']);
  });
});

describe('A machine of both languages says the language with each state', () => {
  type Make = (stack: ReturnType<typeof emptyStack>) => IChainable;
  const wait = (stack: Parameters<Make>[0]) => new Wait(stack, 'Theirs', { time: WaitTime.secondsPath('$.total') });
  const rawMap = (QueryLanguage: string | undefined, inside: JsonObject): JsonObject => ({
    Type: 'Map',
    ...(QueryLanguage === undefined ? {} : { QueryLanguage }),
    ItemProcessor: { StartAt: 'Inside', States: { Inside: { Type: 'Pass', ...inside, End: true } } },
  });

  test.each<[string, Make]>([
    ['a state of aws-cdk-lib without a language', wait],
    ['one that asks for JSONPath', (stack) => new Pass(stack, 'Theirs', { queryLanguage: QueryLanguage.JSON_PATH })],
    ['one inside a branch', (stack) => new Parallel(stack, 'Foreign', { queryLanguage: QueryLanguage.JSONATA }).branch(wait(stack))],
    [
      'one inside an item processor',
      (stack) => new MapState(stack, 'Foreign', { queryLanguage: QueryLanguage.JSONATA }).itemProcessor(new Pass(stack, 'Theirs')),
    ],
    [
      'one inside a distributed Map',
      (stack) => new DistributedMap(stack, 'Foreign', { queryLanguage: QueryLanguage.JSONATA }).itemProcessor(new Pass(stack, 'Theirs')),
    ],
    ['raw ASL without a language', (stack) => new CustomState(stack, 'Raw', { stateJson: { Type: 'Pass', InputPath: '$' } })],
    [
      'raw ASL that holds a state without one',
      (stack) => new CustomState(stack, 'Raw', { stateJson: { ...rawMap('JSONata', { InputPath: '$' }), Items: [1] } }),
    ],
    ['the end of a chain', (stack) => Chain.start(new Pass(stack, 'Begin', { queryLanguage: QueryLanguage.JSONATA })).next(wait(stack))],
  ])('with %s', (_title, make) => {
    const stack = emptyStack();
    const flow = workflow<Order>()
      .next(pass('Ours'))
      .next(fromState<Order, unknown>(make(stack)));

    new Workflow(stack, 'Flow', { definition: flow });
    const definition = definitionIn(stack);

    expect(definition.QueryLanguage).toBeUndefined();
    expect((definition.States as JsonObject).Ours).toMatchObject({ QueryLanguage: 'JSONata' });
    expectAccepted(definition);
  });

  test('with a Workflow in JSONPath that takes a JSONata state', () => {
    const stack = emptyStack();
    const theirs = new Pass(stack, 'Theirs', { queryLanguage: QueryLanguage.JSONATA });
    const flow = workflow<Order>().next(pass('Ours')).next(fromState<Order, Order>(theirs));

    new Workflow(stack, 'Flow', { definition: flow, queryLanguage: 'JSONPath' });

    expect(definitionIn(stack)).toEqual({
      StartAt: 'Ours',
      States: { Ours: { Type: 'Pass', Next: 'Theirs' }, Theirs: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } },
    });
  });
});

test('Fields stand in the order of reading: what a state is, what it does, where it goes', () => {
  const stack = emptyStack();
  const ask = handler<{ id: string }, { yes: boolean }>(importedFunction(stack, 'Ask'));
  const flow = workflow<Order>()
    .next(
      invoke('Ask', ask, {
        payload: ({ input: order }) => ({ id: order.orderId }),
        into: 'answer',
        comment: 'asks',
        retry: retry.transient(),
        catch: (failure) => failure.all(pass('Go On')),
      }),
    )
    .next(fromState<Order, Order>(new Pass(stack, 'Theirs', { comment: 'of the CDK' })))
    .next(map('Each', { items: ({ input: order }) => order.lines, maxConcurrency: 2 }, (line) => line.next(pass('Line'))));
  new Workflow(stack, 'Flow', { definition: flow });
  const { Ask, Theirs, Each } = definitionIn(stack).States as Record<string, JsonObject>;

  expect(Object.keys(Ask ?? {})).toEqual(['Type', 'Comment', 'QueryLanguage', 'Resource', 'Arguments', 'Output', 'Retry', 'Catch', 'Next']);
  expect(Object.keys((Ask as unknown as { Catch: JsonObject[] }).Catch[0] ?? {})).toEqual(['ErrorEquals', 'Output', 'Next']);
  expect(Object.keys(Theirs ?? {})).toEqual(['Type', 'Comment', 'Next']);
  expect(Object.keys(Each ?? {})).toEqual(['Type', 'QueryLanguage', 'Items', 'MaxConcurrency', 'ItemProcessor', 'End']);
});

test('What an author made a token of stays one', () => {
  const stack = emptyStack();
  const theirs = new CustomState(stack, 'Theirs', {
    stateJson: { Type: 'Pass', QueryLanguage: 'JSONata', Output: Lazy.any({ produce: () => ({ late: true }) }) },
  });
  new Workflow(stack, 'Flow', {
    definition: workflow<Order>().next(pass('Ours')).next(fromState<Order, unknown>(theirs)),
  });

  expect(definitionIn(stack)).toMatchObject({ QueryLanguage: 'JSONata', States: { Theirs: { Type: 'Pass', Output: { late: true } } } });
});

test('Roles and what they may do are those that the states bring, wherever the language stands', () => {
  const stack = emptyStack();
  const flow = workflow<Order>().next(
    distributedMap('Far', { items: ({ input: order }) => order.lines, into: 'far' }, (line) => line.next(pass('Row'))),
  );
  new Workflow(stack, 'Flow', { definition: flow });

  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain('states:StartExecution');
});
