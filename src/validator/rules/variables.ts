import { type AnyStateNode, firstIn, knownIn, nearestName, QUOTAS, type StateGroup } from '../../asl';
import { type AssignedBefore, assignedBefore } from '../data-flow/assigned-before';
import type { Shape } from '../data-flow/shape';
import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { assignmentsOf, namesRead, type UseScope, variableScopes, variablesRead } from '../expressions/variable-uses';
import { targetNames } from '../group-graph';
import type { Rule } from '../rule';
import type { StatePlace } from '../rule-context';

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Reports variables whose name the language does not take. */
export const variableNames: Rule = {
  name: 'VARIABLE_NAME',
  severity: 'ERROR',
  aws: 'partly',
  *check({ states }) {
    for (const place of states) {
      for (const { name, pointer } of assignmentsOf(place)) {
        const stateName = place.node.name;
        if (name === 'states')
          yield {
            pointer,
            message: `State "${stateName}": "states" is reserved for $states`,
            hint: 'give the variable another name',
            aws: { code: 'RESERVED_VARIABLE_NAME', message: `Cannot assign to reserved variable '$states'.` },
          };
        else if (!NAME.test(name))
          yield {
            pointer,
            message: `State "${stateName}": "${name}" is not a name for a variable`,
            aws: {
              code: 'INVALID_VARIABLE_NAME',
              message: `Invalid variable name '${name}': the variable name contains invalid characters.`,
            },
            hint: 'begin it with a letter, and continue with letters, digits and "_"',
          };
        else if (name.length > QUOTAS.nameLength)
          yield {
            pointer,
            message: `State "${stateName}": a variable has at most ${QUOTAS.nameLength} characters, and this one has ${name.length}`,
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
  aws: 'partly',
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
            aws: { code: 'SCHEMA_VALIDATION_FAILED', message: `The variable name '${name}' was already defined in a parent scope.` },
          };
      }
    }
  },
};

/** Each costs a pass over all names. */
const MOST_NAME_SEARCHES = 100;
/** A name that says itself that there is no such variable: machines that try out the failure have it. */
const MEANT_TO_BE_MISSING = /^(?:(?:does|is|do)?_?not_?(?:exist|defined|assigned|there)|non?_?(?:such|exist)|missing|undefined|unknown)/i;
/** Nothing but a variable, or arithmetic with it and a number. */
const ONE_VARIABLE = /^\{%\s*\$(\w+)(?:\.\w+)*\s*(?:[-+*/%]\s*\d+(?:\.\d+)?\s*)?%\}$/;
const ONLY_A_VARIABLE = /^\{%\s*\$\w+(?:\.\w+)*\s*%\}$/;

/**
 * Reports reads of variables that no state in sight assigns. AWS accepts them and fails when it gets there, so only what is sure to be wrong is an
 * ERROR: a name that is nearly one that is assigned, or an expression that is nothing but a variable which the whole machine never assigns, in a
 * state that every execution comes to.
 */
export const undefinedVariables: Rule = {
  name: 'UNDEFINED_VARIABLE',
  severity: 'WARNING',
  aws: false,
  *check({ states, sites, machine, flows }) {
    const scopes = variableScopes(states);
    const groups = new Map(states.map((place) => [place.node, place]));
    const always = straightWay(machine);
    let searches = MOST_NAME_SEARCHES;
    const assigned = new Set([...scopes.values()].flatMap((scope) => [...scope.assigned.keys()]));
    const before = assignedBefore();
    for (const site of sites()) {
      for (const name of variablesRead(site)) {
        const place = knownIn(groups, site.node);
        const scope = scopes.get(place.group);
        if (name === 'states') {
          if (site.kind !== 'jsonata') yield statesInPath(site);
          continue;
        }
        if (scope && findOuter(scope, name) !== undefined) {
          const when = whenUnassigned(place, name, site, { scopes, groups, before });
          if (when !== undefined) yield assignedTooLate(site, name, when);
          continue;
        }
        const nearest = searches-- > 0 ? nearestName(name, namesInScope(scope)) : undefined;
        const fails =
          always.has(site.node) && !assigned.has(name) && ONLY_A_VARIABLE.test(String(site.value)) && !MEANT_TO_BE_MISSING.test(name);
        yield {
          pointer: site.pointer,
          ...(nearest || fails ? { severity: 'ERROR' as const } : {}),
          message: `State "${site.node.name}" reads the variable "$${name}", which no state in its scope assigns`,
          hint: variableHint(name, nearest, site.kind === 'jsonata', flows().get(site.node)?.input),
        };
      }
    }
  },
};

/** JSONPath has no `$states`, and no variable may be called so. */
function statesInPath({ node, pointer, value }: ExpressionSite): Finding {
  return {
    pointer,
    message: `State "${node.name}" reads "$states", which JSONPath does not have`,
    hint: /\$states\.context/.test(String(value))
      ? 'write "$$…" for the context object'
      : 'write "$…" for the input, or "{% … %}" in a state of JSONata',
  };
}

interface VariableSight {
  readonly scopes: ReadonlyMap<StateGroup, UseScope>;
  readonly groups: ReadonlyMap<AnyStateNode, StatePlace>;
  readonly before: AssignedBefore;
}

/** When a state finds no value in a variable that its scope assigns: always, or the first time that it is entered and needs one; undefined where it may find one. */
function whenUnassigned(
  reader: StatePlace,
  name: string,
  site: ExpressionSite,
  { scopes, groups, before }: VariableSight,
): 'ever' | 'first' | undefined {
  let isFirst = false;
  for (let place: StatePlace | undefined = reader; place !== undefined; ) {
    const scope = scopes.get(place.group);
    if (scope?.assigned.has(name) && before.ever(place, name)) {
      if (!needsValue(site, name) || before.onFirstVisit(place, name)) return undefined;
      isFirst = true;
    }
    const owner: AnyStateNode | undefined = scope?.outer === undefined ? undefined : place.around.at(-1);
    place = owner === undefined ? undefined : groups.get(owner);
  }
  return isFirst ? 'first' : 'ever';
}

/** An expression that has no value where the variable has none; functions and conditions may ask whether it has. */
function needsValue({ kind, value, stateField }: ExpressionSite, name: string): boolean {
  if (typeof value !== 'string') return false;
  if (kind === 'jsonata') return ONE_VARIABLE.exec(value)?.[1] === name;
  // Rules of a Choice may ask whether it is there.
  return stateField !== 'Choices';
}

function assignedTooLate({ node, pointer, kind }: ExpressionSite, name: string, when: 'ever' | 'first'): Finding {
  const text = when === 'ever' ? 'which no state before it assigns' : 'which no state assigns before the first time it is entered';
  return {
    pointer,
    message: `State "${node.name}" reads the variable "$${name}", ${text}`,
    hint:
      when === 'ever'
        ? 'a state reads variables as they were when it was entered: assign it in a state before this one'
        : `assign a first value in a state before the loop${kind === 'jsonata' ? `, or write ($exists($${name}) ? $${name} : 0)` : ''}`,
  };
}

/** The states that every execution comes to, unless one before fails: the first, and those after it as long as there is one way only. */
function straightWay(machine: StateGroup): Set<AnyStateNode> {
  const found = new Set<AnyStateNode>();
  for (let node = machine.states.get(machine.startAt); node !== undefined && !found.has(node); ) {
    found.add(node);
    const targets = targetNames(node);
    node = targets.length === 1 ? machine.states.get(firstIn(targets)) : undefined;
  }
  return found;
}

function variableHint(name: string, nearest: string | undefined, jsonata: boolean, input: Shape | undefined): string {
  if (nearest !== undefined) return `did you mean "$${nearest}"?`;
  if (jsonata && nearestName(name, ['states']) !== undefined) return 'did you mean "$states"?';
  if (input?.kind === 'object' && input.fields.has(name))
    return jsonata ? `the input has it: use "$states.input.${name}"` : `the input has it: use "$.${name}"`;
  return `add "Assign": { "${name}": … } to a state before it`;
}

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
      for (const name of namesRead(site)) {
        for (let scope = scopes.get(knownIn(groups, site.node).group); scope; scope = scope.outer) {
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
          pointer: firstIn(assignments).pointer,
          message: `State "${firstIn(assignments).stateName}" assigns "${name}", which nothing reads`,
          hint: 'remove it',
        };
      }
    }
  },
};

/** The state that assigns a name in a scope or around it. */
function findOuter(scope: UseScope, name: string, except: ReadonlySet<string> = new Set()): string | undefined {
  for (let at: UseScope | undefined = scope; at; at = at.outer) {
    const first = at.assigned.get(name)?.find(({ stateName }) => !except.has(stateName));
    if (first) return first.stateName;
  }
  return undefined;
}

function namesInScope(scope: UseScope | undefined): string[] {
  const names: string[] = [];
  for (let at = scope; at; at = at.outer) names.push(...at.assigned.keys());
  return names;
}
