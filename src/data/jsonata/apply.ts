import type { Closure } from './compiler';
import type { Evaluation } from './evaluation';
import { Frame, type FrameScope, type Slot, UNSET } from './frame';
import { INTERNAL, JsonataError } from './jsonata-error';
import type { Signature } from './signature';
import { FunctionValue, type Value } from './values';

/** A lambda as compiled: shared by every closure made of it. */
export interface LambdaCode {
  readonly scope: FrameScope;
  /** The slot of each parameter. */
  readonly parameterSlots: readonly number[];
  /** True when the parameters are all the variables there are, in order: then the arguments of a call serve as its frame. */
  readonly plainParameters: boolean;
  readonly body: Closure;
  /** How many levels its body certainly nests. */
  readonly reached: number;
  readonly signature: Signature | undefined;
}

/** A lambda together with the variables and the context it was made in. */
export class Lambda extends FunctionValue {
  constructor(
    readonly code: LambdaCode,
    readonly input: Value,
    readonly frame: Frame,
    readonly signature: Signature | undefined,
    /** Arguments already given by a partial application; undefined entries of `holes` are filled by the call. */
    readonly preset: { readonly values: readonly Value[]; readonly holes: readonly number[] } | undefined,
  ) {
    super(preset === undefined ? code.parameterSlots.length : preset.holes.length);
  }
}

/** What a built-in function does. `input` is the context value of the call. */
export type Implementation = (args: readonly Value[], run: Evaluation, input: Value) => Value;

/** A built-in function. */
export class NativeFunction extends FunctionValue {
  constructor(
    readonly name: string,
    arity: number,
    readonly signature: Signature | undefined,
    readonly implementation: Implementation,
  ) {
    super(arity);
  }
}

/** A call in tail position, handed back to the caller so that the stack does not grow. */
export class TailCall extends FunctionValue {
  constructor(
    readonly code: TailCallCode,
    readonly input: Value,
    readonly frame: Frame,
  ) {
    super(0);
  }
}

/** A call in tail position, compiled. */
export interface TailCallCode {
  readonly procedure: Closure;
  readonly arguments: readonly Closure[];
  /** The name called, for error messages. */
  readonly token: string | undefined;
  readonly position: number | undefined;
}

/** Calls a function value. The array of arguments is the callee's from then on. `token` and `position` say what to blame. */
export function apply(fn: Value, args: readonly Value[], input: Value, run: Evaluation, token?: string, position?: number): Value {
  let result = applyOnce(fn, args, input, run, token, position);
  while (result instanceof TailCall) {
    run.spend(1);
    const { code, input: context, frame } = result;
    const next = code.procedure(context, frame, run);
    const values = new Array<Value>(code.arguments.length);
    for (let i = 0; i < values.length; i++) values[i] = code.arguments[i]!(context, frame, run);
    result = applyOnce(next, values, input, run, code.token, code.position);
  }
  return result;
}

/** Calls a function that was passed as an argument: it sees no context value. */
export function callBack(fn: Value, args: readonly Value[], run: Evaluation): Value {
  run.spend(1);
  return apply(fn, args, null, run);
}

/** Calls a function of a higher-order function with as many of value, key and whole as it takes. */
export function callBackWith(fn: FunctionValue, run: Evaluation, value: Value, key: Value, whole: Value): Value {
  if (fn.arity >= 3) return callBack(fn, [value, key, whole], run);
  return callBack(fn, fn.arity === 2 ? [value, key] : [value], run);
}

function applyOnce(
  fn: Value,
  args: readonly Value[],
  input: Value,
  run: Evaluation,
  token: string | undefined,
  position: number | undefined,
): Value {
  try {
    if (fn instanceof Lambda) return invokeLambda(fn, fn.signature === undefined ? args : fn.signature.validate(args, input, run), run);
    if (fn instanceof NativeFunction) {
      return fn.implementation(fn.signature === undefined ? args : fn.signature.validate(args, input, run), run, input);
    }
    throw new JsonataError('T1006');
  } catch (error) {
    if (error instanceof JsonataError) {
      error.token ??= token ?? (fn instanceof NativeFunction && fn.name !== '' ? fn.name : undefined);
      error.position = position ?? error.position;
    }
    throw error;
  }
}

function invokeLambda(lambda: Lambda, args: readonly Value[], run: Evaluation): Value {
  run.spend(1);
  const { code, preset } = lambda;
  run.reach(code.reached);
  let slots: Slot[];
  if (preset === undefined && args.length === code.scope.size && code.plainParameters) slots = args as Slot[];
  else {
    slots = new Array<Slot>(code.scope.size).fill(UNSET);
    const values = preset?.values ?? args;
    for (let i = 0; i < code.parameterSlots.length; i++) slots[code.parameterSlots[i]!] = values[i];
    preset?.holes.forEach((parameter, index) => {
      slots[code.parameterSlots[parameter]!] = args[index];
    });
  }
  return code.body(lambda.input, new Frame(code.scope, slots, lambda.frame, undefined), run);
}

/** Marks a `?` among the arguments of a partial application. */
export const HOLE = Symbol('?');

/** A function of the arguments left open, or an error when `fn` is not a function. */
export function partiallyApply(fn: Value, args: ReadonlyArray<Value | typeof HOLE>): FunctionValue | undefined {
  if (fn instanceof Lambda) {
    const given = fn.preset;
    const parameters = fn.code.parameterSlots.length;
    const values: Value[] = given === undefined ? new Array<Value>(parameters).fill(undefined) : [...given.values];
    const open = given === undefined ? Array.from({ length: parameters }, (_, index) => index) : given.holes;
    const holes: number[] = [];
    open.forEach((parameter, index) => {
      const argument = args[index];
      if (argument === HOLE) holes.push(parameter);
      else values[parameter] = argument;
    });
    return new Lambda(fn.code, fn.input, fn.frame, undefined, { values, holes });
  }
  return fn instanceof NativeFunction ? partialNative(fn, args) : undefined;
}

/**
 * A built-in with some of its parameters filled. The library checks no signature then, wraps no single value into an array and takes nothing from the
 * context: what does not fit as it is mostly breaks the function, and so it is an error without a code.
 */
function partialNative(fn: NativeFunction, args: ReadonlyArray<Value | typeof HOLE>): FunctionValue {
  // The library makes a function of the parameters that its own source declares, and there the second one of $string has a default.
  if (fn.name === 'string') throw new JsonataError('S0208', { value: 2 });
  const given = Array.from({ length: Math.max(fn.arity, 1) }, (_, index) => args[index]);
  const holes = given.flatMap((argument, index) => (argument === HOLE ? [index] : []));
  return new NativeFunction(fn.name, holes.length, undefined, (late, run, input) => {
    const all = given.map((argument) => (argument === HOLE ? undefined : argument));
    holes.forEach((parameter, index) => {
      all[parameter] = late[index];
    });
    if (all[0] !== undefined && fn.signature?.fits(all) === false) throw new JsonataError(INTERNAL);
    return fn.implementation(all, run, input);
  });
}
