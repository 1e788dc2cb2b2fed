import { type AnyStateNode, fieldsAsJson, ownKey, stateFacts } from '../../asl';
import { brokenGroups } from '../consequences';
import type { Finding } from '../diagnostic';
import { sourcesOf, walk } from '../group-graph';
import type { Rule } from '../rule';
import type { RuleContext } from '../rule-context';

/** Reports machines, branches and processors in which no state ends. */
export const terminalStates: Rule = {
  name: 'NO_TERMINAL_STATE',
  severity: 'ERROR',
  aws: true,
  code: 'MISSING_END_STATE',
  *check({ groups, problems, awsOnly }) {
    if (awsOnly) {
      if (neverEnds(groups, problems)) yield noEnd('');
      return;
    }
    const unclear = brokenGroups(problems);
    const broken = problems.some(
      ({ code }) =>
        code === 'MISSING_TRANSITION' || code === 'MISSING_TRANSITION_TARGET' || code === 'UNKNOWN_STATE_TYPE' || code === 'MISSING_FIELD',
    );
    for (const { group } of groups) {
      const nodes = [...group.states.values()];
      if (nodes.length === 0 || broken || unclear.has(group.pointer) || nodes.some(isTerminal)) continue;
      yield noEnd(group.pointer);
    }
  },
};

/** As AWS sees it: it looks at the machine itself only, whatever else is wrong with it; a kind that it does not know may end. */
export function neverEnds(groups: RuleContext['groups'], problems: RuleContext['problems']): boolean {
  if (problems.some(({ code }) => code === 'UNKNOWN_STATE_TYPE')) return false;
  const top = groups.find(({ group }) => group.pointer === '');
  return top !== undefined && ![...top.group.states.values()].some(isTerminal);
}

function noEnd(pointer: string): Finding {
  return {
    pointer,
    locationPointer: null,
    message: 'Workflow has no terminal state',
    hint: 'set "End": true on the last state, or add a Succeed or Fail state',
  };
}

/** Reports states from which no end can be reached, in a machine that has one. */
export const endlessLoop: Rule = {
  name: 'ENDLESS_LOOP',
  severity: 'WARNING',
  aws: false,
  *check({ groups, problems }) {
    if (problems.length > 0) return;
    for (const { group } of groups) {
      const nodes = [...group.states.values()];
      const ends = nodes.filter(isTerminal);
      if (ends.length === 0) continue;
      const sources = sourcesOf(group);
      const leavers = walk(
        ends.map(({ name }) => name),
        (name) => sources.get(name) ?? [],
      );
      for (const node of nodes) {
        if (leavers.has(node.name)) continue;
        yield {
          pointer: node.pointer,
          message: `State "${node.name}" can never reach an end of the workflow`,
          hint: 'add a rule or catcher that leaves the loop',
        };
        break;
      }
    }
  },
};

function isTerminal(node: AnyStateNode): boolean {
  return stateFacts(node.type).terminal || ownKey(fieldsAsJson(node.fields), 'End') === true;
}
