import { kinds, type Parameter, requireArguments } from '../asl';
import { type MatchedFailure, matches } from './error-matching';

const NAMES: Parameter = {
  name: 'the names of errors',
  kind: kinds.listOf(kinds.text),
  hint: "write takesFailure(['States.ALL'], { error }).",
};
const FAILURE: Parameter = {
  name: 'the failure',
  kind: kinds.objectWith('an object with an error', {}),
  hint: "write { error: 'OrderRejected' }.",
};

/** Tells whether `ErrorEquals` with these names takes a failure, as an execution decides it. */
export function takesFailure(names: readonly string[], failure: MatchedFailure): boolean {
  requireArguments('takesFailure()', arguments, NAMES, FAILURE);
  return matches(names, failure);
}
