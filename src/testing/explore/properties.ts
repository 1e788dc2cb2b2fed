import { firstIn, type JsonValue, kinds, optionally, type Parameter, receivedText, refuseSurplus, requireArguments } from '../../asl';
import type { TestExecution } from '../execution/test-execution';
import { filledHistory, filledWithin } from '../full-history';
import { EXECUTION } from '../parameters';
import { requireRealError } from '../require-real-error';
import { type DataSchema, dataCheck } from '../schema/data-schema';
import { UsageError } from '../usage-error';
import { type SagaPair, sagaPairs } from './saga-pairs';

/** A law that every execution should keep. */
export interface ExplorationProperty {
  readonly name: string;
  /** What breaks the law, in words; undefined when nothing does. */
  readonly broken: (execution: TestExecution) => string | undefined | Promise<string | undefined>;
  /** The number of events at which a history breaks the law, whatever comes after them. */
  readonly mostEvents?: number;
  /** Code that expects `execution` to keep the law, which this one breaks: the end of the test that an exploration prints. */
  readonly expectation?: (execution: TestExecution) => string;
}

const ERROR: Parameter = { name: 'the name of an error', kind: kinds.name, hint: "write neverFails('OrderRejected'), or neverFails()." };
const MOST_EVENTS: Parameter = { name: 'the most events', kind: kinds.wholeNumber(1), hint: 'write terminates(1000), or terminates().' };

/** No execution ends with this error, or, without an argument, with any error. */
export function neverFails(error?: string): ExplorationProperty {
  requireArguments('neverFails()', arguments, optionally(ERROR));
  if (error !== undefined) requireRealError('neverFails()', error, 'write neverFails() for all errors.');
  const made = law({
    name: error === undefined ? 'never fails' : `never fails with ${error}`,
    broken: ({ status, error: given, cause }) =>
      status !== 'SUCCEEDED' && (error === undefined || given === error)
        ? `it ended ${status} with ${given ?? 'no error'}${cause === undefined ? '' : `: ${cause}`}`
        : undefined,
    expectation: () =>
      error === undefined ? 'expect(execution).toSucceed();' : `expect(execution).not.toFailWith(${JSON.stringify(error)});`,
  });
  if (error !== undefined) NAMED_ERRORS.set(made, error);
  return made;
}

const NAMED_ERRORS = new WeakMap<ExplorationProperty, string>();

/** The error that a law forbids; undefined when it names none. */
export function forbiddenError(property: ExplorationProperty): string | undefined {
  return NAMED_ERRORS.get(property);
}

/**
 * Every execution that fails after a state has done its work visits the state that undoes it. Name the two states, several
 * pairs of them, or a `saga` of the builders, which knows its own.
 *
 * @example alwaysCompensates({ 'Book Hotel': 'Cancel Hotel', 'Book Flight': 'Cancel Flight' })
 * @example alwaysCompensates(bookTrip)
 */
export function alwaysCompensates(state: string, undo: string): ExplorationProperty;
export function alwaysCompensates(pairs: Readonly<Record<string, string>> | { readonly name: string }): ExplorationProperty;
export function alwaysCompensates(
  what: string | Readonly<Record<string, string>> | { readonly name: string },
  undo?: string,
): ExplorationProperty {
  refuseSurplus('alwaysCompensates()', 2, arguments);
  const { name, pairs } = sagaPairs(what, undo);
  const made = law({
    name: `always compensates ${name}`,
    broken: (execution) => {
      const left = notUndone(execution, pairs(execution));
      return left === undefined
        ? undefined
        : `"${left.state}" was done ${left.done}×, "${left.undo}" was visited ${left.undone}×, and the execution ended ${execution.status}`;
    },
    expectation: (execution) => {
      const left = notUndone(execution, pairs(execution));
      return left?.undone === 0
        ? `expect(execution).toHaveVisited(${JSON.stringify(left.undo)});`
        : `expect(execution.state(${JSON.stringify(left?.undo)})).toHaveLength(${left?.done});`;
    },
  });
  ASKED_OF.set(made, (execution) =>
    pairs(execution).some(([state]) => execution.state(state).some(({ status }) => status === 'SUCCEEDED')),
  );
  return made;
}

const ASKED_OF = new WeakMap<ExplorationProperty, (execution: TestExecution) => boolean>();

/** Whether an execution did anything that a law is about; true of a law about all executions. */
export function isAsked(property: ExplorationProperty, execution: TestExecution): boolean {
  return ASKED_OF.get(property)?.(execution) ?? true;
}

function notUndone(
  execution: TestExecution,
  pairs: readonly SagaPair[],
): { state: string; undo: string; done: number; undone: number } | undefined {
  for (const [state, undo] of pairs) {
    // Asked of every execution: a law about states that are not there would hold wherever nothing fails.
    const done = execution.state(state).filter((visit) => visit.status === 'SUCCEEDED').length;
    const undone = execution.state(undo).length;
    if (done > undone && execution.status !== 'SUCCEEDED') return { state, undo, done, undone };
  }
  return undefined;
}

/**
 * Every execution ends before its history has so many events, and before it is full. The second holds for what it starts as well: other machines, and
 * children of distributed Maps.
 */
export function terminates(mostEvents = 25_000): ExplorationProperty {
  requireArguments('terminates()', arguments, optionally(MOST_EVENTS));
  return law({
    name: 'terminates',
    mostEvents,
    broken: (execution) => {
      const { length } = execution.history;
      // An execution that the quota ended would have gone on, whatever the bound.
      return length >= mostEvents || filledHistory(execution) ? `its history has ${length} events` : filledWithin(execution);
    },
    expectation: (execution) => {
      const { length } = execution.history;
      return length >= mostEvents || filledHistory(execution)
        ? `expect(execution.history.length).toBeLessThan(${Math.min(mostEvents, length)});`
        : 'expect(await terminates().broken(execution)).toBeUndefined();';
    },
  });
}

/**
 * Every execution that succeeds gives an output that fits a schema: a JSON Schema, one of zod, valibot, arktype or any other library that keeps to
 * Standard Schema, or a function that gives false, or throws, for what does not fit.
 *
 * @example outputMatches({ type: 'object', required: ['orderId'] })
 */
export function outputMatches(schema: DataSchema): ExplorationProperty {
  refuseSurplus('outputMatches()', 1, arguments);
  const check = dataCheck(schema, 'outputMatches()');
  if (typeof schema === 'object' && Object.keys(schema).length === 0)
    throw new UsageError(
      'outputMatches() expected a schema that says something, received {}: every output fits it.',
      "name what is required: { type: 'object', required: ['orderId'] }.",
    );
  return ofSuccess({
    name: 'output matches its schema',
    broken: async ({ status, output }) => {
      if (status !== 'SUCCEEDED') return undefined;
      const why = await check(output as JsonValue);
      return why === undefined ? undefined : `in its output, ${why}`;
    },
    expectation: () => `expect(await outputMatches(${sourceOf(schema)}).broken(execution)).toBeUndefined();`,
  });
}

/**
 * A law of your own: `holds` returns true where it is kept, and returns false, or throws, where it is broken. Anything else is a usage error: a
 * function of expectations ends with `return true`.
 *
 * @example property('ships once', (execution) => execution.state('Ship').length < 2)
 */
export function property(name: string, holds: (execution: TestExecution) => boolean | Promise<boolean>): ExplorationProperty {
  refuseSurplus('property()', 2, arguments);
  if (typeof name !== 'string' || typeof holds !== 'function')
    throw new UsageError(
      `property() expected a name and a function of the execution, received ${receivedText(typeof name === 'string' ? holds : name)}.`,
      "write property('ships once', (execution) => execution.state('Ship').length < 2).",
    );
  return law({
    name,
    broken: async (execution) => {
      let kept: unknown;
      try {
        kept = await holds(execution);
      } catch (thrown) {
        return thrown instanceof Error ? firstIn(thrown.message.split('\n')) : String(thrown);
      }
      if (typeof kept === 'boolean') return kept ? undefined : 'it does not hold';
      throw new UsageError(
        `The law ${JSON.stringify(name)} expected its function to return true or false, received ${receivedText(kept)}.`,
        kept === undefined ? 'return what is compared, or true after the expectations.' : 'compare it with what it should be.',
      );
    },
    expectation: () => `const holds = ${sourceOf(holds)};\n  expect(await holds(execution)).toBe(true);`,
  });
}

const OF_SUCCESS = new WeakSet<ExplorationProperty>();

/** A law that only executions which succeed can break. */
function ofSuccess(given: ExplorationProperty): ExplorationProperty {
  const made = law(given);
  OF_SUCCESS.add(made);
  return made;
}

/** Whether only an execution that succeeds can break a law. */
export function asksSuccess(property: ExplorationProperty): boolean {
  return OF_SUCCESS.has(property);
}

/** Laws are asked of executions, and of nothing else. */
function law(given: ExplorationProperty): ExplorationProperty {
  const { name, broken, mostEvents, expectation } = given;
  const asked = (execution: TestExecution, surplus: readonly unknown[]): TestExecution => {
    requireArguments(`The law ${JSON.stringify(name)}`, [execution, ...surplus], EXECUTION);
    return execution;
  };
  return {
    name,
    broken: (execution, ...surplus: unknown[]) => broken(asked(execution, surplus)),
    ...(mostEvents === undefined ? {} : { mostEvents }),
    ...(expectation === undefined
      ? {}
      : { expectation: (execution: TestExecution, ...surplus: unknown[]) => expectation(asked(execution, surplus)) }),
  };
}

/** What was passed, as code: a function by its source, a schema as it is written, and one of a library by a name to fill in. */
function sourceOf(given: unknown): string {
  if (typeof given === 'function' && !('~standard' in given)) return String(given);
  return typeof given === 'object' && given !== null && !('~standard' in given) ? JSON.stringify(given) : 'schema';
}
