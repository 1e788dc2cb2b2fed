import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  kinds,
  type OptionTable,
  type Parameter,
  receivedText,
  refuseSurplus,
  requireArguments,
  requireOptions,
} from '../../asl';
import type { Branch } from '../engine/branch';
import { Engine } from '../engine/engine';
import type { Definition } from '../engine/prepared';
import type { Run } from '../engine/run';
import { fingerprint, plainHistory } from '../frozen/freeze';
import { type CallEntry, FROZEN_VERSION, type FrozenExecution } from '../frozen/frozen-execution';
import { Journal } from '../frozen/journal';
import { isDefinition, parse } from '../prepare/prepare';
import type { TaskCall } from '../tasks/task-call';
import { UsageError } from '../usage-error';
import { startOn } from './execute';
import type { Execution } from './execution';
import { EXECUTION_OPTIONS, type ExecutionOptions } from './execution-options';

/** What a frozen execution does not hold and needs again: everything that answers its tasks. */
export interface ThawOptions extends Pick<ExecutionOptions, 'tasks' | 'machines' | 'objects' | 'activities'> {}

const { tasks, machines, objects, activities } = EXECUTION_OPTIONS;
const THAW_OPTIONS: OptionTable<ThawOptions> = { tasks, machines, objects, activities };

const FROZEN: Parameter = {
  name: 'the frozen execution',
  kind: kinds.objectWith('what freeze() gave', { format: kinds.name, version: kinds.wholeNumber(1) }),
  hint: 'JSON.parse() it first, where it was kept as text.',
};

/**
 * Continues a frozen execution. Tasks that had answered are not called again, and its history, clock, tokens and random values are those of the execution that was frozen, to the
 * byte. Attempts that had not been answered are made again: their handlers are called once more, as a worker gets a task again when its answer was lost.
 *
 * @param definition the definition that it was started with
 * @returns the execution, which moves when it is told to
 *
 * Throws DefinitionError, or a UsageError for a frozen execution of another format or version, or where definition, machines or objects are not those with which it ran.
 *
 * @example
 * const frozen = execution.freeze();
 * writeFileSync('execution.json', JSON.stringify(frozen));
 * const again = thaw(definition, JSON.parse(readFileSync('execution.json', 'utf8')), { tasks });
 */
export function thaw(definition: Definition | string | object, frozen: FrozenExecution, options: ThawOptions = {}): Execution {
  refuseSurplus('thaw()', 3, arguments);
  requireArguments('thaw()', [definition, frozen], DEFINITION, FROZEN);
  requireOptions('thaw', options, THAW_OPTIONS);
  requireFormat(frozen);
  const { started } = frozen;
  const prepared = isDefinition(definition) ? definition : parse(definition, { quotas: started.quotas ?? {} });
  if (fingerprint(prepared) !== frozen.definition)
    throw new UsageError(
      'thaw(): the definition is not the one that the execution was started with. Hint: a running execution keeps its definition; keep it beside what you freeze.',
    );
  const journal = new Journal(JSON.parse(JSON.stringify(frozen.journal)) as FrozenExecution['journal'][number][]);
  const { execution, engine } = startOn(Engine, prepared, { ...started, ...options }, journal);
  const run = engine.root!;
  requireMachines(engine, frozen);
  journal.caughtUp = () => {
    requireHistory(run, frozen.history);
    const standing = new Set<TaskCall>([...engine.standing].flatMap(({ visit }: Branch) => visit.wait.attempt ?? []));
    journal.askAgain((call) => standing.has(call));
  };
  journal.perform = (entry) => {
    if (typeof entry.call !== 'string' || !Object.hasOwn(CALLS, entry.call))
      throw new UsageError(
        `thaw(): the journal holds a call ${receivedText(entry.call)}, which is not known. Hint: it was written by a newer Drystep.`,
      );
    (CALLS[entry.call] as (execution: Execution, entry: CallEntry) => void)(execution, entry);
  };
  journal.replay();
  return execution;
}

type CallsAgain = {
  readonly [Name in CallEntry['call']]: (execution: Execution, entry: Extract<CallEntry, { readonly call: Name }>) => void;
};

/** How each call of a journal is made again. */
const CALLS: CallsAgain = {
  pump: (execution) => execution.pump(),
  skipDelays: (execution) => execution.skipDelays(),
  abandonUnsettled: (execution) => execution.abandonUnsettled(),
  redrive: (execution, { executionArn }) => execution.redrive(executionArn),
  deleteMachine: (execution, { stateMachineArn }) => execution.deleteMachine(stateMachineArn),
  fireNextTimer: (execution, { limit }) => execution.fireNextTimer(limit),
  stepTo: (execution, { time }) => execution.stepTo(time ?? Number.POSITIVE_INFINITY),
  advanceClock: (execution, { time }) => execution.advanceClock(time ?? Number.POSITIVE_INFINITY),
  getActivityTask: (execution, { activity, workerName }) => execution.getActivityTask(activity, workerName),
  startTask: (execution, { taskToken, workerName }) => execution.pending.find((task) => task.taskToken === taskToken)?.start(workerName),
  sendTaskSuccess: (execution, { taskToken, output }) => execution.sendTaskSuccess(taskToken, output),
  sendTaskFailure: (execution, { taskToken, error, cause }) => execution.sendTaskFailure(taskToken, error, cause),
  sendTaskHeartbeat: (execution, { taskToken }) => execution.sendTaskHeartbeat(taskToken),
  stop: (execution, { error, cause, executionArn }) => execution.stop(error, cause, executionArn),
  updateMapRun: (execution, { mapRunArn, changes }) => execution.updateMapRun(mapRunArn, changes),
};

const DEFINITION: Parameter = { name: 'the definition', kind: kinds.either('a definition', kinds.name, kinds.anObject) };

function requireFormat(frozen: FrozenExecution): void {
  const { format, version, journal, history, started } = frozen as Partial<FrozenExecution>;
  if (format !== 'drystep.execution')
    throw new UsageError(`thaw(): expected what freeze() gave, received an object of format ${receivedText(format)}.`);
  if (version !== FROZEN_VERSION)
    throw new UsageError(
      `thaw(): expected version ${FROZEN_VERSION} of a frozen execution, received ${receivedText(version)}. Hint: thaw it with the Drystep that froze it.`,
    );
  const whole = [journal, history].every((part) => Array.isArray(part) && part.every(isJsonObject)) && isJsonObject(started);
  if (!whole) throw new UsageError('thaw(): the frozen execution lacks its start, journal or history. Hint: keep all that freeze() gave.');
}

function requireMachines({ machines: registry }: Engine, { machines: known }: FrozenExecution): void {
  for (const [arn, hash] of Object.entries(known ?? {})) {
    const found = registry?.find(arn);
    if (found === undefined)
      throw new UsageError(`thaw(): it started ${arn}, which is not among the machines. Hint: give \`machines\` as to start().`);
    if (fingerprint(found.definition) !== hash)
      throw new UsageError(`thaw(): the definition of ${arn} is not the one that was started. Hint: keep it beside what you freeze.`);
  }
}

/** What the journal made must be what was: other objects, or another version of this package, may make something else. */
function requireHistory(run: Run, frozen: readonly JsonObject[]): void {
  const made = plainHistory(run);
  const index = frozen.findIndex((event, at) => JSON.stringify(made[at] ?? null) !== JSON.stringify(event));
  const differs = index >= 0 ? index : made.length > frozen.length ? frozen.length : -1;
  if (differs < 0) return;
  const typeOf = (events: readonly JsonObject[]): JsonValue => events[differs]?.type ?? 'no event';
  throw new UsageError(
    `thaw(): event ${differs + 1} was ${receivedText(typeOf(frozen))} and would be ${receivedText(typeOf(made))}. Hint: give the machines and objects with which it ran, and thaw it with the Drystep that froze it.`,
  );
}
