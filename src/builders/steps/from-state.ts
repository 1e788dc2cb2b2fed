import type { IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import type { Step } from '../types/step';
import { stepOf } from './step-value';

/**
 * Gives a step for states made with aws-cdk-lib; their types are your word. Such states exist once, so the step can be placed once.
 *
 * @example fromState<Order, Order & { audited: boolean }>(new sfn.Pass(this, 'Audit'))
 */
// biome-ignore lint/complexity/noBannedTypes: states of aws-cdk-lib ask for no variables.
export function fromState<Input, Output, Variables = unknown>(chainable: IChainable): Step<Input, Output, Variables, {}> {
  return stepOf({ kind: 'foreign', name: chainable.id, chainable });
}
