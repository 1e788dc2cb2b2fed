import { type AnyStateNode, ownKey, type StateGroup, stateFacts, transitionTargets } from '../../asl';
import { brokenGroups } from '../consequences';
import type { Rule } from '../rule';

/** Reports machines, branches and processors in which no state ends. */
export const terminalStates: Rule = {
  name: 'NO_TERMINAL_STATE',
  severity: 'ERROR',
  aws: true,
  code: 'MISSING_END_STATE',
  *check({ groups, problems, awsOnly }) {
    const unclear = awsOnly ? undefined : brokenGroups(problems);
    const broken = problems.some(
      ({ code }) =>
        code === 'MISSING_TRANSITION' || code === 'MISSING_TRANSITION_TARGET' || code === 'UNKNOWN_STATE_TYPE' || code === 'MISSING_FIELD',
    );
    for (const { group } of groups) {
      const nodes = [...group.states.values()];
      if (nodes.length === 0 || broken || unclear?.has(group.pointer) || nodes.some(isTerminal)) continue;
      yield {
        pointer: group.pointer,
        locationPointer: null,
        message: 'Workflow has no terminal state',
        hint: 'set "End": true on the last state, or add a Succeed or Fail state',
      };
    }
  },
};

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
      const leavers = leadsTo(
        group,
        ends.map(({ name }) => name),
      );
      for (const node of nodes) {
        if (leavers.has(node.name)) continue;
        yield {
          pointer: node.pointer,
          message: `State "${node.name}" can never come to an end of the workflow`,
          hint: 'add a rule or catcher that leaves the loop',
        };
        break;
      }
    }
  },
};

function isTerminal(node: AnyStateNode): boolean {
  return stateFacts(node.type).terminal || ownKey(node.fields as never, 'End') === true;
}

function leadsTo(group: StateGroup, ends: readonly string[]): Set<string> {
  const sources = new Map<string, string[]>();
  for (const node of group.states.values()) {
    for (const target of transitionTargets(node.type, node.fields as never)) {
      const known = sources.get(target.name);
      if (known) known.push(node.name);
      else sources.set(target.name, [node.name]);
    }
  }
  const found = new Set(ends);
  const queue = [...ends];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const source of sources.get(name) ?? []) {
      if (found.has(source)) continue;
      found.add(source);
      queue.push(source);
    }
  }
  return found;
}
