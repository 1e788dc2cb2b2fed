import { kinds } from '../../asl';
import { BuilderError, isBuilderError, requireAtMost, requireValue } from '../../expressions';
import type { CommentOptions } from '../types/options';
import type { Step } from '../types/step';
import { makingSteps, noteMadeStep, notePlaced } from './dropped-steps';
import type { StepNode } from './step-node';

const stepKey = Symbol.for('drystep.step');

/** The step that a description stands for; its types are the caller's word. */
export function stepOf<Input, Output, VariablesIn, VariablesOut>(node: StepNode): Step<Input, Output, VariablesIn, VariablesOut> {
  const step = Object.freeze({ name: node.name, [stepKey]: node });
  return step as unknown as Step<Input, Output, VariablesIn, VariablesOut>;
}

/** A builder by its name, how many arguments it takes, and its `arguments`. */
type CalledBuilder = readonly [builder: string, most: number, given: ArrayLike<unknown>];

/**
 * A step by what makes its description. What a builder refuses about it is told by the workflow that it is placed in, since only
 * that knows the path of the construct; the error's cause says where the step was written.
 */
export function stepMade<Input, Output, VariablesIn, VariablesOut>(
  name: string,
  [builder, most, given]: CalledBuilder,
  make: () => StepNode,
  options?: CommentOptions,
): Step<Input, Output, VariablesIn, VariablesOut> {
  requireValue('A step', name, kinds.text, 'its name', "write pass('Keep').");
  try {
    requireAtMost(`${builder}()`, most, given, undefined, name);
    const made = makingSteps(make);
    const comment = options?.comment;
    const node = comment === undefined ? made : Object.freeze({ ...made, comment });
    noteMadeStep(node);
    return stepOf(node);
  } catch (error) {
    if (!isBuilderError(error)) throw error;
    return stepOf({ kind: 'refused', name, error });
  }
}

/** The description of a step or flow, whatever its types. */
export type AnyStep = Step<never, unknown, never, unknown>;

/**
 * The description behind a step.
 *
 * @throws BuilderError for a value that is not a step of these builders
 */
export function stepNodeOf(step: AnyStep | string): StepNode {
  const node = (step as unknown as { readonly [stepKey]?: StepNode } | undefined)?.[stepKey];
  if (node !== undefined) {
    notePlaced(node);
    return node;
  }
  throw new BuilderError({
    code: 'NOT_A_STEP',
    message: `Expected a step, received ${typeof step === 'object' && step !== null ? `an instance of ${(step as Partial<object>).constructor?.name ?? 'no class'}` : typeof step}.`,
    hint: 'wrap a state of aws-cdk-lib: fromState(state).',
  });
}

/** The symbol under which a step keeps its description. */
export { stepKey };
