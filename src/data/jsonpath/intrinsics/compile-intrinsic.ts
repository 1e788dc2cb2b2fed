import type { JsonValue } from '../../../asl';
import type { CompiledValue } from '../../compiled';
import { EvaluationError, ExpressionSyntaxError } from '../../evaluation-error';
import { workMeter } from '../../work-meter';
import { compileStatesPath } from '../compile-path';
import { jacksonText } from '../jackson-text';
import { argumentNotInInput, functionFailed, pathFailed, wrongNumberOfArguments } from '../messages';
import type { StatesPath } from '../path-text';
import { InvalidArguments } from './intrinsic-function';
import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic, unprotectBraces } from './intrinsic-syntax';
import { INTRINSICS, isIntrinsicName } from './registry';

/** Characters of a text that are made in the time of a step. */
const CHARACTERS_A_STEP = 8;

/**
 * An intrinsic call such as `States.Format('{}', $.a)` compiled once, for the field that holds it.
 * Throws {@link ExpressionSyntaxError} when compiled, {@link EvaluationError} when evaluated.
 */
export function compileIntrinsic(text: string, _field: string): CompiledValue {
  return { constant: false, evaluate: compileCall(parseIntrinsic(text), text) };
}

function compileCall(call: IntrinsicCall, text: string): CompiledValue['evaluate'] {
  const { name, args, offset } = call;
  if (!isIntrinsicName(name)) throw new ExpressionSyntaxError(text, offset, `There is no intrinsic function "${name}".`);
  const called = INTRINSICS[name];
  // The service takes such a definition, and fails when it comes to it; the validator tells before.
  if (args.length < called.minimum || args.length > called.maximum) {
    return () => {
      throw new EvaluationError('States.Runtime', wrongNumberOfArguments(text, name));
    };
  }
  const readers = args.map((argument, at) => compileArgument(argument, text, name === 'States.Format' ? at : undefined));
  return (scope) => {
    const values = new Array<JsonValue>(readers.length);
    for (let at = 0; at < readers.length; at++) values[at] = readers[at]!(scope);
    try {
      const result = called.call(values, scope);
      workMeter.spend(typeof result === 'string' ? 1 + result.length / CHARACTERS_A_STEP : 1);
      return result;
    } catch (error) {
      if (!(error instanceof InvalidArguments)) throw error;
      throw new EvaluationError('States.Runtime', functionFailed(text, error.text(name)));
    }
  };
}

/** `formatted` is the argument's place in a call of States.Format, which looks at escapes and at what its arguments are. */
function compileArgument(argument: IntrinsicArgument, text: string, formatted: number | undefined): CompiledValue['evaluate'] {
  switch (argument.kind) {
    case 'literal': {
      const value = typeof argument.value === 'string' && formatted !== 0 ? unprotectBraces(argument.value) : argument.value;
      return () => value;
    }
    case 'call': {
      const evaluate = compileCall(argument.call, text);
      // What States.StringToJson gives is printed as JSON, text with its quotes: AWS keeps it as a tree, not as Java values.
      return formatted !== undefined && argument.call.name === 'States.StringToJson' ? (scope) => jacksonText(evaluate(scope)) : evaluate;
    }
    case 'path':
      return compilePathArgument(argument.path, text);
  }
}

function compilePathArgument(path: StatesPath, text: string): CompiledValue['evaluate'] {
  const compiled = compileStatesPath(path, 'collections');
  // Step Functions Local names a path into the context object as one from that object, and prints the state's input all the same.
  const named = path.root.kind === 'context' ? path.text.slice(1) : path.text;
  return (scope) => {
    const value = compiled.select(scope);
    if (value !== undefined) return value;
    // An index into what is not an array lets the words of AWS's JSONPath library through; all else is told alike.
    const reason = compiled.explainMissing(scope);
    const detail = reason.startsWith('Filter: ') ? reason : argumentNotInInput(named, scope.input);
    throw new EvaluationError('States.Runtime', pathFailed(text, detail));
  };
}
