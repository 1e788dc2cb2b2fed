import { isJsonObject, type JsonValue, listedQuoted, nearestName, QUOTAS, receivedText } from '../../asl';
import { copyJson, givenCall, type TaskCall } from '../../interpreter';
import type { StateFact } from '../machine-view/machine-states';
import { isRegExp, rewinding } from '../regular-expression';
import { UsageError } from '../usage-error';
import { whateverPattern } from '../whatever-pattern';
import { lambdaEvent, rawResult } from './raw-result';

/** Says which calls some answers of a mock are for. */
export interface CallCondition {
  /** How it was written, for messages. */
  readonly text: string;
  readonly fits: (call: TaskCall) => boolean;
  /** What the condition says, for comparisons with others. */
  readonly says: ConditionText;
  /** Why no call of a task can ever fit, and what to write; undefined when one may. */
  readonly never?: (task: StateFact) => { readonly why: string; readonly hint: string } | undefined;
}

/** A condition as data: what it looks at, and what it wants there. */
export type ConditionText =
  | { readonly at: 'attempt' | 'branch'; readonly wanted: number | string }
  | { readonly at: 'item'; readonly wanted: number; readonly map: string | undefined }
  | { readonly at: 'input'; readonly wanted: unknown };

/** Fits attempts of a number, 0 the first. */
export function onAttempt(attempt: number): CallCondition {
  requireIndex('.onAttempt()', attempt, '0 is the first attempt, 1 its first retry');
  return {
    text: `.onAttempt(${attempt})`,
    says: { at: 'attempt', wanted: attempt },
    fits: (call) => call.attempt === attempt,
    never: ({ mostAttempts }) =>
      attempt < mostAttempts
        ? undefined
        : { why: `its retriers allow attempts 0 to ${mostAttempts - 1}`, hint: '0 is the first attempt, 1 its first retry.' },
  };
}

/** Fits calls from an item of a Map: of the named one, else of the innermost. */
export function onItem(index: number, map: string | undefined): CallCondition {
  requireIndex('.onItem()', index, '0 is the first item');
  if (map !== undefined && typeof map !== 'string')
    throw new UsageError(`.onItem() expected the name of a Map state, received ${receivedText(map)}.`, "write .onItem(0, 'Each Item').");
  return {
    text: map === undefined ? `.onItem(${index})` : `.onItem(${index}, ${JSON.stringify(map)})`,
    says: { at: 'item', wanted: index, map },
    fits: (call) => {
      const items = call.branch.filter((step) => step.branch === undefined && (map === undefined || step.state === map));
      return items.at(-1)?.index === index;
    },
    never: ({ around }) => {
      const maps = around.filter(({ type }) => type === 'Map').map(({ name }) => name);
      if (maps.length === 0) return { why: 'it is in no Map', hint: 'leave .onItem() out.' };
      return map === undefined || maps.includes(map)
        ? undefined
        : { why: `it is in no Map ${JSON.stringify(map)}`, hint: amongText(map, maps) };
    },
  };
}

/** Fits calls from a branch of a Parallel state, by index or by the name of its first state. */
export function onBranch(branch: number | string): CallCondition {
  if (typeof branch !== 'string') requireIndex('.onBranch()', branch, '0 is the first branch; the name of its first state will do as well');
  return {
    text: `.onBranch(${JSON.stringify(branch)})`,
    says: { at: 'branch', wanted: branch },
    fits: (call) => {
      const branches = call.branch.filter((step) => step.branch !== undefined);
      return typeof branch === 'string' ? branches.some((step) => step.branch === branch) : branches.at(-1)?.index === branch;
    },
    never: ({ around }) => {
      const branches = around.flatMap((each) => each.branch ?? []);
      const innermost = branches.at(-1);
      if (innermost === undefined) return { why: 'it is in no Parallel state', hint: 'leave .onBranch() out.' };
      if (typeof branch === 'number')
        return innermost.index === branch
          ? undefined
          : { why: `it is in branch ${innermost.index}`, hint: `write .onBranch(${innermost.index}).` };
      const starts = branches.map(({ start }) => start);
      return starts.includes(branch) ? undefined : { why: `it is in no branch ${JSON.stringify(branch)}`, hint: amongText(branch, starts) };
    },
  };
}

/** Fits calls whose payload holds the fields, asymmetric matchers inside, or for which the predicate is true. */
export function onInput(wanted: unknown): CallCondition {
  if (typeof wanted === 'function') {
    const predicate = wanted as (payload: JsonValue, call: TaskCall) => unknown;
    return {
      text: '.onInput(…)',
      says: { at: 'input', wanted: predicate },
      fits: (call) => {
        const answer = predicate(copyJson(lambdaEvent(call)), givenCall(call));
        if (typeof answer === 'boolean') return answer;
        throw new UsageError(
          `State "${call.state}": .onInput() expected its predicate to return true or false, received ${typeof answer}.`,
          'write .onInput((payload) => payload.total > 100).',
        );
      },
    };
  }
  if (typeof wanted !== 'object' || wanted === null) {
    throw new UsageError(
      `.onInput() expected fields or a predicate, received ${receivedText(wanted)}.`,
      'write .onInput({ orderId: "o-1" }) or .onInput((payload) => payload.total > 100).',
    );
  }
  if (isRegExp(wanted))
    throw new UsageError(
      `.onInput() expected fields or a predicate, received ${String(wanted)}.`,
      `write .onInput({ orderId: expect.stringMatching(${String(wanted)}) }).`,
    );
  if (!('asymmetricMatch' in wanted) && Object.keys(wanted).length === 0) {
    throw new UsageError('.onInput() expected fields, received none: it would fit every call.', 'name some, or leave .onInput() out.');
  }
  if ('asymmetricMatch' in wanted && String(wanted) === 'Anything')
    throw new UsageError(
      '.onInput() expected fields, received expect.anything(): it would fit every call.',
      'name some, or leave .onInput() out.',
    );
  const whatever = whateverPattern(wanted);
  if (whatever !== undefined)
    throw new UsageError(`.onInput() expected fields, received a pattern that every ${whatever.any} fits.`, `${whatever.instead}.`);
  const taken = takenFields(wanted);
  const rewind = rewinding(taken);
  return {
    text: '.onInput({…})',
    says: { at: 'input', wanted: taken },
    fits: (call) => {
      rewind();
      return holds(lambdaEvent(call), taken);
    },
  };
}

/** The fields as they are at this moment; asymmetric matchers stay what they are. */
function takenFields(wanted: unknown, above: readonly unknown[] = []): unknown {
  if (typeof wanted !== 'object' || wanted === null) return rawResult('.onInput()', 'a field', wanted, 'write');
  if ('asymmetricMatch' in wanted) return wanted;
  if (isRegExp(wanted))
    throw new UsageError(
      `.onInput(): a field expected a JSON value, received ${String(wanted)}.`,
      `write expect.stringMatching(${String(wanted)}).`,
    );
  if (above.includes(wanted))
    throw new UsageError(
      '.onInput(): a field expected a JSON value, received an object that contains itself.',
      'name the fields that are meant.',
    );
  if (above.length === QUOTAS.payloadDepth)
    throw new UsageError(
      `.onInput(): a field expected a JSON value, received over ${QUOTAS.payloadDepth} levels of nesting.`,
      'name the fields that are meant.',
    );
  const inside = [...above, wanted];
  if (Array.isArray(wanted)) return wanted.map((item) => takenFields(item, inside));
  const prototype: unknown = Object.getPrototypeOf(wanted);
  // Without fields of its own, an object of a class would fit every object.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return rawResult('.onInput()', 'a field', wanted, 'write');
  return Object.fromEntries(Object.entries(wanted).map(([key, item]) => [key, takenFields(item, inside)]));
}

function holds(value: JsonValue | undefined, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null && 'asymmetricMatch' in wanted)
    return (wanted as { asymmetricMatch(value: unknown): boolean }).asymmetricMatch(copyJson(value));
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((item, index) => holds(value[index], item));
  if (typeof wanted === 'object' && wanted !== null)
    return isJsonObject(value) && Object.entries(wanted).every(([key, item]) => Object.hasOwn(value, key) && holds(value[key], item));
  return value === wanted;
}

function requireIndex(method: string, index: unknown, hint: string): void {
  if (Number.isInteger(index) && (index as number) >= 0) return;
  throw new UsageError(`${method} expected a whole number of 0 or more, received ${receivedText(index)}.`, `${hint}.`);
}

/** Throws a usage error for a condition that no call of any of the tasks can fit: it names nothing. */
export function requireFitting({ text, never }: CallCondition, label: string, tasks: readonly StateFact[]): void {
  if (never === undefined || tasks.length === 0) return;
  const refusals = tasks.map((task) => ({ task, refusal: never(task) }));
  if (refusals.some(({ refusal }) => refusal === undefined)) return;
  const [{ task, refusal }] = refusals as [{ task: StateFact; refusal: { why: string; hint: string } }];
  throw new UsageError(`State "${task.name}": mock(${label})${text} fits no call: ${refusal.why}.`, refusal.hint);
}

function amongText(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? `it is in ${listedQuoted(names)}.` : `did you mean ${JSON.stringify(nearest)}?`;
}
