import { type JsonValue, patternOf, receivedText, refuseSurplus, requireName, requireOptions, utcTime } from '../../asl';
import { SeededRandom } from '../../data';
import { Engine } from '../engine/engine';
import type { ExecutionResult } from '../engine/execution-result';
import { fireNextTimer } from '../engine/fire-next-timer';
import type { Definition, PreparedGroup } from '../engine/prepared';
import { Run, type RunIdentity } from '../engine/run';
import { Journal } from '../frozen/journal';
import { ObjectReader, type ObjectStore } from '../item-reader/object-store';
import { jsonAnswer } from '../payloads/json-answer';
import { copyJson, isTrusted } from '../payloads/own-copy';
import { exceedsBytes } from '../payloads/payload-size';
import { MachineRegistry } from '../prepare/machines';
import { isDefinition, parse } from '../prepare/prepare';
import { enforcedQuotas } from '../quotas/quota-switches';
import { taskAnswerer } from '../tasks/task-handler';
import { UsageError } from '../usage-error';
import type { Execution } from './execution';
import { EXECUTION_OPTIONS, type ExecutionOptions } from './execution-options';
import { requireKnownMachines } from './known-machines';
import { requireKnownTasks } from './known-tasks';
import { RunningExecution } from './running-execution';

const DEFAULT_START = Date.UTC(2024, 0, 1);
const ACCOUNT = 'arn:aws:states:us-east-1:111111111111';
/** What the ARN of a machine has in place of `:execution:`. */
const MACHINE_PART = ':stateMachine:';
const DEFAULT_MACHINE = 'StateMachine';
const DEFAULT_ARN = `${ACCOUNT}${MACHINE_PART}${DEFAULT_MACHINE}`;
const DEFAULT_ROLE = 'arn:aws:iam::111111111111:role/StepFunctionsRole';

/** Starts an execution that moves only when it is told to. Throws DefinitionError, or a UsageError when the options make no sense. */
export function start(definition: Definition | string | object, options: ExecutionOptions = {}): Execution {
  refuseSurplus('start()', 2, arguments, 'write start(definition, { input, tasks, name, … }).');
  // What is not an object is refused with everything else.
  if (options?.deliverTwice) {
    throw new UsageError('deliverTwice: expected execute(), which runs an execution twice, received start(). Hint: start two by hand.');
  }
  // Handlers of our own tell nobody else what they answered: the harness keeps no journal of them.
  const journal = takesTrusted(options) ? undefined : new Journal();
  // Whoever calls may change its options later: names are made when they are read.
  return startOn(Engine, definition, takesTrusted(options) ? options : { ...options }, journal).execution;
}

/** Starts an execution on an engine of this class. */
export function startOn<Made extends Engine>(
  EngineClass: new (...settings: ConstructorParameters<typeof Engine>) => Made,
  definition: Definition | string | object,
  options: ExecutionOptions,
  journal?: Journal,
): { readonly execution: Execution; readonly engine: Made } {
  requireOptions('execute', options, EXECUTION_OPTIONS);
  const prepared = isDefinition(definition) ? definition : parse(definition, { quotas: options.quotas ?? {} });
  const machines = options.machines === undefined ? undefined : new MachineRegistry(options.machines, options.quotas);
  requireKnownTasks(options.tasks, prepared, () => machines?.definitions() ?? []);
  if (machines !== undefined) requireKnownMachines(machines.named(), prepared, machines);
  const random = new SeededRandom(options.seed ?? 1);
  const engine = new EngineClass(
    startTime(options.startTime),
    random,
    enforcedQuotas(options.quotas),
    journal === undefined ? taskAnswerer(options.tasks) : journal.tasks(taskAnswerer(options.tasks)),
    activities(options),
    options.objects === undefined ? undefined : new ObjectReader(layersOf(options.objects)),
    machines,
    options.childHistories,
  );
  const arn = machineArn(options);
  const machine = options.stateMachineName ?? (options.stateMachineArn === undefined ? DEFAULT_MACHINE : nameIn(arn));
  const type = options.type ?? 'STANDARD';
  if (type === 'EXPRESS') refuseOnExpress(prepared);
  const limited = options.quotas?.nameLength !== false;
  requireName('name', options.name, limited);
  if (machine !== DEFAULT_MACHINE) requireName('stateMachineName', machine, limited);
  const input = executionInput(options, engine);
  const run = new Run(engine, {
    group: prepared,
    timeoutSeconds: prepared.machine.timeoutSeconds,
    input,
    type,
    identity: () => identityOf(options, arn, type),
    stateMachineArn: arn,
    stateMachineName: machine,
    roleArn: options.roleArn ?? DEFAULT_ROLE,
    ...(options.mostEvents === undefined ? {} : { mostEvents: options.mostEvents }),
  });
  engine.root = run;
  run.begin();
  if (journal === undefined) return { execution: new RunningExecution(engine, run), engine };
  const { name, seed = 1, quotas, mostEvents, childHistories } = options;
  const started = {
    input,
    type,
    ...(name === undefined ? {} : { name }),
    stateMachineName: machine,
    stateMachineArn: arn,
    roleArn: options.roleArn ?? DEFAULT_ROLE,
    startTime: new Date(engine.clock.now).toISOString(),
    seed,
    ...(quotas === undefined ? {} : { quotas }),
    ...(mostEvents === undefined ? {} : { mostEvents }),
    ...(childHistories === undefined ? {} : { childHistories }),
  };
  return { execution: new RunningExecution(engine, run, { journal, started }), engine };
}

/** Runs a definition to its end, skipping all waiting, and gives what became of it. Rejects on usage errors only. */
export async function execute(definition: Definition | string | object, options: ExecutionOptions = {}): Promise<ExecutionResult> {
  refuseSurplus('execute()', 2, arguments, 'write execute(definition, { input, tasks, name, … }).');
  if (options?.deliverTwice) return deliverTwice(definition, options);
  const { execution, engine } = startOn(Engine, definition, options);
  const run = engine.root!;
  for (;;) {
    engine.drain();
    const { result } = execution;
    if (result !== undefined && !execution.running) return result;
    if (engine.promised.unsettled().length > 0) await engine.promised.settled();
    else if (!fireNextTimer(engine, run)) {
      // An execution that it started and that waits for ever is not part of its outcome.
      if (result !== undefined) return result;
      throw new UsageError(standstill(execution));
    }
  }
}

async function deliverTwice(definition: Definition | string | object, options: ExecutionOptions): Promise<ExecutionResult> {
  if (options.type !== 'EXPRESS')
    throw new UsageError(
      'deliverTwice: expected type EXPRESS, since a Standard execution runs exactly once. Hint: leave it out, or set type.',
    );
  const input = options.input === undefined ? {} : { input: ownInput(options) };
  const once: ExecutionOptions = { ...options, ...input, deliverTwice: false };
  const first = await execute(definition, once);
  const redelivery = await execute(definition, once);
  return Object.assign(first, { redelivery });
}

/** An Express machine with a callback, a `.sync` task or an activity is refused where it is created. */
function refuseOnExpress(group: PreparedGroup): void {
  for (const { node } of group.states) {
    if (node.type !== 'Task') continue;
    const { Resource: resource } = node.fields;
    if (patternOf(resource) !== 'requestResponse') {
      throw new UsageError(
        `State "${node.name}" at ${node.pointer}/Resource: expected a request-response task, since Express workflows cannot wait for others, received ${JSON.stringify(resource)}. Hint: run it as type STANDARD.`,
      );
    }
  }
  for (const state of group.states) {
    const distributed =
      state.node.type === 'Map' && (state.node.fields.ItemProcessor ?? state.node.fields.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
    if (!distributed) for (const inner of state.groups) refuseOnExpress(inner);
  }
}

/** Ids come from a stream of their own, so that reading them changes no other random value. */
function identityOf(options: ExecutionOptions, machineArn: string, type: 'STANDARD' | 'EXPRESS'): RunIdentity {
  const ids = new SeededRandom(~(options.seed ?? 1));
  const name = options.name ?? ids.uuid();
  return {
    name,
    arn:
      type === 'STANDARD'
        ? `${machineArn.replace(MACHINE_PART, ':execution:')}:${name}`
        : `${machineArn.replace(MACHINE_PART, ':express:')}:${name}:${ids.uuid()}`,
  };
}

function machineArn({ stateMachineArn, stateMachineName }: ExecutionOptions): string {
  if (stateMachineArn === undefined) return stateMachineName === undefined ? DEFAULT_ARN : `${ACCOUNT}${MACHINE_PART}${stateMachineName}`;
  if (/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+$/.test(stateMachineArn)) return stateMachineArn;
  throw new UsageError(
    `stateMachineArn: expected the ARN of a state machine without version or alias, received ${receivedText(stateMachineArn)}. Hint: write "${ACCOUNT}${MACHINE_PART}Orders".`,
  );
}

function nameIn(machineArn: string): string {
  return machineArn.slice(machineArn.lastIndexOf(':') + 1);
}

function standstill(execution: Execution): string {
  const [first] = execution.waiting;
  if (first?.reason === 'activity')
    return `The execution stands still: State "${first.state}" waits for a worker of its activity, and no worker polls: its timeouts count only once one does. Hint: answer it in \`tasks\`, give the machine a TimeoutSeconds, or use start() and answer it by hand.`;
  const where =
    first === undefined
      ? 'nothing is left to run'
      : `State "${first.state}" waits for a task token that nobody answers, and it has no timeout`;
  return `The execution stands still: ${where}. Hint: answer it in \`tasks\`, give the state a TimeoutSeconds, or use start() and answer it by hand.`;
}

function executionInput(options: ExecutionOptions, engine: Engine): JsonValue {
  const input = options.input === undefined ? {} : ownInput(options);
  if (engine.quotas.payloadBytes && exceedsBytes(input, engine.limits.payloadBytes)) {
    throw new UsageError(
      `Input of the execution: expected at most ${engine.limits.payloadBytes} bytes of JSON, received more. Hint: AWS refuses it at StartExecution (InvalidExecutionInput); \`quotas: { payloadBytes: false }\` lifts the limit.`,
    );
  }
  return input;
}

/** A caller may change the input while the execution runs; that of the harness is a copy already. */
function ownInput(options: ExecutionOptions): JsonValue {
  const input = jsonAnswer(options.input, 'Input of the execution', 'write');
  return takesTrusted(options) ? input : copyJson(input);
}

/** Handlers of our own change nothing of what they are given, and are given what is theirs. */
function takesTrusted(options: ExecutionOptions | undefined): boolean {
  return typeof options?.tasks === 'function' && isTrusted(options.tasks);
}

function layersOf(objects: ObjectStore | readonly ObjectStore[]): readonly ObjectStore[] {
  return Array.isArray(objects) ? (objects as readonly ObjectStore[]) : [objects as ObjectStore];
}

function startTime(given: ExecutionOptions['startTime']): number {
  if (given === undefined) return DEFAULT_START;
  // Under fake timers a date that was made before them is not an instance of the Date that stands in its place.
  return typeof given === 'string' ? utcTime(given) : Number(given);
}

function activities({ activities: known }: ExecutionOptions): Engine['activities'] {
  return known === undefined || 'has' in known ? known : new Set(known);
}
