import { requireAtMost } from '../../expressions';
import { dedupe } from '../patterns/dedupe';
import { fanOut } from '../patterns/fan-out';
import { loop } from '../patterns/loop';
import { pollUntil } from '../patterns/poll-until';
import { saga } from '../patterns/saga';
import { tryCatch } from '../patterns/try-catch';
import { waitForApproval } from '../patterns/wait-for-approval';
import { activity } from './activity';
import { choice } from './choice';
import { choiceOn } from './choice-on';
import { distributedMap } from './distributed-map';
import { fail } from './fail';
import { http } from './http';
import { invoke } from './invoke';
import { map } from './map';
import { parallel } from './parallel';
import { pass } from './pass';
import { sdk } from './sdk';
import { startWorkflow } from './start-workflow';
import type { StepFactories } from './step-factories';
import { succeed } from './succeed';
import { task } from './task';
import { wait } from './wait';

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
  saga,
  tryCatch,
  loop,
  pollUntil,
  waitForApproval,
  dedupe,
  fanOut,
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
