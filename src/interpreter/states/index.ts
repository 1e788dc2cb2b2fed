import { choice } from './choice';
import { fail } from './fail';
import type { StateKinds } from './kind';
import { map } from './map';
import { parallel } from './parallel';
import { pass } from './pass';
import { succeed } from './succeed';
import { task } from './task';
import { wait } from './wait';

/** How each state kind runs. */
export const STATE_KINDS: StateKinds = {
  Task: task,
  Pass: pass,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
};
