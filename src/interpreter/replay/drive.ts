import type { JsonValue } from '../../asl';
import { lastIn } from '../../asl';
import { KEPT_CHILDREN } from '../engine/map-run';
import type { Definition } from '../engine/prepared';
import { startOn } from '../execution/execute';
import type { Execution } from '../execution/execution';
import type { HistoryEvent } from '../history/history-event';
import { trusted } from '../payloads/own-copy';
import type { BranchLog } from './branch-logs';
import type { KnownBranch } from './branch-turns';
import { ChildHistories, type ChildHistory } from './child-histories';
import { Follower } from './follower';
import { FollowingEngine } from './following-engine';
import { OpaqueMapRuns } from './opaque-map-runs';
import { RecordedAnswers } from './recorded-answers';
import { detailText, endsExecution, payloadOf, type RecordedEvent } from './recorded-event';
import type { ReplayOptions } from './replay-options';
import type { ServiceLatency } from './service-latency';
import { placesOf, statesOf } from './states-of';
import type { Timing } from './timing';

/** What a replayed run came to. */
export interface ReplayedRun {
  readonly execution: Execution;
  /** Texts that the run made up, and that stand for others in the recorded one: ARNs, names, task tokens. */
  readonly madeUp: ReadonlySet<string>;
  /** Child executions that were answered from histories of their own. */
  readonly children: ReadonlyMap<string, ChildHistory>;
  /** Whether a history of a child execution was given with whose input none began. */
  readonly leavesChildren: boolean;
  /** Distributed Maps that were taken as recorded. */
  readonly opaque: ReadonlySet<string>;
  /** What the executions did, by the ARN of a child execution, '' for the first. */
  readonly produced: ReadonlyMap<string, readonly HistoryEvent[]>;
  /** How long the definition lets last what a recorded event ended: by the ARN of a child execution, '' for the first, and the event's id. */
  readonly timings: ReadonlyMap<string, ReadonlyMap<number, Timing>>;
  /** The same of what no recorded event ended, by the ARN and the key of the branch. */
  readonly standing: ReadonlyMap<string, ReadonlyMap<string, Timing>>;
  /** Which branches made the produced events, by the same. */
  readonly known: ReadonlyMap<string, ReadonlyMap<number, KnownBranch>>;
}

/** Runs a definition with the outcomes of a recorded execution, in the order of its events. */
export async function driveReplay(
  definition: Definition,
  events: readonly RecordedEvent[],
  logs: ReadonlyMap<string, BranchLog>,
  latency: ServiceLatency,
  options: ReplayOptions,
): Promise<ReplayedRun> {
  const { times = true, tasks, children: childHistories = [], latency: _, ...rest } = options;
  const [first] = events as [RecordedEvent];
  const last = lastIn(events);
  const states = statesOf(definition.machine);
  const places = placesOf(definition.machine);
  const children = new ChildHistories(childHistories, places);
  const answers: RecordedAnswers = new RecordedAnswers(() => engine, children, times, tasks);
  const opaque = tasks === undefined && !children.given ? new OpaqueMapRuns(logs, states, times) : undefined;
  const roleArn = detailText(first, 'roleArn');
  const { execution, engine } = startOn(FollowingEngine, definition, {
    ...rest,
    childHistories: Math.max(KEPT_CHILDREN, childHistories.length),
    ...(roleArn === undefined ? {} : { roleArn }),
    input: payloadOf(first, 'input') as JsonValue,
    startTime: first.at,
    // It looks at the attempt itself, and changes nothing of it.
    tasks: trusted((call) => answers.answer(call)),
  });
  engine.recordedMapRuns = opaque;
  const follower = new Follower(engine, execution, answers, children, places, times, latency);
  await follower.follow(events, logs);
  // An execution that was stopped, or still runs, is driven as far as its history goes.
  if (last.type === 'ExecutionAborted') {
    if (execution.result === undefined) execution.stop(detailText(last, 'error'), detailText(last, 'cause'));
  } else if (endsExecution(last.type)) {
    engine.letGo();
    await goOn(execution, events.filter((event) => event.type === 'ExecutionRedriven').slice(engine.root?.redriveCount));
  }
  const { arn, name, stateMachineArn, stateMachineName } = engine.root!;
  const madeUp = new Set([arn, name, stateMachineArn, stateMachineName, ...engine.tokens, ...answers.madeUp]);
  const { timings, standing, known } = follower;
  return {
    execution,
    madeUp,
    children: children.found,
    leavesChildren: children.isLeft,
    opaque: opaque?.taken ?? new Set(),
    produced: follower.produced(),
    timings,
    standing,
    known,
  };
}

/** Lets an execution that could follow its record no more go on to an end of its own, with the recorded outcomes that are left. */
async function goOn(execution: Execution, redriven: readonly RecordedEvent[]): Promise<void> {
  const left = [...redriven];
  execution.pump();
  for (;;) {
    if (execution.result !== undefined) {
      const next = left.shift();
      if (next === undefined || execution.result.status === 'SUCCEEDED') return;
      execution.advanceClock(next.at);
      execution.redrive();
      execution.pump();
    } else if (execution.unsettled.length > 0) {
      await execution.settled();
      execution.pump();
    } else if (!execution.fireNextTimer()) return;
  }
}
