import type { JsonValue } from '../../asl';
import { startRecorded } from '../execute';
import type { Execution } from '../execution';
import type { Definition } from '../prepared';
import type { BranchLog } from './branch-logs';
import { ChildHistories, type ChildHistory } from './child-histories';
import { OpaqueMapRuns } from './opaque-map-runs';
import { RecordedAnswers } from './recorded-answers';
import { endsExecution, payloadOf, type RecordedEvent, textOf } from './recorded-event';
import type { ReplayOptions } from './replay-options';
import { statesOf } from './states-of';

/** What a replayed run came to. */
export interface ReplayedRun {
  readonly execution: Execution;
  /** Texts that the run made up, and that stand for others in the recorded one: ARNs, names, task tokens. */
  readonly madeUp: ReadonlySet<string>;
  /** Child executions that were answered from histories of their own. */
  readonly children: ReadonlyMap<string, ChildHistory>;
  /** Distributed Maps that were taken as recorded. */
  readonly unchecked: readonly string[];
}

/** Runs a definition with the outcomes and times of a recorded execution. */
export async function driveReplay(
  definition: Definition,
  events: readonly RecordedEvent[],
  logs: ReadonlyMap<string, BranchLog>,
  options: ReplayOptions,
): Promise<ReplayedRun> {
  const { times = true, tasks, children: childHistories = [], ...rest } = options;
  const [first] = events as [RecordedEvent];
  const last = events.at(-1) as RecordedEvent;
  const children = new ChildHistories(childHistories);
  const answers = new RecordedAnswers(definition, logs, children, times, tasks);
  const opaque = tasks === undefined && !children.given ? new OpaqueMapRuns(logs, statesOf(definition.machine), times) : undefined;
  const roleArn = textOf(first, 'roleArn');
  const execution = startRecorded(
    definition,
    {
      ...rest,
      ...(roleArn === undefined ? {} : { roleArn }),
      input: payloadOf(first, 'input') as JsonValue,
      startTime: first.at,
      tasks: (call) => answers.answer(call),
    },
    opaque,
  );
  answers.now = () => execution.now;
  const redriven = events.filter((event) => event.type === 'ExecutionRedriven');
  const open = last.type === 'ExecutionAborted' || !endsExecution(last.type);
  // An execution that was stopped, or still runs, is driven as far as its history goes.
  const until = open && times ? last.at : Number.POSITIVE_INFINITY;
  const enough = () => open && !times && execution.history.length >= events.length - (last.type === 'ExecutionAborted' ? 1 : 0);
  execution.pump();
  while (!enough()) {
    if (execution.result !== undefined) {
      const next = redriven.shift();
      if (next === undefined || execution.result.status === 'SUCCEEDED') break;
      execution.advanceClock(next.at);
      execution.redrive();
      execution.pump();
    } else if (execution.unsettled.length > 0) {
      await execution.settled();
      execution.pump();
    } else {
      const answer = answers.next();
      const timer = execution.nextTimerAt;
      if (answer !== undefined && answer.at <= until && (timer === undefined || answer.at <= timer)) {
        execution.advanceClock(answer.at);
        answers.give(execution);
        execution.pump();
      } else if (!execution.fireNextTimer(until)) break;
    }
  }
  if (last.type === 'ExecutionAborted' && execution.result === undefined) execution.stop(textOf(last, 'error'), textOf(last, 'cause'));
  const madeUp = new Set([execution.arn, ...answers.madeUp]);
  return { execution, madeUp, children: children.found, unchecked: [...(opaque?.taken ?? [])] };
}
