import { Duration } from 'aws-cdk-lib';
import { elementAt, kinds, type OptionTable } from '../../asl';
import {
  BuilderError,
  type Expression,
  type ExpressionNode,
  internalRoot,
  type Mistake,
  type ObjectField,
  type Operand,
  type Refused,
  templateNode,
} from '../../expressions';
import { type AnyNestedStep, nestedNode } from '../steps/nested-step';
import { aNumber, duration } from '../tree/builder-kinds';
import { patternOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { ChoiceNode, PassNode, StepNode, WaitNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { AsGiven } from '../types/options';
import type { Settled } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { addedVariable, stateFor, variableFor, withVariables } from './added-names';
import { sequence } from './finally';
import type { RepeatedStep } from './loop';

const OPTIONS: OptionTable<UntypedPoll> = {
  until: kinds.callable,
  every: duration,
  error: kinds.text,
  deadline: kinds.either('a Duration, or a function that gives a time', duration, kinds.callable),
  attempts: aNumber,
};

/** How long a poll goes on by the clock: so long after its start, or until a timestamp of the data. */
export type Deadline<Input, Variables> = Duration | ((scope: StepScope<Input, Variables>) => Operand<string>);

/** When a `pollUntil` asks, and when it gives up: at a deadline, after so many runs, or at what comes first. */
export type PollOptions<Input, Variables, Output, Added> = {
  /** Whether it is done, from what the step handed on. */
  readonly until: (scope: StepScope<Output, Variables & Added>) => Expression<boolean>;
  /** Pause between two runs. */
  readonly every: Duration;
  /** Its error name. @default 'DeadlineExceeded' */
  readonly error?: string;
  /** When the clock is there after a run that was not the last, it fails. A Duration is for JSONata only: JSONPath cannot add to a time. */
  readonly deadline?: Deadline<Input, Variables>;
  /** Runs at most. @default no limit */
  readonly attempts?: number;
};

/** Nothing where a poll ends some day; else the mistake, which stands at its pause: what is missing has no place of its own. */
export type PollEnds<Given> = unknown extends Given
  ? unknown
  : Given extends unknown
    ? [keyof Given & ('deadline' | 'attempts')] extends [never]
      ? { readonly every: Mistake<'"deadline" and "attempts" are missing, so it never gives up. Give one of them'> }
      : unknown
    : never;

/**
 * A step that repeats another one until its result says so, with a pause in between, and fails after a deadline by the clock or a
 * number of runs.
 *
 * @example
 * pollUntil('Wait For Job', (job) => job.next(invoke('Check Job', check, { payload: ({ input }) => ({ id: input.jobId }), into: 'job' })),
 *   { until: ({ input }) => eq(input.job.status, 'DONE'), every: Duration.seconds(30), deadline: Duration.hours(1) })
 * @throws BuilderError when it would never pause, never run twice or never give up
 */
export function pollUntil<Input, Variables, Output = Refused, Added = unknown, Given = unknown>(
  name: string,
  check: RepeatedStep<Input, Output, Variables, Added>,
  options: PollOptions<NoInfer<Input>, NoInfer<Variables>, NoInfer<Output>, NoInfer<Added>> &
    PollEnds<Given> &
    AsGiven<Given, 'until' | 'every' | 'error' | 'deadline' | 'attempts'>,
): Step<Input, Settled<Output>, Variables, Added> {
  return stepMade(name, ['pollUntil', 3, arguments], () => pollNode(name, check, patternOptions(name, 'pollUntil', options, OPTIONS)));
}

/** The options of a poll without their types. */
export interface UntypedPoll {
  readonly until: (scope: never) => unknown;
  readonly every: Duration;
  readonly deadline?: Duration | ((scope: never) => unknown);
  readonly attempts?: number;
  readonly error?: string;
}

/** The states of a poll: a start, the step, a choice, a pause, and back. */
export function pollNode(name: string, check: AnyNestedStep, options: UntypedPoll): StepNode {
  const every = checkedPause(name, options);
  const { deadline, attempts } = options;
  const clock = deadline === undefined ? undefined : clockLimit(name, every, deadline);
  const runs = attempts === undefined ? undefined : runLimit(name, attempts);
  const limits = [clock, runs].filter((limit) => limit !== undefined);
  const body = nestedNode(check);
  const until = captured(name, beforeResult, options.until);
  const ends = limits.map((limit) => givingUp(name, limit, options.error));
  const again = sequence(pause(stateFor(name, 'Pause'), every), { kind: 'back', name: body.name, target: body });
  const wanted = limits.map(({ purpose }) => variableFor(name, purpose));
  return withVariables(name, wanted, (names, origin) => {
    const key = (index: number): string => elementAt(names, index);
    const first = limits.map((limit, index): ObjectField => ({ key: key(index), value: limit.first, optional: false }));
    const next = limits.flatMap((limit, index): readonly ObjectField[] =>
      limit.next === undefined ? [] : [{ key: key(index), value: limit.next(addedVariable(key(index))), optional: false }],
    );
    const decided: ChoiceNode = {
      kind: 'choice',
      name,
      origin,
      rules: [
        { condition: until, step: 'continue' },
        ...limits.map((limit, index) => ({ condition: limit.reached(addedVariable(key(index))), step: elementAt(ends, index) })),
      ],
      otherwise: again,
      ...(next.length === 0 ? {} : { outcome: { assign: { kind: 'object', fields: next } } }),
    };
    return sequence({ ...assigning(stateFor(name, 'Start'), first), origin }, body, decided);
  });
}

/** What ends a poll that is not done, with a variable that says how far it is. */
interface PollLimit {
  /** Purpose of its variable. */
  readonly purpose: string;
  /** What its variable holds at the start. */
  readonly first: ExpressionNode;
  /** What its variable holds after a run that was not the last. @default the same */
  readonly next?: (variable: ExpressionNode) => ExpressionNode;
  readonly reached: (variable: ExpressionNode) => ExpressionNode;
  /** Purpose of the state that fails. */
  readonly state: string;
  readonly cause: string;
}

function clockLimit(name: string, every: number, deadline: NonNullable<UntypedPoll['deadline']>): PollLimit {
  const entered: ExpressionNode = { kind: 'field', of: { kind: 'field', of: internalRoot('context'), name: 'State' }, name: 'EnteredTime' };
  if (typeof deadline === 'function') {
    return {
      purpose: 'Deadline',
      first: captured(name, beforeResult, deadline),
      reached: (limit) => ({
        kind: 'call',
        operator: 'not',
        operands: [{ kind: 'call', operator: 'isBefore', operands: [entered, limit] }],
      }),
      state: 'Deadline',
      cause: 'at its deadline',
    };
  }
  const millis = millisOf(name, every, entered, deadline);
  const value: ExpressionNode = {
    kind: 'call',
    operator: 'add',
    operands: [millis, { kind: 'literal', value: deadline.toMilliseconds() }],
  };
  return {
    purpose: 'Deadline',
    first: value,
    reached: (limit) => ({ kind: 'call', operator: 'gte', operands: [millis, limit] }),
    state: 'Deadline',
    cause: `after ${deadline.toSeconds()} seconds`,
  };
}

function millisOf(step: string, every: number, time: ExpressionNode, by: Duration): ExpressionNode {
  const unsaid = {
    step,
    field: 'deadline',
    what: 'a deadline as a Duration, because it cannot add to a time,',
    hint: `count runs with attempts: ${Math.floor(by.toSeconds() / every)}, or give a timestamp of the data: deadline: ({ input }) => input.until, or leave queryLanguage at JSONata.`,
  };
  return { kind: 'call', operator: 'millisOf', operands: [time], unsaid };
}

function runLimit(name: string, attempts: number): PollLimit {
  if (!(Number.isInteger(attempts) && attempts >= 2)) {
    throw pollRefusal(name, `It has ${attempts} attempts, so it would never pause and run again.`, 'give it 2 or more.');
  }
  const one: ExpressionNode = { kind: 'literal', value: 1 };
  return {
    purpose: 'Runs',
    first: one,
    next: (runs) => ({ kind: 'call', operator: 'add', operands: [runs, one] }),
    reached: (runs) => ({ kind: 'call', operator: 'gte', operands: [runs, { kind: 'literal', value: attempts }] }),
    state: 'Attempts',
    cause: `after ${attempts} attempts`,
  };
}

function givingUp(name: string, limit: PollLimit, error = 'DeadlineExceeded'): StepNode {
  return {
    kind: 'fail',
    name: stateFor(name, limit.state),
    error: { kind: 'literal', value: error },
    cause: { kind: 'literal', value: `"${name}" was not done ${limit.cause}.` },
  };
}

function checkedPause(name: string, options: UntypedPoll): number {
  if (options.every === undefined) throw pollRefusal(name, 'It does not say how long it pauses.', 'give every: Duration.seconds(30).');
  const every = options.every.toSeconds({ integral: false });
  if (!(Number.isInteger(every) && every >= 1)) {
    throw pollRefusal(name, `It pauses for ${every} seconds, and Step Functions waits for whole seconds of 1 or more.`, 'round every up.');
  }
  const { deadline, attempts } = options;
  if (deadline === undefined && attempts === undefined) {
    throw pollRefusal(name, 'It never gives up.', 'give a deadline: Duration.hours(1), or a number of attempts.');
  }
  if (deadline instanceof Duration && deadline.toSeconds({ integral: false }) < every) {
    const seconds = deadline.toSeconds({ integral: false });
    throw pollRefusal(
      name,
      `It pauses for ${every} seconds and gives up after ${seconds}, so it would never run again.`,
      'raise the deadline.',
    );
  }
  return every;
}

function pollRefusal(step: string, message: string, hint: string): BuilderError {
  return new BuilderError({ code: 'POLL_TIMES', step, message, hint });
}

function assigning(name: string, fields: readonly ObjectField[]): PassNode {
  return { kind: 'pass', name, placement: { mode: 'result', assign: { kind: 'object', fields } } };
}

function pause(name: string, seconds: number): WaitNode {
  return { kind: 'wait', name, time: { seconds: templateNode(seconds, { step: name }) }, placement: { mode: 'result' } };
}
