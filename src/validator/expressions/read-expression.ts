import { nearestName } from '../../asl';
import { describeIntrinsic, describePath, type IntrinsicCall, type IntrinsicFacts, type PathFacts, parseIntrinsic } from '../../data';
import { keepAnswers } from './keep-answers';

/** An expression that can be read, with its facts, or the sentence that says why it cannot. */
export type Read<Facts> =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly reason: string; readonly failsWhenRun?: boolean };

/** Why an expression cannot be read that has thousands of brackets in each other. */
export const NESTED_TOO_DEEPLY = 'it is nested too deeply';

function whileStackLasts<Described>(
  describe: () => Described,
): Described | { readonly problem: { readonly message: string; readonly failsWhenRun?: boolean } } {
  try {
    return describe();
  } catch (error) {
    if (error instanceof RangeError) return { problem: { message: NESTED_TOO_DEEPLY } };
    throw error;
  }
}

/** Reads a JSONPath: `$…`, `$$…` or `$name…`. */
export const readPath = keepAnswers((text: string): Read<PathFacts> => plainPath(text) ?? parsedPath(text));

const PLAIN_PATH = /^\$\$?(?:\.[A-Za-z_]\w*)*$/;

/** `$.order.id` and the like need no parser: most paths are such. */
function plainPath(text: string): Read<PathFacts> | undefined {
  if (!PLAIN_PATH.test(text)) return undefined;
  const ofContext = text.startsWith('$$');
  return {
    ok: true,
    facts: {
      kind: 'path',
      root: ofContext ? 'context' : 'input',
      definite: true,
      isReferencePath: !ofContext,
      segments: text.split('.').slice(1),
      hasFilter: false,
      variables: [],
      readsContext: ofContext,
      readsInput: !ofContext,
    },
  };
}

function parsedPath(text: string): Read<PathFacts> {
  const described = whileStackLasts(() => describePath(text));
  if ('facts' in described) return { ok: true, facts: described.facts };
  return { ok: false, reason: described.problem.message, failsWhenRun: described.problem.failsWhenRun === true };
}

/** Reads an intrinsic call: every function in it exists, and takes so many arguments. */
export const readIntrinsic = keepAnswers((text: string): Read<IntrinsicFacts> => {
  const described = whileStackLasts(() => describeIntrinsic(text));
  if ('problem' in described) return { ok: false, reason: described.problem.message };
  for (const call of described.facts.calls) {
    if (!call.known) {
      const nearest = nearestName(call.name, INTRINSIC_NAMES);
      return { ok: false, reason: `there is no function "${call.name}"${nearest ? `: did you mean "${nearest}"?` : ''}` };
    }
  }
  return { ok: true, facts: described.facts };
});

/** The parts of a call that {@link readIntrinsic} accepted. */
export function intrinsicCall(text: string): IntrinsicCall {
  return parseIntrinsic(text);
}

/** The text of every path an intrinsic call reads, those of nested calls included; {@link readIntrinsic} has accepted it. */
export function intrinsicPaths(text: string): string[] {
  return pathsOf(parseIntrinsic(text));
}

function pathsOf(call: IntrinsicCall): string[] {
  return call.args.flatMap((argument) => {
    if (argument.kind === 'path') return [argument.path.text];
    return argument.kind === 'call' ? pathsOf(argument.call) : [];
  });
}

/** Tells text that wants to be a path from text that wants to be a call. */
export function looksLikePath(text: string): boolean {
  return text.startsWith('$');
}

const INTRINSIC_NAMES = [
  'Format',
  'StringToJson',
  'JsonToString',
  'Array',
  'ArrayPartition',
  'ArrayContains',
  'ArrayRange',
  'ArrayGetItem',
  'ArrayLength',
  'ArrayUnique',
  'Base64Encode',
  'Base64Decode',
  'Hash',
  'JsonMerge',
  'MathRandom',
  'MathAdd',
  'StringSplit',
  'UUID',
].map((name) => `States.${name}`);
