import type { Refusal } from './refusal';

const always = 'This condition will always return true';
const copied = `pass('A', { output: ({ input }) =>`;

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
    'the rest of a reference as what the next step takes',
    `start.next(${copied} { const { total, ...rest } = input; return { ...rest, sum: total }; } })).next(pass('B', { output: ({ input }) => ({ x: input.orderId }) }));`,
    'orderId',
    'does not exist',
  ],
  [
    'a copy of an array',
    `start.next(${copied} ({ ...input.lines, x: 1 }) })).next(pass('B', { output: ({ input }) => ({ x: input.x }) }));`,
    'x }',
    'does not exist',
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
];
