import type { Refusal } from './refusal';

/** Failures and times. */
export const failures: readonly Refusal[] = [
  [
    'a handler that needs what the failed step would have given',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'parcel', catch: (failure) => failure.all(pass('B', { output: ({ input }) => ({ x: input.parcel }) })) }));`,
    'parcel }',
    "Property 'parcel' does not exist",
  ],
  [
    'a field of the error that is not there',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), catch: (failure) => failure.all(pass('B', { output: ({ input }) => ({ x: input.error.Message }) })) }));`,
    'Message',
    "Property 'Message' does not exist",
  ],
  [
    'a saga step that drops what earlier steps gave',
    `start.next(saga('S', (s) => s.step(invoke('A', ship, { payload: () => ({ receipt: 'x' }) }))));`,
    "invoke('A'",
    'a step of a saga must keep what earlier steps returned, since their compensations read it. Give it into or discard',
  ],
  [
    'a compensation that reads what a later step gives',
    `start.next(saga('S', (s) => s.step(pass('A', { value: () => 1, into: 'a' }), { compensate: pass('U', { output: ({ input }) => ({ x: input.b }) }) }).step(pass('B', { value: () => 1, into: 'b' }))));`,
    'b }',
    "Property 'b' does not exist",
  ],
  [
    'a handler of an error that AWS does not have',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), catch: (failure) => failure.on('States.Timout', fail('F')) }));`,
    "'States.Timout'",
    'States.Timout is no error of AWS, and no other error may begin with States. Take one that the editor offers, or another name',
  ],
  [
    'a handler of an error that the specification has and AWS never gives',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), catch: (failure) => failure.on('States.NoChoiceMatched', fail('F')) }));`,
    "'States.NoChoiceMatched'",
    'AWS never gives States.NoChoiceMatched: it is States.Runtime there, which nothing catches',
  ],
  [
    'one of several errors that AWS does not have',
    `start.next(tryCatch('T', (t) => t.try(pass('A')).on(['NoCarrier', 'States.TaskFail'], fail('F'))));`,
    "'States.TaskFail'",
    'States.TaskFail is no error of AWS',
  ],
  [
    'a failure under a name that is reserved for AWS',
    `start.next(fail('F', { error: 'States.OrderRejected' }));`,
    'error:',
    'States.OrderRejected is no error of AWS',
  ],
  [
    'a retry that is none',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), retry: 3 }));`,
    'retry: 3',
    "Type 'number' is not assignable",
  ],
  [
    'a timeout in plain numbers',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), timeout: 3 }));`,
    'timeout: 3',
    "Type 'number' is not assignable to type",
  ],
  ['a wait with two times', `start.next(wait('W', { seconds: 1, duration: Duration.days(1) }));`, '{ seconds', 'is not assignable'],
  ['a cause that is no text', `start.next(fail('F', { cause: ({ input }) => input.total }));`, 'cause:', 'is not assignable'],
  [
    'format of an object',
    `start.next(fail('F', { cause: ({ input }) => format('{}', input.address) }));`,
    'input.address',
    'is not assignable to parameter of type',
  ],
  ['a tried step without try', `start.next(tryCatch('T', (t) => t.catch(fail('F'))));`, 'catch(', "Property 'catch' does not exist"],
  [
    'an error where nothing failed',
    `start.next(pass('A', { output: ({ error }) => ({ x: error.Cause }) }));`,
    'Cause })',
    'only a handler of a failure has an error',
  ],
  [
    'a timeout of the data that is text',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), timeout: ({ input }) => input.orderId }));`,
    'timeout',
    "Type 'string' is not assignable to type 'number'",
  ],
  [
    'a rule of a choice without a condition',
    `start.next(choice('C', (c) => c.rule({ assign: () => ({ a: 1 }) }, pass('P')).otherwise()));`,
    '{ assign',
    "Property 'when' is missing",
  ],
];
