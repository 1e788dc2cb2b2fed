import { nearestName, QUOTAS } from '../../asl';
import { assignmentsOf, type VariableScope, variableScopes, variablesRead } from '../expressions/variable-uses';
import type { Rule } from '../rule';
import type { StatePlace } from '../rule-context';

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Reports variables whose name the language does not take. */
export const variableNames: Rule = {
  name: 'VARIABLE_NAME',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    for (const place of states) {
      for (const { name, pointer } of assignmentsOf(place)) {
        const stateName = place.node.name;
        if (name === 'states')
          yield { pointer, message: `State "${stateName}": "states" is reserved for $states`, hint: 'give the variable another name' };
        else if (!NAME.test(name))
          yield {
            pointer,
            message: `State "${stateName}": "${name}" is no name for a variable`,
            hint: 'begin it with a letter, and go on with letters, digits and "_"',
          };
        else if (name.length > QUOTAS.nameLength)
          yield {
            pointer,
            message: `State "${stateName}": a variable has at most ${QUOTAS.nameLength} characters, this one ${name.length}`,
            hint: 'shorten it',
          };
      }
    }
  },
};

/** Reports an `Assign` in a branch or item processor to a variable that a state around it assigns. */
export const shadowedVariables: Rule = {
  name: 'SHADOWED_VARIABLE',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    const scopes = variableScopes(states);
    for (const place of states) {
      const outer = scopes.get(place.group)?.outer;
      if (!outer) continue;
      // What a state around it assigns, it assigns when the branch is over: AWS accepts that (recorded).
      const around = new Set(place.around.map(({ name }) => name));
      for (const { name, pointer, stateName } of assignmentsOf(place)) {
        const first = findOuter(outer, name, around);
        if (first !== undefined)
          yield {
            pointer,
            message: `State "${stateName}" assigns "${name}", which state "${first}" outside the branch assigns too`,
            hint: 'give it another name: an inner state cannot change an outer variable',
          };
      }
    }
  },
};

/** Reports reads of variables that no state in sight assigns: AWS accepts them and fails when it gets there, so only a likely typo is an ERROR. */
export const undefinedVariables: Rule = {
  name: 'UNDEFINED_VARIABLE',
  severity: 'WARNING',
  aws: false,
  *check({ states, sites }) {
    const scopes = variableScopes(states);
    const groups = new Map(states.map((place) => [place.node, place]));
    for (const site of sites()) {
      for (const name of variablesRead(site)) {
        const place = groups.get(site.node) as StatePlace;
        const scope = scopes.get(place.group);
        if (name === 'states' || (scope && findOuter(scope, name) !== undefined)) continue;
        const nearest = nearestName(name, namesIn(scope));
        yield {
          pointer: site.pointer,
          ...(nearest ? { severity: 'ERROR' as const } : {}),
          message: `State "${site.node.name}" reads the variable "$${name}", which no state in its scope assigns`,
          hint: nearest ? `did you mean "$${nearest}"?` : `add "Assign": { "${name}": … } to a state before it`,
        };
      }
    }
  },
};

/** Warns of variables that are assigned and never read. */
export const unusedVariables: Rule = {
  name: 'UNUSED_VARIABLE',
  severity: 'WARNING',
  aws: false,
  *check({ states, sites, problems }) {
    if (problems.length > 0) return;
    const scopes = variableScopes(states);
    const groups = new Map(states.map((place) => [place.node, place]));
    const read = new Set<unknown>();
    for (const site of sites()) {
      for (const name of variablesRead(site)) {
        for (let scope = scopes.get(groups.get(site.node)!.group); scope; scope = scope.outer) {
          const assignments = scope.assigned.get(name);
          if (assignments) read.add(assignments);
        }
      }
    }
    // A machine that reads no variable at all assigns them to be seen in the history.
    if (read.size === 0) return;
    for (const scope of scopes.values()) {
      for (const [name, assignments] of scope.assigned) {
        if (read.has(assignments)) continue;
        yield {
          pointer: assignments[0]!.pointer,
          message: `State "${assignments[0]!.stateName}" assigns "${name}", which nothing reads`,
          hint: 'remove it',
        };
      }
    }
  },
};

/** Gives the state that assigns a name in a scope or around it. */
function findOuter(scope: VariableScope, name: string, except: ReadonlySet<string> = new Set()): string | undefined {
  for (let at: VariableScope | undefined = scope; at; at = at.outer) {
    const first = at.assigned.get(name)?.find(({ stateName }) => !except.has(stateName));
    if (first) return first.stateName;
  }
  return undefined;
}

function namesIn(scope: VariableScope | undefined): string[] {
  const names: string[] = [];
  for (let at = scope; at; at = at.outer) names.push(...at.assigned.keys());
  return names;
}
