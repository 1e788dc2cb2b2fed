import type { MethodTable } from '../../asl';
import type { PendingAnswer, StartedExecution } from './started-execution';

/** What every execution has, and brings along itself. */
type LookingMethod = 'state' | 'at' | 'toString';

/** How many arguments the methods of a started execution take, here and on AWS. */
export const HANDLE_METHODS: MethodTable<Omit<StartedExecution<null>, LookingMethod>> = {
  waitingFor: { most: 1, hint: 'wait for one state at a time.' },
  until: 1,
  advance: { most: 1, hint: 'write advance({ minutes: 5 }).' },
  activity: 1,
  sendTaskSuccess: 2,
  sendTaskFailure: 3,
  sendTaskHeartbeat: 1,
  addObjects: { most: 1, hint: 'put several buckets into one object.' },
  stop: 2,
  redrive: { most: 0, hint: 'it continues where the execution ended; the service does not let you choose a state.' },
  result: { most: 0, hint: 'the input goes to start().' },
};

/** The same of a callback or activity that waits. */
export const PENDING_METHODS: MethodTable<PendingAnswer> = { start: 1, succeed: 1, fail: 2, heartbeat: 0 };
