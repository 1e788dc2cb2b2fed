import { createHash } from 'node:crypto';
import {
  delayed,
  type Execution,
  type ExecutionOptions,
  type ExternalTask,
  external,
  parked,
  start,
  submitted,
  type TaskCall,
  TaskError,
  thaw,
} from 'drystep/interpreter';
import fc from 'fast-check';
import { fuzzRuns } from '../fuzz-runs';
import { type Json, type RandomRun, randomRuns } from './random-machine';

/** A world around an execution that answers by what it is asked alone: whoever asks again gets the same. */
class World {
  private readonly open: ExternalTask[] = [];
  /** Told before each answer. */
  asked: () => void = () => undefined;

  constructor(private readonly answers: readonly Json[]) {}

  readonly handler = (call: TaskCall) => {
    this.asked();
    const turn = createHash('md5')
      .update(JSON.stringify([call.state, call.attempt, call.branch, call.input]))
      .digest()[0] as number;
    const answer = this.answers[turn % this.answers.length] as Json;
    if (answer === 'text') throw new TaskError('Busy', 'try again');
    if (answer === '') throw new TaskError('States.Timeout');
    if (call.taskToken !== undefined) return parked({ sent: turn });
    if (call.resource.endsWith('.sync')) return submitted({ job: turn }, () => answer);
    const way = Math.floor(turn / 16) % 4;
    if (way === 1) return delayed(2, () => answer);
    if (way === 2) return external((task) => this.open.push(task));
    if (way === 3) return Promise.resolve(answer);
    return answer;
  };

  /** Answers the task that was opened first. */
  answerOne(): boolean {
    const task = this.open.shift();
    return task !== undefined && (task.answer({ from: 'outside' }) || this.answerOne());
  }
}

/** Receivers of a token and workers answer, fail, or leave it to the timeout, by the state that sent it. */
function answersCallback({ pending }: Execution): boolean {
  const open = pending.find(({ state }) => turnOf(state) % 3 > 0);
  if (open === undefined) return false;
  if (!open.taken && open.resource.includes(':activity:')) open.start('worker');
  return turnOf(open.state) % 3 === 1 ? open.succeed({ from: 'callback' }) : open.fail('Busy', 'by callback');
}

/** Every other time by a step that may pass over several timers, else to the next of them. */
function passesTime(execution: Execution): boolean {
  const steps = Math.floor(execution.now / 1000) % 2 === 0;
  return (steps && execution.stepTo(execution.now + 7_000)) || execution.fireNextTimer();
}

const turnOf = (name: string): number => createHash('md5').update(name).digest()[0] as number;

const INNER = {
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: 3, Next: 'Ask' },
    Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
  },
};
/** What a machine may start and ask: only what it names, since anything else is refused. */
function surroundings(definition: RandomRun['definition']): Pick<ExecutionOptions, 'machines' | 'activities'> {
  const text = JSON.stringify(definition);
  return {
    ...(text.includes('startExecution') ? { machines: { Inner: { definition: INNER } } } : {}),
    ...(text.includes(':activity:') ? { activities: ['Pick'] } : {}),
  };
}

/** What else a task may do, each with a request that its service takes: AWS refuses fields that an action does not have. */
const TASKS: readonly { readonly Resource: string; readonly given: { [key: string]: Json } }[] = [
  { Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', given: { QueueUrl: 'q', MessageBody: 'm' } },
  { Resource: 'arn:aws:states:::ecs:runTask.sync', given: { TaskDefinition: 't' } },
  { Resource: 'arn:aws:states:us-east-1:111111111111:activity:Pick', given: {} },
  { Resource: 'arn:aws:states:::states:startExecution.sync:2', given: { StateMachineArn: 'Inner', Input: {} } },
];

/**
 * The same machine, half of whose tasks wait for a callback, run a job, ask a worker or start a machine, and half of whose distributed Maps have Standard
 * children. An Express execution has none of these.
 */
function widened(node: Json, language: Json, within: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Json {
  if (Array.isArray(node)) return node.map((item) => widened(item, language, within));
  if (typeof node !== 'object' || node === null) return node;
  const turn = turnOf(JSON.stringify(node));
  const { QueryLanguage: own = language, ProcessorConfig } = node;
  const distributed = ProcessorConfig !== undefined && turn % 2 === 0;
  const inside = ProcessorConfig === undefined || distributed ? within : 'EXPRESS';
  const fields: { [key: string]: Json } = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, DATA.has(name) ? value : widened(value, language, inside)]),
  );
  if (distributed) fields.ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const task = TASKS[turn % 8];
  if (fields.Type !== 'Task' || task === undefined || inside === 'EXPRESS') return fields;
  return { ...fields, [own === 'JSONata' ? 'Arguments' : 'Parameters']: task.given, Resource: task.Resource };
}

function withAllKinds(run: RandomRun): RandomRun {
  if (run.type === 'EXPRESS') return run;
  return { ...run, definition: widened(run.definition, run.definition.QueryLanguage ?? 'JSONPath') as RandomRun['definition'] };
}

/** Fields that hold data, and not states. */
const DATA = new Set(['Result', 'Parameters', 'Arguments', 'ResultSelector', 'Output', 'Assign', 'ItemSelector', 'Items']);

/** Drives an execution to its end; `between` is told before each move. */
async function drive(execution: Execution, world: World, between: () => void = () => undefined): Promise<void> {
  for (;;) {
    between();
    execution.pump();
    between();
    if (execution.result !== undefined && !execution.running) return;
    if (execution.unsettled.length > 0) await execution.settled();
    else if (!world.answerOne() && !answersCallback(execution) && !passesTime(execution)) return;
  }
}

const ended = ({ result }: Execution): string => {
  const { status, output, error, cause, history } = result ?? { status: 'RUNNING', history: [] };
  return createHash('sha256')
    .update(JSON.stringify([status, output, error, cause, history]))
    .digest('hex');
};

/** An execution with all its frozen states as text: taken between moves of its driver, and whenever a task asks. */
async function frozenAlong({
  definition,
  input,
  answers,
  type,
}: RandomRun): Promise<{ readonly digest: string; readonly frozen: readonly string[] }> {
  const world = new World(answers);
  const execution = start(definition, { input, type, tasks: world.handler, ...surroundings(definition), seed: 5, mostEvents: 300 });
  const frozen: string[] = [];
  const take = (): void => void frozen.push(JSON.stringify(execution.freeze()));
  world.asked = take;
  await drive(execution, world, take);
  return { digest: ended(execution), frozen };
}

test('A random machine that is frozen and thawed at any moment ends with the history of the uninterrupted run, byte for byte', async () => {
  let thawed = 0;
  await fc.assert(
    fc.asyncProperty(randomRuns.map(withAllKinds), async (run) => {
      const { digest, frozen } = await frozenAlong(run);
      for (const text of frozen) {
        const world = new World(run.answers);
        const execution = thaw(run.definition, JSON.parse(text), {
          tasks: world.handler,
          ...surroundings(run.definition),
        });
        await drive(execution, world);
        thawed++;
        expect(ended(execution)).toBe(digest);
      }
    }),
    { numRuns: fuzzRuns(60, 1000) },
  );
  expect(thawed).toBeGreaterThan(100);
}, 600_000);
