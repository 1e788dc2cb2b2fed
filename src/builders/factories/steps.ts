import { requireAtMost } from '../../expressions';
import * as patterns from '../patterns/registry';
import { activity } from '../steps/activity';
import { choice } from '../steps/choice';
import { choiceOn } from '../steps/choice-on';
import { distributedMap } from '../steps/distributed-map';
import { fail } from '../steps/fail';
import { http } from '../steps/http';
import { invoke } from '../steps/invoke';
import { map } from '../steps/map';
import { parallel } from '../steps/parallel';
import { pass } from '../steps/pass';
import { sdk } from '../steps/sdk';
import { startWorkflow } from '../steps/start-workflow';
import { succeed } from '../steps/succeed';
import { task } from '../steps/task';
import { wait } from '../steps/wait';
import type { StepFactories } from './step-factories';

const factories = Object.freeze({
  invoke,
  task,
  sdk,
  startWorkflow,
  activity,
  http,
  choice,
  choiceOn,
  distributedMap,
  map,
  parallel,
  wait,
  pass,
  succeed,
  fail,
  ...patterns,
});

/**
 * The builders of steps with their input named, for steps that stand alone: kept in a constant, shared, placed twice.
 *
 * @typeParam Input the state input of the steps
 * @typeParam Variables the variables they can read
 * @example const approval = steps<Order>().invoke('Ask Manager', ask, { waitForTaskToken: true, payload: ({ taskToken }) => ({ token: taskToken }) })
 */
// biome-ignore lint/complexity/noBannedTypes: no variables unless they are named.
export function steps<Input, Variables = {}>(): StepFactories<Input, Variables> {
  requireAtMost('steps()', 0, arguments, 'the types of the input and variables stand between < and >.');
  return factories as unknown as StepFactories<Input, Variables>;
}
