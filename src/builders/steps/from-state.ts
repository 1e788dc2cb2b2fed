import type { IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import type { OptionKind } from '../../asl';
import { requireAtMost, requireValue } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { stepOf } from '../tree/step-value';
import type { Step } from '../types/step';
import type { Typed } from './typed';

/** What states made with aws-cdk-lib take and give; nobody but their author knows. */
export interface StateTypes<Input, Output> {
  /** @default unknown */
  readonly input?: Typed<Input>;
  /** @default unknown */
  readonly output?: Typed<Output>;
}

const CHAINABLE: OptionKind = {
  expected: 'a state or chain of aws-cdk-lib',
  accepts: (value) => typeof (value as Partial<IChainable> | null | undefined)?.id === 'string' && 'startState' in (value as object),
};

/**
 * A step for states made with aws-cdk-lib. You say what its types are. Such states exist once, so the step can be placed once.
 *
 * @example fromState<Order, Order & { audited: boolean }>(new sfn.Pass(this, 'Audit'))
 * @example fromState(new sfn.Pass(this, 'Audit'), { input: typed<Order>(), output: typed<Order & { audited: boolean }>() })
 */
export function fromState<Input, Output, Variables = unknown>(
  chainable: IChainable,
  types: StateTypes<Input, Output> = {},
  // biome-ignore lint/complexity/noBannedTypes: states of aws-cdk-lib ask for no variables.
): Step<Input, Output, Variables, {}> {
  requireAtMost('fromState()', 2, arguments);
  requireValue('fromState()', chainable, CHAINABLE, 'the states', "write fromState(new sfn.Pass(this, 'Audit')).");
  knownOptions(chainable.id, 'fromState', types);
  return stepOf({ kind: 'foreign', name: chainable.id, chainable });
}
