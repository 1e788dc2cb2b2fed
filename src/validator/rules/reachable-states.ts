import { brokenGroups } from '../consequences';
import { targetNames, walk } from '../group-graph';
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
      const reached = walk([group.startAt], (name) => targetNames(group.states.get(name)));
      for (const node of group.states.values()) {
        if (!reached.has(node.name))
          yield { pointer: node.pointer, message: `State "${node.name}" is not reachable.`, hint: `let a "Next" lead to it, or remove it` };
      }
    }
  },
};
