import { createHash } from 'node:crypto';
import { delayed, type Execution, type ExternalTask, external, start, type TaskCall, TaskError, thaw } from 'drystep/interpreter';
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

/** Drives an execution to its end; `between` is told before each move. */
async function drive(execution: Execution, world: World, between: () => void = () => undefined): Promise<void> {
  for (;;) {
    between();
    execution.pump();
    between();
    if (execution.result !== undefined && !execution.running) return;
    if (execution.unsettled.length > 0) await execution.settled();
    else if (!world.answerOne() && !execution.fireNextTimer()) return;
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
  const execution = start(definition, { input, type, tasks: world.handler, seed: 5, mostEvents: 300 });
  const frozen: string[] = [];
  const take = (): void => void frozen.push(JSON.stringify(execution.freeze()));
  world.asked = take;
  await drive(execution, world, take);
  return { digest: ended(execution), frozen };
}

test('A random machine that is frozen and thawed at any moment ends with the history of the uninterrupted run, byte for byte', async () => {
  let thawed = 0;
  await fc.assert(
    fc.asyncProperty(randomRuns, async (run) => {
      const { digest, frozen } = await frozenAlong(run);
      const every = Math.max(1, Math.floor(frozen.length / 12));

      for (let index = 0; index < frozen.length; index += every) {
        const world = new World(run.answers);
        const execution = thaw(run.definition, JSON.parse(frozen[index] as string), { tasks: world.handler });
        await drive(execution, world);
        thawed++;
        expect(ended(execution)).toBe(digest);
      }
    }),
    { numRuns: fuzzRuns(60, 1000) },
  );
  expect(thawed).toBeGreaterThan(100);
}, 600_000);
