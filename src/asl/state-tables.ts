import type { StateType } from './definition';
import type { StateFacts, StateTable } from './state-table';
import { CHOICE } from './states/choice';
import { FAIL } from './states/fail';
import { MAP } from './states/map';
import { PARALLEL } from './states/parallel';
import { PASS } from './states/pass';
import { SUCCEED } from './states/succeed';
import { TASK } from './states/task';
import { WAIT } from './states/wait';

/** The rules of every state kind. */
export const STATE_TABLES: Record<StateType, StateTable> = {
  Task: TASK,
  Pass: PASS,
  Choice: CHOICE,
  Wait: WAIT,
  Succeed: SUCCEED,
  Fail: FAIL,
  Parallel: PARALLEL,
  Map: MAP,
};

/** Names of the state kinds. */
export const STATE_TYPES = Object.freeze(Object.keys(STATE_TABLES)) as readonly StateType[];

/** Tells the name of a state kind. */
export function isStateType(name: unknown): name is StateType {
  return typeof name === 'string' && Object.hasOwn(STATE_TABLES, name);
}

/** What shared code needs to know of a kind: takes `Retry`? has `ResultPath`? terminal? */
export function stateFacts(type: StateType): StateFacts {
  return STATE_TABLES[type].facts;
}
