import { type AnyStateNode, childPointer, fieldsAsJson, isJsonArray, isJsonObject, type JsonObject, ownKey, QUOTAS } from '../../asl';
import type { Finding } from '../diagnostic';
import { isDistributed, processorConfig } from '../distributed-map';
import type { Rule } from '../rule';

/** Warns of an EXPRESS machine that waits, lets a task take, or retries longer than such an execution may live. */
export const expressDuration: Rule = {
  name: 'EXPRESS_TOO_LONG',
  severity: 'WARNING',
  aws: false,
  *check({ states, type, source }) {
    const limit = isJsonObject(source) ? ownKey(source, 'TimeoutSeconds') : undefined;
    if (type === 'EXPRESS' && typeof limit === 'number' && limit > QUOTAS.expressSeconds)
      yield {
        pointer: '/TimeoutSeconds',
        message: `The machine may take ${limit} seconds, but an EXPRESS execution ends after ${QUOTAS.expressSeconds}`,
        hint: 'use a STANDARD state machine, or less time',
      };
    for (const { node, state, around } of states) {
      // The children of a distributed Map are executions of their own, of the type that it says.
      const runner = [...around].reverse().find((each) => isDistributed(fieldsAsJson(each.fields)));
      if ((runner === undefined ? type : ownKey(processorConfig(fieldsAsJson(runner.fields)) ?? {}, 'ExecutionType')) !== 'EXPRESS')
        continue;
      yield* longRetries(state, node);
      const field = node.type === 'Wait' ? 'Seconds' : 'TimeoutSeconds';
      const seconds = ownKey(state, field);
      if (typeof seconds !== 'number' || seconds <= QUOTAS.expressSeconds) continue;
      yield {
        pointer: childPointer(node.pointer, field),
        message: `State "${node.name}" may take ${seconds} seconds, but an EXPRESS execution ends after ${QUOTAS.expressSeconds}`,
        hint: 'use a STANDARD state machine, or less time',
      };
    }
  },
};

/** Retriers whose last attempts would begin when the execution is over: their delays alone take longer. */
function* longRetries(state: JsonObject, { name, pointer }: AnyStateNode): Iterable<Finding> {
  const retriers = ownKey(state, 'Retry');
  for (const [index, retrier] of (isJsonArray(retriers) ? retriers : []).entries()) {
    // The delays of a full jitter may be short.
    if (!isJsonObject(retrier) || ownKey(retrier, 'JitterStrategy') === 'FULL') continue;
    const wanted = numberOf(retrier, 'MaxAttempts', 3);
    const possible = attemptsWithin(QUOTAS.expressSeconds, retrier, wanted);
    if (possible === wanted) continue;
    yield {
      pointer: childPointer(childPointer(pointer, 'Retry'), index),
      message: `State "${name}": ${possible === 0 ? 'no retry' : `only ${possible} of ${wanted} retries`} can begin within the ${QUOTAS.expressSeconds} seconds of an EXPRESS execution`,
      hint: 'use a STANDARD state machine, fewer attempts, or "MaxDelaySeconds"',
    };
  }
}

/** How many retries begin within so many seconds, if each attempt fails at once. */
function attemptsWithin(seconds: number, retrier: JsonObject, wanted: number): number {
  const rate = numberOf(retrier, 'BackoffRate', 2);
  const longest = numberOf(retrier, 'MaxDelaySeconds', Number.POSITIVE_INFINITY);
  let delay = numberOf(retrier, 'IntervalSeconds', 1);
  let left = seconds;
  // Delays are a second at least.
  for (let attempt = 0; attempt < Math.min(wanted, seconds + 1); attempt++) {
    left -= Math.max(1, Math.min(delay, longest));
    if (left <= 0) return attempt;
    delay *= rate;
  }
  return wanted;
}

function numberOf(retrier: JsonObject, field: string, otherwise: number): number {
  const value = ownKey(retrier, field);
  return typeof value === 'number' ? value : otherwise;
}
