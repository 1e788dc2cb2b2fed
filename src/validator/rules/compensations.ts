import { type AnyStateNode, isJsonObject, type JsonValue, ownKey, type StateGroup, transitionTargets } from '../../asl';
import type { Rule } from '../rule';
import { parseResource } from '../services/parse-resource';

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
          message: `State "${node.name}" undoes something after an error and is not retried: when it fails, the rest stays undone`,
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
  const normal = reachable(group, group.startAt);
  return handlers.filter((node) => !normal.has(node.name) && endsInFail(node, group));
}

function endsInFail(node: AnyStateNode, group: StateGroup): boolean {
  const ends = [...reachable(group, node.name)].map((name) => group.states.get(name)).filter((each) => each !== undefined && isEnd(each));
  return ends.length > 0 && ends.every((each) => each?.type === 'Fail');
}

/** Names of the states that can be reached without an error. */
function reachable(group: StateGroup, from: string): Set<string> {
  const found = new Set([from]);
  for (const name of found) {
    const node = group.states.get(name);
    if (node === undefined) continue;
    for (const target of transitionTargets(node.type, node.fields as never)) if (target.path[0] !== 'Catch') found.add(target.name);
  }
  return found;
}

function isEnd(node: AnyStateNode): boolean {
  return transitionTargets(node.type, node.fields as never).every(({ path }) => path[0] === 'Catch');
}

function hasRetry({ fields }: AnyStateNode): boolean {
  const retry = ownKey(fields as never, 'Retry') as JsonValue | undefined;
  return (
    Array.isArray(retry) && (retry as readonly JsonValue[]).some((retrier) => isJsonObject(retrier) && ownKey(retrier, 'MaxAttempts') !== 0)
  );
}

function undoes({ fields }: AnyStateNode): boolean {
  const resource = ownKey(fields as never, 'Resource') as JsonValue | undefined;
  const parsed = typeof resource === 'string' ? parseResource(resource) : undefined;
  return !((parsed?.kind === 'integration' || parsed?.kind === 'sdk') && TELLING.has(parsed.service.toLowerCase()));
}
