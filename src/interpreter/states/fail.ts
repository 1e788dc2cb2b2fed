import { compileIntrinsic, compileJsonataTyped, compilePath, EvaluationError } from '../../data';
import type { CompiledValue } from '../../data';
import { Failure } from '../failure';
import { FAIL } from '../prepared';
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
    return (branch) => {
      branch.failure = new Failure(error?.evaluate(branch) as string | undefined, cause?.evaluate(branch) as string | undefined);
      return FAIL;
    };
  },
};

/** `ErrorPath` and `CausePath` hold a path or an intrinsic function, and must give a string. */
function compileDynamic(text: string, field: string): CompiledValue {
  if (!text.startsWith('$')) return compileIntrinsic(text, field);
  const path = compilePath(text);
  return {
    constant: false,
    evaluate(scope) {
      const value = path.select(scope);
      if (value === undefined) {
        throw new EvaluationError(
          'States.Runtime',
          `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(scope.input)}'`,
        );
      }
      return typeof value === 'string' ? value : JSON.stringify(value);
    },
  };
}
