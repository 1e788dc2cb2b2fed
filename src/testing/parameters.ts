import { kinds, type Parameter } from '../asl';

/** What most calls of the harness take, as parameters. */

const EVENT = kinds.objectWith('an event of GetExecutionHistory', { id: kinds.wholeNumber(0), type: kinds.name, timestamp: kinds.date });

const EVENTS = { ...kinds.listOf(EVENT), expected: 'a list of events' };

/** The history of an execution. */
export const HISTORY: Parameter = { name: 'the history', kind: EVENTS, hint: 'pass execution.history.' };

/** An execution: of the harness, of the interpreter, or anything that has its history. */
export const EXECUTION: Parameter = {
  name: 'the execution',
  kind: kinds.objectWith('an execution', { status: kinds.name, history: EVENTS }),
  hint: 'await it first: await machine.execute(input).',
};

/** The ARN of an execution. */
export const EXECUTION_ARN: Parameter = {
  name: 'the ARN of the execution',
  // What kind of ARN it is, says what asks AWS for it.
  kind: { ...kinds.text, expected: 'text such as arn:aws:states:eu-west-1:111111111111:execution:Orders:o-1' },
  hint: 'copy it from the console, or take ExecutionArn of what StartExecution answered.',
};

/** Options, which judge themselves. */
export const ANY_OPTIONS: Parameter = { name: 'the options', kind: kinds.anything };
