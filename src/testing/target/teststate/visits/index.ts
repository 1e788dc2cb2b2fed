import type { StateNode, StateType } from '../../../../asl';
import type { VisitEnd, WalkVisit } from '../walk';
import { visitMap } from './map';
import { visitParallel } from './parallel';
import { visitPlain, visitWait } from './plain';
import { visitTask } from './task';

/** How a state of each kind is asked of TestState. */
export const VISITS: { readonly [Kind in StateType]: (visit: WalkVisit<StateNode<Kind> & WalkVisit['node']>) => Promise<VisitEnd> } = {
  Task: visitTask,
  Pass: visitPlain,
  Choice: visitPlain,
  Wait: visitWait,
  Succeed: visitPlain,
  Fail: visitPlain,
  Parallel: visitParallel,
  Map: visitMap,
};
