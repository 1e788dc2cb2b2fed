import { fieldsAsJson, ownKey } from '../../asl';
import { brokenGroups } from '../consequences';
import { targetNames, walk } from '../group-graph';
import type { Rule } from '../rule';
import { neverEnds } from './terminal-states';

/** Reports states that no transition leads to. */
export const reachableStates: Rule = {
  name: 'UNREACHABLE_STATE',
  severity: 'ERROR',
  aws: true,
  code: 'MISSING_TRANSITION_TARGET',
  *check({ groups, problems, awsOnly }) {
    // A misspelt target leaves its state unreached: one typo is one finding, though AWS reports both.
    const broken = awsOnly ? undefined : brokenGroups(problems);
    // Of a machine that never ends AWS says nothing else.
    if (awsOnly && neverEnds(groups, problems)) return;
    // A transition that may not cross a border names them all the same.
    const named = new Set(
      awsOnly ? [] : problems.flatMap(({ code, received }) => (code === 'MISSING_TRANSITION_TARGET' ? [received] : [])),
    );
    for (const { group } of groups) {
      if (!group.states.has(group.startAt) && (!awsOnly || group.startAt === '')) continue;
      if (broken?.has(group.pointer)) continue;
      const reached = walk([group.startAt], (name) => {
        const node = group.states.get(name);
        const next = awsOnly && node !== undefined ? ownKey(fieldsAsJson(node.fields), 'Next') : undefined;
        // AWS follows even a "Next" that the state cannot have.
        return typeof next === 'string' ? [...targetNames(node), next] : targetNames(node);
      });
      for (const node of group.states.values()) {
        if (!reached.has(node.name) && !named.has(node.name))
          yield { pointer: node.pointer, message: `State "${node.name}" is not reachable.`, hint: `let a "Next" lead to it, or remove it` };
      }
    }
  },
};
