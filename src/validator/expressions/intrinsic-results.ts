import { isJsonArray, type JsonValue } from '../../asl';
import { compileIntrinsic, EvaluationError, type IntrinsicCall, NO_DATA } from '../../data';

/** Kinds of data that intrinsic functions take and give. */
export type IntrinsicKind = 'array' | 'object' | 'string' | 'number' | 'boolean';

/** What each function gives, whatever its arguments are; the others give what stands in their data. */
const RESULTS: ReadonlyMap<string, IntrinsicKind> = new Map(
  Object.entries({
    Array: 'array',
    ArrayContains: 'boolean',
    ArrayLength: 'number',
    ArrayPartition: 'array',
    ArrayRange: 'array',
    ArrayUnique: 'array',
    Base64Decode: 'string',
    Base64Encode: 'string',
    Format: 'string',
    Hash: 'string',
    JsonMerge: 'object',
    JsonToString: 'string',
    MathAdd: 'number',
    MathRandom: 'number',
    StringSplit: 'array',
    UUID: 'string',
  } as const).map(([name, kind]) => [`States.${name}`, kind]),
);

/** The kind of data that a call gives; undefined where that depends on its arguments. */
export function kindOfCall(name: string): IntrinsicKind | undefined {
  return RESULTS.get(name);
}

/** A call of constants that fails whenever it is evaluated: how it is written, and what to do. */
export interface FailingCall {
  readonly written: string;
  /** AWS's words. */
  readonly reason: string;
  readonly hint: string;
}

/** The innermost call of constants in an intrinsic expression that fails, if there is one. @param text the expression of which `call` is the whole or a part */
export function failingCall(call: IntrinsicCall, text: string): FailingCall | undefined {
  for (const argument of call.args) {
    const inner = argument.kind === 'call' ? failingCall(argument.call, text) : undefined;
    if (inner !== undefined) return inner;
  }
  if (!isConstant(call)) return undefined;
  const written = text.slice(call.offset, call.end);
  try {
    compileIntrinsic(written, '').evaluate(NO_DATA);
    return undefined;
  } catch (error) {
    // What cannot be run here for another reason says so when it runs.
    return error instanceof EvaluationError ? { written, reason: reasonOf(error.message, written), hint: hintFor(call, text) } : undefined;
  }
}

function isConstant({ args }: IntrinsicCall): boolean {
  return args.every((argument) => argument.kind === 'literal' || (argument.kind === 'call' && isConstant(argument.call)));
}

/** AWS names the whole call first, and its parser of JSON the place in a text that nobody sees. */
function reasonOf(message: string, written: string): string {
  const [, reason = message] = message.split(`${written}. `);
  return reason.replaceAll(/\s+/g, ' ').replaceAll(/ ?(?:\(start marker )?at \[Source[^\]]*\]\)?/g, '');
}

function hintFor({ name, args: [list] }: IntrinsicCall, text: string): string {
  const items = name === 'States.ArrayGetItem' && list?.kind === 'call' ? resultOf(list.call, text) : undefined;
  if (!isJsonArray(items)) return 'correct the constants in it';
  return items.length === 1
    ? 'the array has one item, whose index is 0'
    : `the array has ${items.length} items, from 0 to ${items.length - 1}`;
}

function resultOf(call: IntrinsicCall, text: string): JsonValue {
  return compileIntrinsic(text.slice(call.offset, call.end), '').evaluate(NO_DATA);
}
