import { requireAtMost } from '../../expressions';
import * as patterns from '../patterns/registry';
import * as single from '../steps/registry';
import type { StepFactories } from './step-factories';

const factories = Object.freeze({ ...single, ...patterns });

/**
 * The builders of steps with their input named, for steps that stand alone: kept in a constant, shared, placed twice.
 *
 * @typeParam Input the state input of the steps
 * @typeParam Variables the variables they can read
 * @example const approval = steps<Order>().invoke('Ask Manager', ask, { waitForTaskToken: true, payload: ({ taskToken }) => ({ token: taskToken }) })
 */
// biome-ignore lint/complexity/noBannedTypes: no variables unless they are named.
export function steps<Input, Variables = {}>(): StepFactories<Input, Variables> {
  requireAtMost('steps()', 0, arguments, 'the types of the input and variables go between < and >.');
  return factories as unknown as StepFactories<Input, Variables>;
}
