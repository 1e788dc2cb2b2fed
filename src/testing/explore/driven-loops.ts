import { isJsonObject, type JsonValue, valueAlong } from '../../asl';
import type { MachineStates } from '../machine-view/machine-states';
import { reachedFrom } from '../machine-view/reached-from';
import { isMeant, sitesOf, withValueAt } from './leaf-sites';
import type { RuleConstant } from './rule-constants';

/** Other results of a task by which a loop around it goes on, or ends: undefined for a task that no loop asks again. */
export type LoopResults = (state: string, result: JsonValue) => readonly JsonValue[];

/**
 * What else a task in a loop may answer: where a rule of the same loop compares a value of the result with constants, that value is one of these, or
 * none of them. A mock that answers "done" at once would show one round only.
 */
export function loopResults(states: MachineStates, constants: readonly RuleConstant[]): LoopResults {
  const behind = new Map(states.names.map((name) => [name, reachedFrom(name, states)]));
  const inOneLoop = (one: string, other: string): boolean => behind.get(one)?.has(other) === true && behind.get(other)?.has(one) === true;
  return (state, result) => {
    const rules = constants.filter((each) => inOneLoop(state, each.state));
    if (rules.length === 0 || typeof result !== 'object' || result === null) return [];
    return sitesOf(result).flatMap(({ names, places: [place = []] }) => {
      const compared = rules.filter((rule) => isMeant(rule, names)).map(({ constant }) => constant);
      const given = valueAlong(result, place);
      if (compared.length === 0 || given === undefined || Array.isArray(given) || isJsonObject(given)) return [];
      return othersThan(given, compared).map((other) => withValueAt(result, place, other) as JsonValue);
    });
  };
}

/** A word that no rule names makes a loop take its Default. */
function othersThan(given: JsonValue, compared: readonly RuleConstant['constant'][]): readonly JsonValue[] {
  const sort = typeof given;
  const kin = compared.filter((each) => typeof each === sort);
  const beyond = kin.flatMap((each): readonly JsonValue[] =>
    typeof each === 'number' ? [each - 1, each + 1] : typeof each === 'boolean' ? [!each] : ['PENDING'],
  );
  return [...new Set<JsonValue>([...beyond, ...kin])].filter((each) => each !== given);
}
