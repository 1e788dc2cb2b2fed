import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

/** Programs with a callback that is refused, before steps that read what it would have given. */
const programs: readonly (readonly [title: string, program: string])[] = [
  [
    'an output that is refused',
    `start.next(pass('A', { output: ({ input }) => ({ note: input.note, id: input.orderId }) })).next(pass('B', { output: ({ input }) => ({ x: input.id }) })).next(pass('C', { output: ({ input }) => ({ y: input.x }) }));`,
  ],
  [
    'an output of a task that is refused',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: 1 }), timeout: Duration.minutes(1), output: ({ input }) => ({ note: input.note, id: input.orderId }) })).next(pass('B', { output: ({ input }) => ({ x: input.id }) }));`,
  ],
  [
    'variables that are refused',
    `start.next(pass('A', { assign: ({ input }) => ({ note: input.note, id: input.orderId }) })).next(pass('B', { output: ({ input, vars }) => ({ x: vars.id, y: input.total }) }));`,
  ],
  [
    'a value that is refused',
    `start.next(pass('A', { value: ({ input }) => ({ note: input.note, id: input.orderId }), into: 'made' })).next(pass('B', { output: ({ input }) => ({ x: input.made.id }) }));`,
  ],
  [
    'an input of items that is refused',
    `start.next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ item, input }) => ({ item, note: input.note }), into: 'done' }, (line) => line.next(pass('P', { output: ({ input }) => ({ count: input.item.quantity }) })))).next(pass('B', { output: ({ input }) => ({ x: input.done[0].count }) }));`,
  ],
  [
    'variables of a wait that are refused',
    `start.next(wait('W', { seconds: 5, assign: ({ input }) => ({ note: input.note }) })).next(pass('B', { output: ({ vars }) => ({ x: vars.note }) }));`,
  ],
  [
    'an output after a flow that is refused',
    `start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('P')), { output: ({ input, result }) => ({ note: input.note, all: result }) })).next(pass('B', { output: ({ input }) => ({ x: input.all }) }));`,
  ],
  [
    'an output of a rule that is refused',
    `start.next(choice('C', (c) => c.rule({ when: ({ input }) => gt(input.total, 1), output: ({ input }) => ({ note: input.note, id: input.orderId }) }, (large) => large.next(pass('A', { output: ({ input }) => ({ x: input.id }) }))).otherwise()));`,
  ],
];

const compiled = compileSnippets(
  prelude,
  programs.map(([, program]) => program),
);

test.each(programs.map(([title], index) => [title, index] as const))('nothing is refused in the wake of %s', (_title, index) => {
  expect(compiled[index]?.errors.map(({ from, message }) => [from.slice(0, 16), message])).toEqual([
    ['note: input.note', expect.stringContaining('it may be absent')],
  ]);
});

const misspelt = compileSnippets(prelude, [
  `start.next(pass('A', { outputs: ({ input }) => ({ x: input.total }) }));`,
  `start.next(invoke('A', charge, { payloads: ({ input }) => ({ orderId: input.orderId, amount: 1 }), into: 'x' }));`,
  `start.next(choice('C', (c) => c.rule({ when: ({ input }) => gt(input.total, 1), outputs: ({ input }) => ({ x: input.total }) }, pass('A')).otherwise()));`,
  `start.next(choice('C', (c) => c.default({ assigns: ({ input }) => ({ x: input.total }) })));`,
  `start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('P')), { outputs: ({ input }) => ({ x: input.total }) }));`,
]);

test('a callback under a wrong name is refused by its name alone', () => {
  const told = misspelt.map(({ errors }) => errors.map(({ message }) => /there is no option/.exec(message)?.[0]));

  expect(told).toEqual(misspelt.map(() => ['there is no option']));
});
