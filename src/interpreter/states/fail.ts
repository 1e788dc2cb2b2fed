import { messageJson } from '../../asl';
import { type CompiledValue, compileFieldExpression, compileJsonataTyped, EvaluationError } from '../../data';
import { Failure } from '../failure';
import { mustBeString } from '../messages';
import type { StateKind } from './kind';

type FailField = 'Error' | 'Cause';

/** Fail: ends its branch, or the execution, with an error and a cause, either of which may be missing. */
export const fail: StateKind<'Fail'> = {
  entered: 'FailStateEntered',
  exited: undefined,
  failed: undefined,
  aborted: undefined,
  prepare(node) {
    const { fields } = node;
    const compile = (field: FailField): CompiledValue | undefined => {
      const literal = fields[field];
      const path = fields[`${field}Path`];
      if (literal !== undefined)
        return node.queryLanguage === 'JSONata'
          ? compileJsonataTyped(literal, field, 'string')
          : { constant: true, evaluate: () => literal };
      return path === undefined ? undefined : compileDynamic(path, `${field}Path`);
    };
    const error = compile('Error');
    const cause = compile('Cause');
    return (visit) => {
      return visit.failed(new Failure(error?.evaluate(visit) as string | undefined, cause?.evaluate(visit) as string | undefined));
    };
  },
};

/** `ErrorPath` and `CausePath` hold a path or an intrinsic function, and must give a string. */
function compileDynamic(text: string, field: string): CompiledValue {
  const expression = compileFieldExpression(text, field);
  return {
    constant: false,
    evaluate(scope) {
      const value = expression.evaluate(scope);
      if (typeof value === 'string') return value;
      throw new EvaluationError('States.Runtime', mustBeString(field, messageJson(value)));
    },
  };
}
