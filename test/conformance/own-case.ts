import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '../../src/asl';
import { type ExecutionOptions, parked, type TaskAnswer, type TaskCall, TaskError, type TaskHandler } from '../../src/interpreter';

/** How one attempt of a task ends: exactly one of `returns`, `echoes`, `fails` and `parks`. */
interface Answer {
  /** Only for calls with this input; such an answer may be given any number of times. */
  readonly when?: JsonValue;
  readonly returns?: JsonValue;
  /** Returns the task's input. */
  readonly echoes?: true;
  /** Error name. */
  readonly fails?: string;
  readonly cause?: string;
  /** Leaves a callback or an activity waiting. */
  readonly parks?: true;
}

/** A case as its file holds it. */
export interface OwnCase {
  readonly title: string;
  /** The rule that it shows. */
  readonly spec: string;
  readonly definition: JsonObject;
  readonly input?: JsonValue;
  /** By state name, attempt after attempt; the last answer repeats. */
  readonly tasks?: Readonly<Record<string, readonly Answer[]>>;
  readonly options?: Pick<
    ExecutionOptions,
    'type' | 'name' | 'stateMachineName' | 'roleArn' | 'startTime' | 'quotas' | 'objects' | 'activities'
  >;
  readonly output?: JsonValue;
  /** Name of the error, and its cause where the rule says one; without a name there is neither. @default status FAILED */
  readonly error?: { readonly name?: string; readonly cause?: string; readonly status?: 'FAILED' | 'TIMED_OUT' };
  /** Event types in order, each with the state's name where it is given. */
  readonly history?: readonly string[];
  /** Virtual seconds from the first event to the last. */
  readonly seconds?: number;
}

/** Every case below this folder, by topic. */
export function ownCases(): { readonly topic: string; readonly cases: readonly (OwnCase & { readonly file: string })[] }[] {
  const topics = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return topics.map(({ name: topic }) => ({ topic, cases: casesOf(topic) }));
}

function casesOf(topic: string): (OwnCase & { readonly file: string })[] {
  const files = readdirSync(join(__dirname, topic)).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({ file: `${topic}/${file}`, ...JSON.parse(readFileSync(join(__dirname, topic, file), 'utf8')) }));
}

/** Handlers that answer as the case says. */
export function tasksOf(own: OwnCase): Record<string, TaskHandler> {
  return Object.fromEntries(Object.entries(own.tasks ?? {}).map(([state, answers]) => [state, handler(answers)]));
}

function handler(answers: readonly Answer[]): TaskHandler {
  const inOrder = answers.filter((answer) => answer.when === undefined);
  let calls = 0;
  return (call) => {
    const fitting = answers.find((answer) => answer.when !== undefined && isDeepStrictEqual(answer.when, call.input));
    const answer = fitting ?? inOrder[Math.min(calls++, inOrder.length - 1)];
    if (answer === undefined) throw new Error(`the case has no answer for ${call.state} with ${JSON.stringify(call.input)}`);
    return give(answer, call);
  };
}

function give(answer: Answer, call: TaskCall): TaskAnswer {
  if (answer.fails !== undefined) throw new TaskError(answer.fails, answer.cause);
  if (answer.parks) return parked();
  return answer.echoes ? call.input : (answer.returns as JsonValue);
}
