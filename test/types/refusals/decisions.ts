import type { Refusal } from './refusal';

const always = 'This condition will always return true';
const promised = 'a promise is not data: take out async and await';
const copied = `pass('A', { output: ({ input }) =>`;

const conditions = [
  [
    'a choice',
    'input.total > 1',
    "Operator '>' cannot be applied",
    (condition: string) => `choice('C', (c) => c.when(({ input }) => ${condition}, pass('A')).otherwise())`,
  ],
  [
    'a choice',
    "input.kind === 'gift'",
    'no overlap',
    (condition: string) => `choice('C', (c) => c.when(({ input }) => ${condition}, pass('A')).otherwise())`,
  ],
  [
    'a loop',
    'input.total > 1',
    "Operator '>' cannot be applied",
    (condition: string) => `loop('L', { while: ({ input }) => ${condition} }, pass('A'))`,
  ],
  [
    'a filter',
    'line.quantity > 1',
    "Operator '>' cannot be applied",
    (condition: string) => `pass('A', { output: ({ input }) => ({ x: filter(input.lines, (line) => ${condition}) }) })`,
  ],
] as const;

/** Comparisons of JavaScript in conditions: see {@link several}. */
const comparedInConditions: readonly Refusal[] = conditions.map(([where, compared, says, step]) => [
  `${compared} in ${where}`,
  `start.next(${step(compared)});`,
  compared,
  says,
]);

/** What TypeScript would decide while the workflow is built, and copies of references that are none. */
export const decisions: readonly Refusal[] = [
  [
    '&& between conditions',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 5) && eq(input.kind, 'gift'), pass('A')).otherwise()));`,
    'gt(input.total, 5) &&',
    always,
  ],
  ['&& after a reference', `start.next(${copied} ({ x: input.orderId && 'there' }) }));`, "input.orderId && 'there'", always],
  ['?: with a reference', `start.next(${copied} ({ x: input.note ? 'yes' : 'no' }) }));`, 'input.note ?', always],
  ['?: with a condition', `start.next(${copied} ({ x: gt(input.total, 1) ? 'large' : 'small' }) }));`, 'gt(input.total, 1) ?', always],
  [
    'if with a condition',
    `start.next(${copied} { if (gt(input.total, 1)) return { size: 'large' }; return { size: 'small' }; } }));`,
    'gt(input.total, 1)) return',
    always,
  ],
  [
    'if with a reference to data that is any',
    `workflow<{ a: any }>().next(${copied} { if (input.a.b) return { x: 1 }; return { x: 2 }; } }));`,
    'input.a.b)',
    always,
  ],
  [
    '! before a condition of a choice',
    `start.next(choice('C', (c) => c.when(({ input }) => !isPresent(input.note), pass('A')).otherwise()));`,
    '!isPresent',
    "Type 'boolean' is not assignable to type 'Expression<boolean>'",
  ],
  [
    '! in and',
    `start.next(choice('C', (c) => c.when(({ input }) => and(!isPresent(input.note), gt(input.total, 1)), pass('A')).otherwise()));`,
    '!isPresent',
    "'boolean' is not assignable to parameter of type 'Expression<boolean>'",
  ],
  [
    '! before the condition of a loop',
    `start.next(loop('L', { while: ({ input }) => !gt(input.total, 1) }, pass('S')));`,
    '!gt',
    "Type 'boolean' is not assignable to type 'Expression<boolean>'",
  ],
  [
    '! in filter',
    `start.next(${copied} ({ x: filter(input.lines, (line) => !gt(line.quantity, 1)) }) }));`,
    '!gt',
    "Type 'boolean' is not assignable to type 'Expression<boolean>'",
  ],
  ['a comparison with a constant', `start.next(${copied} ({ x: input.kind === 'gift' }) }));`, "input.kind === 'gift'", 'no overlap'],
  [
    'the rest of a reference',
    `start.next(${copied} { const { total, ...rest } = input; return { ...rest, sum: total }; } }));`,
    'output:',
    'the rest of a reference still holds',
  ],
  [
    'a copy of an array',
    `start.next(${copied} ({ ...input.lines, x: 1 }) }));`,
    '({ ...input.lines',
    'only an object can be copied by spread. Pass an array or a single value as it is',
  ],
  [
    'a copy of a text in a field',
    `start.next(pass('P', { assign: ({ input }) => ({ kept: { ...input.orderId } }) }));`,
    'kept',
    'only an object can be copied by spread',
  ],
  [
    'a copy of a number in the output of a task',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), output: ({ input }) => ({ ...input.total, x: 1 }) }));`,
    '({ ...input.total',
    'only an object can be copied by spread',
  ],
  [
    'a bare reference that may be absent in an output',
    `start.next(${copied} ({ id: input.orderId, note: input.note }) }));`,
    'note: input.note',
    'it may be absent: write optional(...), orElse(..., ...), or required(...)',
  ],
  [
    'a bare reference that may be absent deep in an output',
    `start.next(${copied} ({ address: { zip: input.address.zip } }) }));`,
    'address:',
    'it may be absent',
  ],
  ['a bare reference that may be absent as the output', `start.next(${copied} input.note }));`, 'input.note', 'it may be absent'],
  [
    'a bare reference that may be absent in a list',
    `start.next(${copied} ({ notes: [input.orderId, input.note] }) }));`,
    'notes',
    'it may be absent',
  ],
  [
    'a bare reference that may be absent in a variable',
    `start.next(pass('P', { assign: ({ input }) => ({ note: input.note }) }));`,
    'note: input.note',
    'it may be absent',
  ],
  [
    'a bare reference that may be absent in the input of an item',
    `start.next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ input, item }) => ({ item, note: input.note }) }, (one) => one.next(pass('P'))));`,
    'note: input.note',
    'it may be absent',
  ],
  [
    'a bare reference that may be absent in the output of a rule',
    `start.next(choice('C', (c) => c.rule({ when: ({ input }) => gt(input.total, 1), output: ({ input }) => ({ note: input.note }) }).otherwise()));`,
    'note: input.note',
    'it may be absent',
  ],
  [
    'a bare reference that may be absent for each item',
    `workflow<{ rows: { size?: number }[] }>().next(${copied} ({ sizes: mapItems(input.rows, (row) => row.size) }) }));`,
    'row.size',
    'it may be absent',
  ],
  [
    'the length of data that may be anything',
    `workflow<any>().next(${copied} ({ count: input.lines.length }) }));`,
    'count',
    "data has no length: write count(...), textLength(...) or field(..., 'length')",
  ],
  [
    'the length of data that may be anything in a condition',
    `workflow<any>().next(choice('C', (c) => c.when(({ input }) => gt(input.lines.length, 1), pass('A')).otherwise()));`,
    'input.lines.length',
    'data has no length',
  ],
  [
    'a copy that lacks a required field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ ...input.address, amount: 1 }) }));`,
    '({ ...input.address',
    "Property 'orderId' is missing",
  ],
  [
    'a misspelt field beside a copy',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ ...input, amount: 1, notes: 'x' }) }));`,
    "notes: 'x'",
    '\\"notes\\" is not a field of what the task takes',
  ],
  [
    'objects that are compared',
    `start.next(${copied} ({ x: eq(input.address, input.address) }) }));`,
    'input.address, ',
    'is not assignable to',
  ],
  ['an async callback', `start.next(${copied.replace('output: (', 'output: async (')} ({ x: input.orderId }) }));`, '({ x:', promised],
  [
    'an async callback that awaits a reference',
    `start.next(pass('A', { assign: async ({ input }) => ({ x: await input.orderId }) }));`,
    '({ x:',
    promised,
  ],
  ['a promise in a field', `start.next(${copied} ({ x: Promise.resolve(1) }) }));`, 'x: Promise', promised],
  [
    'an async payload',
    `start.next(invoke('A', charge, { payload: async ({ input }) => ({ orderId: input.orderId, amount: 1 }) }));`,
    '({ orderId',
    promised,
  ],
  ...comparedInConditions,
];
