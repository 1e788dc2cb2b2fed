import {
  childPointer,
  editDistance,
  isHttpStatusError,
  isJsonArray,
  isJsonObject,
  isReservedErrorName,
  type JsonValue,
  misspeltServiceError,
  ownKey,
  QUOTAS,
  RESERVED_ERROR_NAMES,
  type ReservedErrorName,
  stringsIn,
} from '../../asl';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';
import type { RuleContext } from '../rule-context';
import { type ReadResource, readResource } from '../services/read-resource';

/** Reports misspelt reserved error names, and retriers or catchers that can never act. */
export const errorNames: Rule = {
  name: 'ERROR_NAME',
  severity: 'ERROR',
  aws: false,
  *check({ states }) {
    const raised = raisedNames(states);
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      const task = typeof resource === 'string' ? readResource(resource) : undefined;
      for (const field of ['Retry', 'Catch']) {
        const entries = ownKey(state, field);
        if (!isJsonArray(entries)) continue;
        yield* judgeNames(node.name, entries, childPointer(node.pointer, field), field === 'Retry' ? 'retrier' : 'catcher', {
          task,
          raised,
          http: node.type !== 'Task' || callsHttp(task),
        });
      }
    }
  },
};

function* judgeNames(
  stateName: string,
  entries: readonly JsonValue[],
  pointer: string,
  what: string,
  { task, raised, http }: { readonly task: ReadResource | undefined; readonly raised: ReadonlySet<string>; readonly http: boolean },
): Iterable<Finding> {
  const taken = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const names = isJsonObject(entry) ? stringsIn(ownKey(entry, 'ErrorEquals')) : [];
    const at = childPointer(childPointer(pointer, index), 'ErrorEquals');
    for (const [position, name] of names.entries()) {
      if (!(http && isHttpStatusError(name))) yield* misspelt(stateName, name, childPointer(at, position), raised);
      yield* misspeltService(stateName, name, childPointer(at, position), raised);
      yield* neverGiven(stateName, name, childPointer(at, position));
    }
    if (names.length > 0 && names.every((name) => taken.has(name))) {
      yield {
        pointer: at,
        rule: 'UNREACHABLE_ERROR_HANDLER',
        code: 'UNREACHABLE_ERROR_HANDLER',
        severity: 'WARNING',
        message: `State "${stateName}": this ${what} never acts: an earlier one takes ${names.join(', ')}`,
        hint: 'the first match decides: merge them',
      };
    } else if (names.length > 0 && names.every((name) => name === 'States.Runtime')) {
      yield {
        pointer: at,
        rule: 'UNREACHABLE_ERROR_HANDLER',
        code: 'UNREACHABLE_ERROR_HANDLER',
        severity: 'WARNING',
        message: `State "${stateName}": States.Runtime can be neither retried nor caught`,
        hint: `remove the ${what}`,
      };
    } else if (names.length > 0 && task !== undefined && names.every((name) => isOfOtherService(name, task))) {
      yield {
        pointer: at,
        rule: 'UNREACHABLE_ERROR_HANDLER',
        code: 'UNREACHABLE_ERROR_HANDLER',
        severity: 'WARNING',
        message: `State "${stateName}": this ${what} never acts: errors of Lambda come only from Lambda`,
        hint: 'name the errors of the service that the task calls',
      };
    }
    for (const name of names) taken.add(name);
  }
}

/** HTTP tasks fail with the status of the answer; so do the Maps and Parallels around them. */
function callsHttp(task: ReadResource | undefined): boolean {
  return task?.kind === 'integration' && task.service === 'http';
}

/** Retriers are often copied from a Lambda task to others. */
function isOfOtherService(name: string, task: ReadResource): boolean {
  return name.startsWith('Lambda.') && (task.kind === 'integration' || task.kind === 'sdk') && task.service !== 'lambda';
}

/** Names of the specification in whose place AWS gives others. */
function* neverGiven(stateName: string, name: string, pointer: string): Iterable<Finding> {
  const reserved: ReservedErrorName | undefined = isReservedErrorName(name) ? RESERVED_ERROR_NAMES[name] : undefined;
  if (reserved?.instead === undefined) return;
  const { meaning, instead } = reserved;
  const lost = RESERVED_ERROR_NAMES[instead].catchable ? '' : ', which can be neither retried nor caught';
  yield {
    pointer,
    rule: 'UNREACHABLE_ERROR_HANDLER',
    code: 'UNREACHABLE_ERROR_HANDLER',
    severity: 'WARNING',
    message: `State "${stateName}": AWS never gives ${name}: when ${meaning}, the error is ${instead}${lost}`,
    hint: NEVER_GIVEN_HINTS.get(name) ?? `name "${instead}"`,
  };
}

const NEVER_GIVEN_HINTS: ReadonlyMap<string, string> = new Map([
  ['States.NoChoiceMatched', 'give the Choice a "Default"'],
  ['States.ParameterPathFailure', 'test the path with "IsPresent" in a Choice before this state'],
  ['States.IntrinsicFailure', 'check the arguments of the function in a Choice before this state'],
]);

/** The errors that the machine's own Fail states raise. */
function raisedNames(states: RuleContext['states']): ReadonlySet<string> {
  const errors = states.map(({ node, state }) => (node.type === 'Fail' ? ownKey(state, 'Error') : undefined));
  return new Set(errors.filter((error) => typeof error === 'string'));
}

/** Errors of services are compared letter by letter, and a function may raise any: a WARNING. */
function* misspeltService(stateName: string, name: string, pointer: string, raised: ReadonlySet<string>): Iterable<Finding> {
  if (raised.has(name)) return;
  const near = misspeltServiceError(name);
  const never = near === undefined ? whyNoName(name) : undefined;
  if (near !== undefined)
    yield { pointer, severity: 'WARNING', message: `State "${stateName}": there is no error "${name}"`, hint: `did you mean "${near}"?` };
  else if (never !== undefined)
    yield { pointer, severity: 'WARNING', message: `State "${stateName}": ${never}`, hint: 'name the error itself, or "States.ALL"' };
  else if (/^[\w.]*\*$/.test(name))
    yield {
      pointer,
      severity: 'WARNING',
      message: `State "${stateName}": "${name}" is compared letter by letter, and "*" stands for nothing else`,
      hint: 'name each error, or "States.ALL"',
    };
}

/** Why no error has such a name; undefined where one may. */
function whyNoName(name: string): string | undefined {
  if (name === '') return 'no error has an empty name';
  if (name.length > QUOTAS.errorLength) return `names of errors have at most ${QUOTAS.errorLength} characters`;
  return /^(?:\{%.*%\}|\$\$?[.[].*)$/s.test(name)
    ? `${JSON.stringify(name)} is compared letter by letter: neither paths nor expressions are evaluated here`
    : undefined;
}

/** Only one letter off, or other capitals, count as a typo: names such as `States.QuorumMet` are in use, and AWS lets a Fail state raise them. */
function* misspelt(stateName: string, name: string, pointer: string, raised: ReadonlySet<string>): Iterable<Finding> {
  if (isReservedErrorName(name) || !/^states?\./i.test(name)) return;
  const near = Object.keys(RESERVED_ERROR_NAMES).find(
    (reserved) => editDistance(name, reserved, 2) <= 1 || name.toLowerCase() === reserved.toLowerCase(),
  );
  if (near !== undefined) {
    // `State.ALL` is an ordinary name to AWS (recorded), which runs and never matches.
    yield {
      pointer,
      severity: name.startsWith('States.') && editDistance(name, near, 2) <= 1 ? 'ERROR' : 'WARNING',
      message: `State "${stateName}": there is no error "${name}"`,
      hint: `did you mean "${near}"?`,
    };
  } else if (name.startsWith('States.') && !raised.has(name)) {
    yield {
      pointer,
      severity: 'WARNING',
      message: `State "${stateName}": names that begin with "States." are reserved, and "${name}" is not one of them`,
      hint: 'give your own errors another prefix',
    };
  }
}
