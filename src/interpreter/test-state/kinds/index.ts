import type { KindTests } from '../state-test';
import { map } from './map';
import { parallel } from './parallel';
import { pass } from './pass';
import { plain } from './plain';
import { task } from './task';

/** How each kind is tested. */
export const KIND_TESTS: KindTests = {
  Task: task,
  Pass: pass,
  Choice: plain,
  Wait: plain,
  Succeed: plain,
  Fail: plain,
  Parallel: parallel,
  Map: map,
};
