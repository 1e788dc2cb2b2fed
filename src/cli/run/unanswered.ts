import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, jsonFrom, ownKey, printable, printableJson } from '../../asl';
import { startsMachine } from '../../interpreter';
import { type AnswerChain, answer as answers, type TaskCall, TaskError, type TestMachine, taskKindOf, waitsForAnswer } from '../../testing';
import { CommandError } from '../command-error';

/** A task of a definition. */
interface UnansweredTask {
  readonly name: string;
  readonly resource: string;
}

/** Who answers tasks that no mock answers: somebody at the terminal, or an error that says what to write. */
export interface Fallback {
  /** A function for each task. */
  readonly mocks: Readonly<Record<string, AnswerChain>>;
  /** Why the run ended, where a task was reached that nobody answers. */
  readonly refused: () => CommandError | undefined;
  /** The rules that would repeat what was typed; undefined where nothing was. */
  readonly typed: () => JsonObject | undefined;
}

/**
 * Answers for the tasks of a machine that its mocks leave out. With `ask`, they are asked for, one by one; without, the first one that is reached ends the run with a
 * CommandError that lists the lines to write. Tasks that wait for a token or a worker wait, unless somebody can be asked.
 *
 * @param mocked names that the mocks have
 */
export function fallbackFor(
  machine: TestMachine,
  mocked: readonly string[],
  ask: ((question: string) => Promise<string | undefined>) | undefined,
): Fallback {
  const typed: Record<string, JsonObject[]> = Object.create(null);
  const tasks = tasksIn(machine.definition);
  let refused: CommandError | undefined;
  /** Tasks of a Map or Parallel state run at the same time: a terminal asks for one after the other. */
  let before: Promise<unknown> = Promise.resolve();
  const askOnce = async (call: TaskCall): Promise<JsonObject> => {
    const rule = refused === undefined ? await asked(call, ask!) : undefined;
    if (rule !== undefined) return rule;
    refused ??= new CommandError(`state "${call.state}" got no answer.`, 'type JSON, or name a file with --mocks.');
    throw new CommandError('nobody answers');
  };
  const answer = async (call: TaskCall): Promise<JsonValue> => {
    const asking = before.then(() => askOnce(call));
    before = asking.catch(() => undefined);
    const rule = await asking;
    typed[call.state] = [...(typed[call.state] ?? []), rule];
    return given(rule);
  };
  const refuse = (call: TaskCall): never => {
    // A file with rules has its names for a reason: only the task that was reached is certain to be missing.
    const missing =
      mocked.length === 0 ? tasks.filter(({ resource }) => !waitsForAnswer(resource)) : tasks.filter(({ name }) => name === call.state);
    refused = unanswered(`state "${call.state}"`, call.resource, mocked.length > 0, missing);
    // A thrower's name is added to what is thrown here.
    throw new CommandError('nobody answers');
  };
  // A machine of the same source may run in the place of a task that starts one.
  const own = tasks.filter(({ resource }) => !startsMachine(resource) && (ask !== undefined || !waitsForAnswer(resource)));
  return {
    mocks: Object.fromEntries(
      own.map(({ name, resource }) => {
        const give = ask === undefined ? refuse : answer;
        return [name, hasPayload(resource) ? answers.returnsPayload(give) : answers.returns(give)];
      }),
    ),
    refused: () => refused,
    typed: () =>
      Object.keys(typed).length === 0
        ? undefined
        : Object.fromEntries(Object.entries(typed).map(([state, answers]): [string, JsonValue] => [state, { $answers: answers }])),
  };
}

/**
 * The error for a task that no mock answers and that {@link fallbackFor} leaves alone: one that starts a machine, or one of a machine that was started. Undefined for other errors.
 *
 * @param own name of the machine that runs
 */
export function unansweredTask(error: unknown, own: string, hasMocks: boolean): CommandError | undefined {
  const { unmocked } = error as { readonly unmocked?: { readonly machine: string; readonly state: string; readonly resource: string } };
  if (unmocked === undefined) return undefined;
  const { machine, state, resource } = unmocked;
  const [where, name] = machine === own ? ['', state] : [` of ${machine}`, `${machine}/${state}`];
  return unanswered(`state "${state}"${where}`, resource, hasMocks, [{ name, resource }]);
}

function unanswered(state: string, resource: string, hasMocks: boolean, missing: readonly UnansweredTask[]): CommandError {
  const file = hasMocks ? 'into the file of --mocks' : 'a file for --mocks';
  return new CommandError(`${state} called ${resource}, and no mock answers it. Write ${file}:\n${linesFor(missing)}`);
}

/** All tasks of a definition, those inside of Map and Parallel states included. */
function tasksIn(group: JsonObject): readonly UnansweredTask[] {
  const states = ownKey(group, 'States');
  if (!isJsonObject(states ?? null)) return [];
  return Object.entries(states as JsonObject).flatMap(([name, state]): UnansweredTask[] => {
    if (!isJsonObject(state)) return [];
    const { Type: type, Resource: resource, ItemProcessor: processor, Iterator: iterator, Branches: branches } = state;
    const inside = [processor, iterator, ...(isJsonArray(branches) ? branches : [])];
    return [
      ...(type === 'Task' && typeof resource === 'string' ? [{ name, resource }] : []),
      ...inside.flatMap((each) => (each !== undefined && isJsonObject(each) ? tasksIn(each) : [])),
    ];
  });
}

/** What a Lambda function returns is a part of what the service answers. */
const hasPayload = (resource: string): boolean => taskKindOf(resource) === 'lambdaInvoke';

function linesFor(tasks: readonly UnansweredTask[]): string {
  const rules = tasks.map(
    ({ name, resource }) => `  ${JSON.stringify(name)}: ${hasPayload(resource) ? '{ "$answers": [{ "returnsPayload": {} }] }' : '{}'}`,
  );
  return `{\n${rules.join(',\n')}\n}`;
}

/** Somebody's answer to a call, as a rule of a file; undefined when there will be none. */
async function asked(
  { state, resource, input, attempt }: TaskCall,
  ask: (question: string) => Promise<string | undefined>,
): Promise<JsonObject | undefined> {
  const retry = attempt === 0 ? '' : ` (retry ${attempt})`;
  const what = hasPayload(resource) ? 'what the function returns, as JSON' : 'its result, as JSON';
  let hint = `State "${printable(state)}"${retry} calls ${printable(resource)} with\n  ${printableJson(JSON.stringify(input))}\n`;
  for (;;) {
    const line = await ask(`${hint}${what}, or: fail ERROR [CAUSE] > `);
    if (line === undefined) return undefined;
    const rule = ruleOf(line.trim(), resource);
    if (rule !== undefined) return rule;
    hint = 'That is neither JSON nor fail ERROR [CAUSE].\n';
  }
}

function ruleOf(line: string, resource: string): JsonObject | undefined {
  const [, error, cause] = /^fail\s+(\S+)(?:\s+(.+))?$/.exec(line) ?? [];
  if (error !== undefined) return { fails: error, ...(cause === undefined ? {} : { cause }) };
  try {
    return { [hasPayload(resource) ? 'returnsPayload' : 'returns']: jsonFrom(line) };
  } catch {
    return undefined;
  }
}

function given(rule: JsonObject): JsonValue {
  const { fails, cause, returns, returnsPayload = returns } = rule;
  if (typeof fails === 'string') throw new TaskError(fails, cause as string | undefined);
  return returnsPayload as JsonValue;
}
