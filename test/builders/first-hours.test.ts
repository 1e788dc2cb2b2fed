import { randomBytes } from 'node:crypto';
import { App, Stack } from 'aws-cdk-lib';
import {
  type BuilderError,
  choice,
  handler,
  invoke,
  loop,
  map,
  pass,
  type Ref,
  type Step,
  saga,
  tryCatch,
  Workflow,
  workflow,
} from 'drystep';
import { add, format, gt, mapItems, optional, sum } from 'drystep/expressions';
import type { AnyFlow } from './run-flow';
import { emptyStack, importedFunction, placed } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  kind: 'gift' | 'plain';
  name: string;
  note?: string;
  tags: string[];
  lines: { sku: string; quantity: number }[];
  address: { city: string };
}

type Written = (scope: { input: Ref<Order> }) => unknown;

const order = workflow<Order>();
const built = (write: Written) => placed(() => order.next(pass('Step', { output: write as (scope: { input: Ref<Order> }) => object })));
const any = (value: unknown) => value as never;
const stamp = () => new Date().toISOString();
const draw = () => Math.random();
let calls = 0;

// Nothing of this does what it says in JavaScript, where references have no values; what types refuse as well is written past them.
test.each<[string, BuilderError['code'], Written]>([
  [
    '=== between references that are both used',
    'DECIDED_WHILE_BUILT',
    ({ input: { name, orderId } }) => ({ name, orderId, same: name === orderId }),
  ],
  [
    'includes of a reference in references',
    'DECIDED_WHILE_BUILT',
    ({ input: { name, orderId } }) => ({ x: [name].includes(orderId), name, orderId }),
  ],
  ['typeof', 'DECIDED_WHILE_BUILT', ({ input: { total } }) => ({ total, kind: typeof any(total) === 'number' ? 'number' : 'text' })],
  ['Array.isArray', 'DECIDED_WHILE_BUILT', ({ input: { tags } }) => ({ tags, list: Array.isArray(tags) })],
  ['flat of lists of references', 'DECIDED_WHILE_BUILT', ({ input }) => ({ x: [[input.orderId], any(input.tags)].flat() })],
  ['filter(Boolean)', 'DECIDED_WHILE_BUILT', ({ input }) => ({ x: [input.note, input.name].filter(Boolean) })],
  ['find of a list', 'EXPRESSION_DROPPED', ({ input }) => ({ x: [input.note, input.name].find((value) => value as unknown) })],
  ['Object.hasOwn of a reference', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ id: input.orderId, x: Object.hasOwn(input, 'note') })],
  ['Object.hasOwn of a copy', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ id: input.orderId, x: Object.hasOwn({ ...input }, 'note') })],
  [
    'in of a copy',
    'REFERENCE_USED_AS_VALUE',
    ({ input }) => {
      const all = { ...input };
      return { id: input.orderId, x: 'note' in all };
    },
  ],
  ['the number of keys of a copy', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ id: input.orderId, x: Object.keys({ ...input }).length })],
  [
    'a field filtered out of the entries of a copy',
    'REFERENCE_REST',
    ({ input }) => Object.fromEntries(Object.entries({ ...input }).filter(([key]) => key !== 'note')),
  ],
  ['a reference as data for structuredClone', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: JSON.stringify([input.tags]) })],
  ['a counter in a function of an array', 'VALUE_WHILE_BUILT', ({ input }) => ({ x: numbered(input.lines) })],
  [
    'a count of calls of a function of an array',
    'VALUE_WHILE_BUILT',
    ({ input }) => {
      let count = 0;
      const skus = mapItems(input.lines, (line) => {
        count += 1;
        return line.sku;
      });
      return { skus, count };
    },
  ],
  [
    'a sum in a variable outside of a function of an array',
    'REFERENCE_OUT_OF_SCOPE',
    ({ input }) => {
      let total: unknown = 0;
      const skus = mapItems(input.lines, (line) => {
        total = add(line.quantity, 1);
        return line.sku;
      });
      return { skus, total };
    },
  ],
  [
    'an item of one function in another',
    'REFERENCE_OUT_OF_SCOPE',
    ({ input }) => {
      let kept: Ref<Order['lines'][number]> | undefined;
      const skus = mapItems(input.lines, (line) => {
        kept = line;
        return line.sku;
      });
      return { skus, tags: mapItems(input.tags, () => (kept as Ref<Order['lines'][number]>).sku) };
    },
  ],
  ['a number that counts up', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, call: calls++ })],
  ['random bytes', 'VALUE_WHILE_BUILT', () => ({ x: randomBytes(8).toString('hex') })],
  ['a random number of a function beside it', 'VALUE_WHILE_BUILT', () => ({ x: draw() })],
  ['the time of a function beside it', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, at: stamp() })],
  ['performance.now()', 'VALUE_WHILE_BUILT', () => ({ x: performance.now() })],
  ['Date()', 'VALUE_WHILE_BUILT', () => ({ x: any(Date()) })],
  ['a field written as a path of JSONPath', 'TEMPLATE_NOT_JSON', () => ({ 'id.$': '$.orderId' })],
  ['a field written as an intrinsic function', 'TEMPLATE_NOT_JSON', () => ({ 'id.$': 'States.UUID()' })],
  ['an expression written as text', 'TEMPLATE_NOT_JSON', () => ({ id: '{% $states.input.orderId %}' })],
  ['a step as a value', 'TEMPLATE_NOT_JSON', () => ({ next: pass('Next') })],
  ['a list with holes', 'TEMPLATE_NOT_JSON', () => ({ x: new Array(3) })],
  [
    'an object that holds itself',
    'TEMPLATE_NOT_JSON',
    () => {
      const self: Record<string, unknown> = {};
      self.self = self;
      return self;
    },
  ],
  ['an async callback', 'TEMPLATE_NOT_JSON', async ({ input }) => ({ id: input.orderId })],
  ['a promise in a field', 'TEMPLATE_NOT_JSON', ({ input }) => ({ x: Promise.resolve(input.total) })],
  ['a function in a field', 'TEMPLATE_NOT_JSON', ({ input }) => ({ x: () => input.total })],
  ['nothing, by braces', 'TEMPLATE_NOT_JSON', () => {}],
  ['a Set', 'TEMPLATE_NOT_JSON', ({ input }) => ({ x: new Set([input.total]) })],
  ['an optional() outside of an object', 'TEMPLATE_NOT_JSON', ({ input }) => ({ x: [optional(input.note)] })],
  ['Math.max', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: Math.max(any(input.total), 1) })],
  ['new Date of a reference', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: new Date(any(input.name)) })],
  ['a table looked up by a reference', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: { gift: 1, plain: 2 }[any(input.kind) as 'gift'] })],
  ['join of a list', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: [input.orderId, 'a'].join('-') })],
  ['reduce of a list', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: [1, any(input.total)].reduce((a, b) => a + b) })],
  ['sort of a list', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: [input.name, input.orderId].sort() })],
  ['a list taken apart', 'REFERENCE_USED_AS_VALUE', ({ input: { tags } }) => ({ x: (([first]) => first)(any(tags) as unknown[]) })],
  ['Number()', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: Number(input.total) })],
  ['a key that the data tells', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ [any(input.name) as string]: 1 })],
])('fails where a callback has %s', (_title, code, write) => {
  expect(built(write)).toThrow(expect.objectContaining({ code }));
});

function numbered(lines: Ref<Order['lines']>) {
  let position = 0;
  return mapItems(lines, ({ sku }) => ({ sku, position: position++ }));
}

test.each<[string, Written]>([
  ['a text with signs of an expression', () => ({ a: '{% 1 %}', b: '$.total', 'c.$': 'text' })],
  [
    'functions inside functions of arrays',
    ({ input }) => ({ x: mapItems(input.lines, (line) => mapItems(input.tags, (tag) => format('{} {}', line.sku, tag))) }),
  ],
  ['a value of each item', ({ input }) => ({ x: sum(mapItems(input.lines, (line) => line.quantity)) })],
  ['two equal references', ({ input }) => ({ a: input.orderId, b: input.orderId, size: ['S', 'M'].includes('S') ? 1 : 2 })],
  ['a list of the program', ({ input }) => ({ x: [['a'], ['b']].flat(), y: Array.isArray(['a']), id: input.orderId })],
  [
    'a copy beside fields of the program',
    ({ input }) => ({ ...input, ...Object.fromEntries(Object.entries({ color: 'red' })), 'x-y': 'note' }),
  ],
  ['a copy handed through a function', ({ input }) => Object.freeze(Object.assign({}, input, { total: 1 }))],
  ['a day of the past', ({ input }) => ({ id: input.orderId, since: new Date(0).toISOString() })],
])('passes: %s', (_title, write) => {
  expect(built(write)).not.toThrow();
});

describe('a call of a builder whose result is used nowhere', () => {
  const step = (name: string) => pass(name) as Step<Order, Order>;
  const asked = { payload: () => ({}) };
  const failing = (build: (failure: never) => unknown) => invoke('Charge', {} as never, { ...asked, catch: build as never } as never);

  test.each<[string, string, () => unknown]>([
    [
      'when of a choice',
      'Its function makes 2 calls of the builder that it is given, and what it returns holds 1 of them',
      () =>
        choice<Order, object, Order, object>('Step', (c) => {
          c.when(({ input }) => gt(input.total, 1), step('A'));
          return c.when(({ input }) => gt(input.total, 2), step('B'));
        }),
    ],
    [
      'step of a saga',
      'holds 1 of them',
      () =>
        saga<Order, object, Order, object>('Step', (s) => {
          s.step(step('A'));
          return s.step(step('B'));
        }),
    ],
    [
      'catch of a try',
      'holds 1 of them',
      () =>
        tryCatch<Order, object, Order, never, never>('Step', (t) => {
          const tried = t.try(step('A'));
          tried.catch(step('B'));
          return tried as never;
        }),
    ],
    [
      'on of a catch',
      'holds 1 of them',
      () =>
        failing(((failure: { on: (name: string, handler: unknown) => unknown }) => {
          failure.on('Busy', step('A'));
          return failure.on('Late', step('B'));
        }) as never),
    ],
    [
      'next in a branch',
      'step "A": It was added to a flow by next(...)',
      () =>
        loop<Order, object, Order, object>('Step', { while: ({ input }) => gt(input.total, 1) }, (flow) => {
          flow.next(step('A'));
          return flow.next(step('B'));
        }),
    ],
    [
      'next behind what a branch returns',
      'step "B": It was added to a flow by next(...)',
      () =>
        map<Order, object, string, Order, object>(
          'Step',
          { items: ({ input }: { input: Ref<Order> }) => input.tags } as never,
          ((flow: typeof order) => {
            const first = flow.next(step('A'));
            first.next(step('B')).next(step('C'));
            return first;
          }) as never,
        ),
    ],
  ])('fails: %s', (_title, says, make) => {
    const made = make as () => Step<Order, Order>;

    expect(placed(() => order.next(made()) as AnyFlow)).toThrow(says);
    expect(placed(() => order.next(made()) as AnyFlow)).toThrow(expect.objectContaining({ code: 'STEP_DROPPED' }));
  });

  test('fails where a function gives something else than the builder of handlers', () => {
    expect(placed(() => order.next(failing((() => undefined) as never) as unknown as Step<Order, Order>))).toThrow(
      'catch: expected the builder that it is given, with its last call for what its function returns, received undefined.',
    );
  });

  test('fails the synthesis where the definition goes on in a flow that is used nowhere', () => {
    const app = new App();
    const flow = order.next(step('A'));
    for (const name of ['B', 'C']) flow.next(step(name));
    new Workflow(new Stack(app, 'Test'), 'Flow', { definition: flow });

    expect(() => app.synth()).toThrow('step "B": It was added to a flow by next(...)');
  });

  test('passes where a flow and a longer one are workflows of their own', () => {
    const app = new App();
    const stack = new Stack(app, 'Test');
    const flow = order.next(step('A'));
    new Workflow(stack, 'Short', { definition: flow });
    new Workflow(stack, 'Long', { definition: flow.next(step('B')).next(step('C')) });

    expect(() => app.synth()).not.toThrow();
  });

  test('passes where a branch is made of the flow that its callback is given, and where a builder is added to in a loop', () => {
    const definition = order.next(
      choice('Which?', (c) => {
        let rules = c.when(
          ({ input }) => gt(input.total, 1),
          (flow) => flow.next(choice('Again?', (d) => d.when(({ input }) => gt(input.total, 2), flow.next(step('A'))).otherwise())),
        );
        for (const [least, name] of ['B', 'C'].entries())
          rules = rules.when(({ input }) => gt(input.total, least + 3), step(name)) as unknown as typeof rules;
        return rules.otherwise();
      }),
    );

    expect(() => new Workflow(emptyStack(), 'Flow', { definition: definition as never })).not.toThrow();
  });
});

describe('the name of an error of a service', () => {
  const retrying = (name: string) =>
    placed(() => {
      const charge = handler<unknown, unknown>(importedFunction(emptyStack(), 'charge'));
      return order.next(invoke('Step', charge, { payload: () => ({}), retry: { errors: [name as 'Late'] } }));
    });
  const catching = (name: string) =>
    placed(() => {
      const charge = handler<unknown, unknown>(importedFunction(emptyStack(), 'charge'));
      return order.next(invoke('Step', charge, { payload: () => ({}), catch: (failure) => failure.on(name as 'Late', pass('Late')) }));
    });

  test.each([
    ['Lambda.TooManyRequestsExceptions', 'Lambda.TooManyRequestsException'],
    ['Lambda.TooManyRequestExeption', 'Lambda.TooManyRequestsException'],
    ['Lambda.serviceException', 'Lambda.ServiceException'],
    ['DynamoDb.ProvisionedThroughputExceedException', 'DynamoDb.ProvisionedThroughputExceededException'],
    ['StepFunctions.ExecutionAlreadyExistException', 'StepFunctions.ExecutionAlreadyExistsException'],
    ['Sqs.SqsExeption', 'Sqs.SqsException'],
    ['states.all', 'States.ALL'],
    ['State.Timeout', 'States.Timeout'],
  ])('fails where it is misspelt: %s', (name, meant) => {
    expect(retrying(name)).toThrow(`Its retry names "${name}", and AWS has no such error. Hint: did you mean "${meant}"?`);
    expect(catching(name)).toThrow(`Its catch names "${name}", and AWS has no such error. Hint: did you mean "${meant}"?`);
  });

  test.each([
    'Lambda.ResourceNotReadyException',
    'Lambda.ENILimitReachedException',
    'Payments.Declined',
    'TooManyRequestsException',
    'late',
  ])('passes where it is another: %s', (name) => {
    expect(retrying(name)).not.toThrow();
    expect(catching(name)).not.toThrow();
  });
});
