import { type AnyStateNode, fieldsAsJson, isJsonArray, isJsonObject, ownKey, type StateGroup } from '../../asl';
import { sourcesOf, targetNames, walk } from '../group-graph';
import type { Rule } from '../rule';
import { readResource } from '../services/read-resource';

/** These tell somebody; they undo nothing. */
const TELLING: ReadonlySet<string> = new Set(['sns', 'sqs', 'events', 'ses', 'sesv2', 'logs', 'cloudwatch']);

/** Warns of a compensation that nobody retries: when it fails, what was done stays done. */
export const compensations: Rule = {
  name: 'COMPENSATION_WITHOUT_RETRY',
  severity: 'WARNING',
  aws: false,
  *check({ groups, problems }) {
    if (problems.length > 0) return;
    for (const { group } of groups) {
      for (const node of unretriedCompensations(group)) {
        yield {
          pointer: node.pointer,
          message: `State "${node.name}" undoes something after an error and is not retried: if it fails, the rest is not undone`,
          hint: 'add a retrier for States.ALL with several attempts',
        };
      }
    }
  },
};

/** Tasks that only errors lead to, on the way to a Fail state, without a retrier of any kind. */
export function unretriedCompensations(group: StateGroup): AnyStateNode[] {
  const handlers = [...group.states.values()].filter((node) => node.type === 'Task' && !hasRetry(node) && undoes(node));
  if (handlers.length === 0) return [];
  const errorless = { withoutCatch: true };
  const normal = walk([group.startAt], (name) => targetNames(group.states.get(name), errorless));
  const ends = [...group.states.values()].filter((node) => targetNames(node, errorless).length === 0);
  const sources = sourcesOf(group, errorless);
  const leadingTo = (wanted: readonly AnyStateNode[]): Set<string> =>
    walk(
      wanted.map(({ name }) => name),
      (name) => sources.get(name) ?? [],
    );
  const failing = leadingTo(ends.filter(({ type }) => type === 'Fail'));
  const others = leadingTo(ends.filter(({ type }) => type !== 'Fail'));
  return handlers.filter(({ name }) => !normal.has(name) && failing.has(name) && !others.has(name));
}

function hasRetry({ fields }: AnyStateNode): boolean {
  const retry = ownKey(fieldsAsJson(fields), 'Retry');
  return isJsonArray(retry) && retry.some((retrier) => isJsonObject(retrier) && ownKey(retrier, 'MaxAttempts') !== 0);
}

function undoes({ fields }: AnyStateNode): boolean {
  const resource = ownKey(fieldsAsJson(fields), 'Resource');
  const parsed = typeof resource === 'string' ? readResource(resource) : undefined;
  return !((parsed?.kind === 'integration' || parsed?.kind === 'sdk') && TELLING.has(parsed.service.toLowerCase()));
}
