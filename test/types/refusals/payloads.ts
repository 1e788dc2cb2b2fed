import type { Refusal } from './refusal';

/** Payloads that do not fit what a function takes. */
export const payloads: readonly Refusal[] = [
  [
    'a field of the wrong type',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.total, amount: 1 }) }));`,
    'orderId: input.total',
    "Type 'Expression<number>' is not assignable to type 'string | Expression<string>",
  ],
  [
    'a constant of the wrong type',
    `start.next(invoke('A', charge, { payload: () => ({ orderId: 'x', amount: 'y' }) }));`,
    "amount: 'y'",
    "is not assignable to type 'number | Expression<number>",
  ],
  [
    'a missing field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId }) }));`,
    '({ orderId',
    "Property 'amount' is missing",
  ],
  [
    'a misspelt required field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({
  orderId: input.orderId,
  amout: input.total,
}) }));`,
    'amout: input.total',
    '\\"amout\\" is not a field of what the task takes, which lacks \\"amount\\"',
  ],
  [
    'the only field misspelt',
    `start.next(invoke('A', ship, { payload: ({ input }) => ({ reciept: input.orderId }) }));`,
    'reciept',
    '\\"reciept\\" is not a field of what the task takes, which lacks \\"receipt\\"',
  ],
  [
    'a misspelt required field of a nested object',
    `start.next(invoke('A', charge, { payload: () => ({ orderId: 'x', amount: 1, tags: { nam: 'x' } }) }));`,
    'nam:',
    '\\"nam\\" is not a field of what the task takes, which lacks \\"name\\"',
  ],
  [
    'a misspelt optional field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: 1, notes: 'x' }) }));`,
    "notes: 'x'",
    '\\"notes\\" is not a field of what the task takes',
  ],
  [
    'a misspelt field of a nested object',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: 1, tags: { name: 'x', wait: 1 } }) }));`,
    'wait: 1',
    '\\"wait\\" is not a field of what the task takes',
  ],
  [
    'a reference that may be absent in a required field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.note, amount: 1 }) }));`,
    'orderId: input.note',
    "Type 'Expression<string | undefined>' is not assignable to type 'string | Expression<string>",
  ],
  [
    'a bare reference that may be absent in an optional field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: 'x', amount: 1, note: input.note }) }));`,
    'note: input.note',
    '\\"note\\" may be absent: write optional(...), or orElse(..., ...)',
  ],
  [
    'an optional value in a required field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: optional(input.note), amount: 1 }) }));`,
    'orderId: optional',
    "is not assignable to type 'string | Expression<string>",
  ],
  [
    'a field the input does not have',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderid, amount: 1 }) }));`,
    'orderid',
    "Did you mean 'orderId'?",
  ],
  [
    'a field of a field that is not there',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.address.street, amount: 1 }) }));`,
    'street',
    "Property 'street' does not exist",
  ],
  [
    'no payload where the input does not fit',
    `start.next(invoke('A', charge, { into: 'x' }));`,
    "{ into: 'x'",
    'the state input is not what the function takes, so the step needs a payload that fits',
  ],
  [
    'no options where the input does not fit',
    `start.next(invoke('A', charge));`,
    "invoke('A'",
    'the state input is not what the function takes, so the step needs a payload that fits',
  ],
  [
    'empty options where the input does not fit',
    `start.next(invoke('A', charge, {}));`,
    '{}',
    'the state input is not what the function takes, so the step needs a payload that fits',
  ],
  [
    'options of callbacks alone where the input does not fit',
    `start.next(invoke('A', charge, { output: ({ result }) => ({ id: result.receiptId }) }));`,
    '{ output',
    'the state input is not what the function takes, so the step needs a payload that fits',
  ],
  [
    'a callback task without payload',
    `start.next(invoke('A', ask, { waitForTaskToken: true }));`,
    '{ waitForTaskToken',
    'a task that waits for its token needs a payload with taskToken in it',
  ],
  [
    'a callback payload without its token',
    `start.next(invoke('A', ask, { waitForTaskToken: true, payload: ({ input }) => ({ token: input.orderId, total: 1 }) }));`,
    '({ token: input.orderId',
    '\\"taskToken\\" is missing, so nobody can answer',
  ],
  [
    'a token where the task does not wait',
    `start.next(invoke('A', ask, { payload: ({ taskToken }) => ({ token: taskToken, total: 1 }) }));`,
    'token: taskToken',
    'a task has a token only with waitForTaskToken: true',
  ],
  [
    'a token asked for with false',
    `start.next(invoke('A', ask, { waitForTaskToken: false, payload: ({ taskToken }) => ({ token: taskToken, total: 1 }) }));`,
    'token: taskToken',
    'a task has a token only with waitForTaskToken: true',
  ],
  [
    'an array where one value is expected',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: [input.orderId], amount: 1 }) }));`,
    'orderId: [',
    'is not assignable to type',
  ],
  [
    'arithmetic in JavaScript',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: 'x', amount: input.total * 2 }) }));`,
    'input.total * 2',
    'must be of type',
  ],
  [
    'a misspelt option',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), intro: 'y' }));`,
    "intro: 'y'",
    'there is no option \\"intro\\"',
  ],
  ['a handler that is none', `start.next(invoke('A', lambdaFunction, {}));`, 'lambdaFunction, {}', "Property 'lambdaFunction' is missing"],
  [
    'an event of the wrong shape for a handler in another language',
    `start.next(invoke('A', handler<{ id: number }, string>(lambdaFunction), { payload: ({ input }) => ({ id: input.orderId }) }));`,
    'id: input.orderId',
    "Type 'Expression<string>' is not assignable to type 'number | Expression<number>",
  ],
];
