/** What a workload is held to: rate over the rival's, or an absolute figure where the rival gives no right answer. */
export interface Goal {
  /** Times the rival's rate, the history left unread. */
  readonly lazy?: number;
  /** Times the rival's rate, every event of the history read. */
  readonly full?: number;
  /** Transitions per second, the history left unread. */
  readonly rate?: number;
  /** Milliseconds of the first execution in a process. */
  readonly coldMs?: number;
  /** Megabytes of the process, history kept. */
  readonly rssMB?: number;
}

/** A workload of the shared bench folder and what we want of it. */
export interface Workload {
  readonly name: string;
  readonly goal: Goal;
  /** Why the rival does not run it. */
  readonly withoutRival?: string;
}

/** Every workload, in the order of the table. */
export const WORKLOADS: readonly Workload[] = [
  { name: 'pass-chain', goal: { lazy: 12, full: 5 } },
  { name: 'counter-loop', goal: { lazy: 40, full: 15 } },
  { name: 'inline-map-40', goal: { lazy: 25, full: 10 } },
  { name: 'inline-map-unlimited', goal: { lazy: 25, full: 10 } },
  { name: 'parallel-nested', goal: { lazy: 25, full: 10 } },
  { name: 'choice-heavy', goal: { lazy: 60, full: 40 } },
  { name: 'intrinsics', goal: { lazy: 12, full: 5 } },
  { name: 'jsonpath-filter', goal: { lazy: 10, full: 1 } },
  { name: 'jsonata-loop', goal: { rate: 300_000 }, withoutRival: 'wrong output' },
  { name: 'jsonata-fns', goal: { rate: 50_000 }, withoutRival: 'wrong output' },
  { name: 'big-payload', goal: { lazy: 25, full: 1 } },
  { name: 'saga', goal: { lazy: 25, full: 10 } },
  { name: 'map-100k', goal: { lazy: 25, rssMB: 600 } },
  { name: 'retry-storm', goal: { coldMs: 1 }, withoutRival: 'sleeps for real' },
  { name: 'wait-days', goal: { coldMs: 1 }, withoutRival: 'sleeps for real' },
];
