import { type StateGroup, transitionTargets } from '../../asl';
import { brokenGroups } from '../consequences';
import type { Rule } from '../rule';

/** Reports states that no transition leads to. */
export const reachableStates: Rule = {
  name: 'UNREACHABLE_STATE',
  severity: 'ERROR',
  aws: true,
  code: 'MISSING_TRANSITION_TARGET',
  *check({ groups, problems, awsOnly }) {
    // A misspelt target leaves its state unreached: one typo is one finding, though AWS reports both.
    const broken = awsOnly ? undefined : brokenGroups(problems);
    for (const { group } of groups) {
      if (!group.states.has(group.startAt)) continue;
      if (broken?.has(group.pointer)) continue;
      const reached = reachableFrom(group, group.startAt);
      for (const node of group.states.values()) {
        if (!reached.has(node.name))
          yield { pointer: node.pointer, message: `State "${node.name}" is not reachable.`, hint: `let a "Next" lead to it, or remove it` };
      }
    }
  },
};

/** Gives the names of the states that can be reached from one, itself included. */
export function reachableFrom(group: StateGroup, start: string): Set<string> {
  const reached = new Set([start]);
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const node = group.states.get(name);
    if (!node) continue;
    for (const target of transitionTargets(node.type, node.fields as never)) {
      if (reached.has(target.name)) continue;
      reached.add(target.name);
      queue.push(target.name);
    }
  }
  return reached;
}
