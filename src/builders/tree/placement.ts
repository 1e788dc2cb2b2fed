import { receivedText } from '../../asl';
import {
  atStep,
  BuilderError,
  callbackNode,
  checkScope,
  type ExpressionNode,
  isMerge,
  type Ref,
  type ReferenceScope,
  type RootName,
  reference,
  rootReference,
} from '../../expressions';
import { atAnotherTime } from './at-another-time';
import { knownOptions } from './known-options';
import { refusePathTokens } from './path-tokens';
import { errorKey, type Placement } from './step-node';

const names: Record<string, RootName> = {
  input: 'input',
  vars: 'variables',
  context: 'context',
  result: 'result',
  taskToken: 'taskToken',
  item: 'item',
  index: 'index',
};

/**
 * Calls a callback with the references it asked for and gives the tree of what it returned.
 *
 * @throws BuilderError when it uses references of another callback
 */
export function captured<Scope>(
  step: string,
  sources: readonly (keyof typeof names)[],
  callback: (scope: Scope) => unknown,
): ExpressionNode {
  if (typeof callback !== 'function') {
    throw new BuilderError({
      code: 'OPTION_VALUE',
      step,
      message: `It expected a function that gives a value, received ${receivedText(callback)}.`,
      hint: 'write a function of the data: ({ input }) => input.lines.',
    });
  }
  const scope: ReferenceScope = { step };
  const references: Record<string, unknown> = { error: caughtError(scope) };
  for (const source of sources) references[source] = rootReference(names[source]!, scope);
  const node = atStep(step, () =>
    callbackNode(step, { text: String(callback), call: () => callback(scopeOf(step, references) as Scope), otherwise: atAnotherTime }),
  );
  checkScope(node, scope);
  refusePathTokens(step, node);
  return node;
}

/** What a callback takes: what is not there would be undefined, and a field that is undefined is left out without a word. */
function scopeOf(step: string, references: Readonly<Record<string, unknown>>): unknown {
  return new Proxy(references, {
    get: (_target, name) => {
      if (typeof name === 'symbol' || Object.hasOwn(references, name)) return references[name as string];
      const names = Object.keys(references).filter((known) => known !== 'error');
      throw new BuilderError({
        code: 'REFERENCE_OUT_OF_SCOPE',
        step,
        message: `A callback reads ${JSON.stringify(name)}, but its argument has only ${names.join(', ')}.`,
        hint:
          name === 'taskToken'
            ? 'write waitForTaskToken: true beside it, which gives the callback a token.'
            : `take one of those, as in ({ ${names[0]} }) => ({ ... }).`,
      });
    },
  });
}

/** The reference to the failure that a handler finds in its input. */
export function caughtError(scope: ReferenceScope): Ref<unknown> {
  return reference({ kind: 'field', of: { kind: 'root', root: 'input', scope }, name: errorKey });
}

const stepSources = ['input', 'vars', 'context'] as const;

/** References of a callback that runs before the step has its result. */
export const beforeResult: readonly string[] = stepSources;

/** References of a callback that runs once the step has its result. */
export const afterResult: readonly string[] = [...stepSources, 'result'];

/** The placement options without their types. */
export interface UntypedPlacement {
  readonly into?: unknown;
  readonly replace?: unknown;
  readonly discard?: unknown;
  readonly output?: ((scope: never) => unknown) | undefined;
  readonly assign?: ((scope: never) => unknown) | undefined;
  readonly comment?: string;
}

/**
 * Options with the output and assign that stand after the flow of a step.
 *
 * @throws BuilderError where one of them stands among the options, too
 */
export function outcomeAdded<Options extends UntypedPlacement>(step: string, options: Options, outcome?: UntypedPlacement): Options {
  if (outcome !== undefined) knownOptions(step, 'outcome', outcome);
  const twice = (['output', 'assign'] as const).find((key) => options[key] !== undefined && outcome?.[key] !== undefined);
  if (twice === undefined) return { ...options, ...outcome };
  throw new BuilderError({
    code: 'PLACEMENT_CONFLICT',
    step,
    message: `It has ${twice} twice: among its options and after its flow.`,
    hint: 'keep the one after the flow, where the result has its type.',
  });
}

/**
 * Where the result goes.
 *
 * @throws BuilderError when two options say so
 */
export function placementOf(step: string, options: UntypedPlacement, sources: readonly string[] = afterResult): Placement {
  const modes = (['into', 'replace', 'discard', 'output'] as const).filter(
    (mode) => options[mode] !== undefined && options[mode] !== false,
  );
  if (modes.length > 1) {
    throw new BuilderError({
      code: 'PLACEMENT_CONFLICT',
      step,
      message: `It has ${modes.join(' and ')}, and each says where the result goes.`,
      hint: 'keep one of into, replace, discard and output; assign goes with any of them.',
    });
  }
  const mode = modes[0] ?? 'result';
  const assign = options.assign === undefined ? undefined : assigned(step, captured(step, sources, options.assign));
  const key = mode === 'into' || mode === 'replace' ? keyNamed(step, mode, options[mode] as string) : undefined;
  const output = mode === 'output' && options.output !== undefined ? captured(step, sources, options.output) : undefined;
  return Object.freeze({ mode, key, output, assign });
}

function ownName(step: string, key: string): BuilderError {
  return new BuilderError({
    code: 'VARIABLE_NAME',
    step,
    message: `"${key}" begins with ${ownPrefix}, which the builders reserve for variables that keep results between two states.`,
    hint: 'give it another name.',
  });
}

function keyNamed(step: string, mode: string, key: string): string {
  if (typeof key !== 'string' || !/^\$[.[]/.test(key)) return key;
  throw new BuilderError({
    code: 'OPTION_VALUE',
    step,
    message: `It has the path "${key}" under ${mode}, which takes the name of a key.`,
    hint: `write ${mode}: '${key.replace(/^\$[.[]'?|'?\]$/g, '')}'.`,
  });
}

/** Begins the names of variables in which builders keep results. */
export const ownPrefix = 'resultOf_';

const variableName = /^\p{ID_Start}\p{ID_Continue}*$/u;

function assigned(step: string, node: ExpressionNode): ExpressionNode {
  if (node.kind !== 'object') {
    throw new BuilderError({
      code: 'ASSIGN_NOT_OBJECT',
      step,
      message: `Its assign does not return an object of variables${isMerge(node) ? ': copied by spread, their names are not known while the workflow is built' : ''}.`,
      hint: 'return an object with a name for each: assign: ({ result }) => ({ total: result.total, all: result }).',
    });
  }
  for (const { key, optional } of node.fields) {
    if (optional) {
      throw new BuilderError({
        code: 'ASSIGN_NOT_OBJECT',
        step,
        message: `Its assign gives the variable "${key}" by optional(...), and a variable always gets a value.`,
        hint: `write a default: assign: ({ input }) => ({ ${key}: orElse(input.${key}, null) }).`,
      });
    }
    if (key.startsWith(ownPrefix)) throw ownName(step, key);
    if (key !== 'states' && key.length <= 80 && variableName.test(key)) continue;
    throw new BuilderError({
      code: 'VARIABLE_NAME',
      step,
      message: `"${key}" is not a name for a variable.`,
      hint: 'begin with a letter, continue with letters, digits and _, use at most 80 characters, and not the name "states", which is reserved.',
    });
  }
  return node;
}
