import type { JsonValue } from '../../../asl';
import type { CompiledValue } from '../../compiled';
import { EvaluationError, ExpressionSyntaxError } from '../../evaluation-error';
import type { EvaluationScope } from '../../scope';
import { compileStatesPath } from '../compile-path';
import { argumentNotInInput, functionFailed, invalidArguments } from '../messages';
import type { StatesPath } from '../path-text';
import { InvalidArguments } from './intrinsic-function';
import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic, unprotectBraces } from './intrinsic-syntax';
import { INTRINSICS, isIntrinsicName } from './registry';

type Evaluate = (scope: EvaluationScope) => JsonValue;

/**
 * An intrinsic call such as `States.Format('{}', $.a)` compiled once, for the field that holds it.
 * Throws {@link ExpressionSyntaxError} when compiled, {@link EvaluationError} when evaluated.
 */
export function compileIntrinsic(text: string, _field: string): CompiledValue {
  return { constant: false, evaluate: compileCall(parseIntrinsic(text), text) };
}

function compileCall(call: IntrinsicCall, text: string): Evaluate {
  const { name, args, offset } = call;
  if (!isIntrinsicName(name)) throw new ExpressionSyntaxError(text, offset, `There is no intrinsic function "${name}".`);
  const called = INTRINSICS[name];
  if (args.length < called.minimum || args.length > called.maximum) {
    throw new ExpressionSyntaxError(text, offset, `${name} takes ${arity(called.minimum, called.maximum)}, but was given ${args.length}.`);
  }
  const isFormat = name === 'States.Format';
  const readers = args.map((argument, at) => compileArgument(argument, text, isFormat && at === 0));
  return (scope) => {
    const values = new Array<JsonValue>(readers.length);
    for (let at = 0; at < readers.length; at++) values[at] = readers[at](scope);
    try {
      return called.call(values, scope);
    } catch (error) {
      if (!(error instanceof InvalidArguments)) throw error;
      throw new EvaluationError('States.Runtime', functionFailed(text, invalidArguments(name, error.detail)));
    }
  };
}

function arity(minimum: number, maximum: number): string {
  const count = minimum === maximum ? `${minimum}` : maximum === Number.POSITIVE_INFINITY ? `at least ${minimum}` : `${minimum} to ${maximum}`;
  return `${count} ${count === '1' ? 'argument' : 'arguments'}`;
}

function compileArgument(argument: IntrinsicArgument, text: string, isTemplate: boolean): Evaluate {
  switch (argument.kind) {
    case 'literal': {
      const value = typeof argument.value === 'string' && !isTemplate ? unprotectBraces(argument.value) : argument.value;
      return () => value;
    }
    case 'call':
      return compileCall(argument.call, text);
    case 'path':
      return compilePathArgument(argument.path, text);
  }
}

function compilePathArgument(path: StatesPath, text: string): Evaluate {
  const compiled = compileStatesPath(path, 'missing');
  return (scope) => {
    const value = compiled.select(scope);
    if (value !== undefined) return value;
    throw new EvaluationError('States.Runtime', functionFailed(text, argumentNotInInput(path.text, scope.input)));
  };
}
