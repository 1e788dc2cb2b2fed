import { execute, safeParse, type TaskCall, TaskError, testState } from 'drystep/interpreter';
import { validate } from 'drystep/validator';
import type { NastyCase } from './nasty-cases';

/** What is wrong with how a case was answered. */
export interface Defect {
  readonly by: Part;
  readonly told: string;
}

/** What takes expressions. */
export type Part = 'safeParse' | 'validate' | 'execute' | 'testState';

/** A case judged. */
export interface Judgement {
  readonly defects: readonly Defect[];
  /** Milliseconds of processor time that each part took. */
  readonly took: Readonly<Record<Part, number>>;
}

const ENDS = ['SUCCEEDED', 'FAILED', 'TIMED_OUT'];
const STATUSES = ['SUCCEEDED', 'FAILED', 'RETRIABLE', 'CAUGHT_ERROR'];
const REFUSALS = ['ValidationException', 'InvalidDefinition', 'InvalidExecutionInput'];
/** How V8 words its own errors. */
const RAW =
  /Maximum call stack|Invalid (string|array) length|Cannot read propert|is not a function|is not iterable|\b(Range|Type|Syntax|Reference)Error\b/;

/** Runs a case through everything that evaluates expressions, and gives what should not have come out. */
export async function judgeCase(nasty: NastyCase): Promise<Judgement> {
  const defects: Defect[] = [];
  const took = { safeParse: 0, validate: 0, execute: 0, testState: 0 };
  const attempt = async (by: Part, run: () => unknown): Promise<void> => {
    const before = process.cpuUsage();
    try {
      const told = await run();
      if (told !== undefined) defects.push({ by, told: String(told) });
    } catch (error) {
      defects.push({ by, told: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const { user, system } = process.cpuUsage(before);
    took[by] = (user + system) / 1_000;
  };
  await attempt('safeParse', () => parsed(nasty));
  await attempt('validate', () => validated(nasty));
  await attempt('execute', () => executed(nasty));
  await attempt('testState', () => tested(nasty));
  return { defects, took };
}

const rawIn = (...texts: readonly (string | undefined)[]): string | undefined => texts.find((text) => text !== undefined && RAW.test(text));

function parsed({ definition }: NastyCase): string | undefined {
  const answer = safeParse(definition);
  return answer.success ? undefined : rawIn(JSON.stringify(answer.problems.map(({ code, expected }) => [code, expected])));
}

function validated({ definition }: NastyCase): string | undefined {
  for (const rules of ['all', 'aws'] as const) {
    const { result, diagnostics } = validate(definition, { rules });
    if (result !== 'OK' && result !== 'FAIL') return `result ${String(result)}`;
    const raw = rawIn(...diagnostics.map(({ message }) => message));
    if (raw !== undefined) return raw;
  }
  return undefined;
}

async function executed({ definition, input, answer, held }: NastyCase): Promise<string | undefined> {
  const tasks = (call: TaskCall) => {
    if (call.resource.endsWith(':fails')) throw new TaskError('Busy', 'again');
    return { Payload: answer, StatusCode: 200 };
  };
  try {
    const { status, error, cause, history } = await execute(definition, {
      input,
      tasks,
      objects: { b: { 'k.json': '[1, 2, 3]' } },
      ...(held ? {} : { quotas: { payloadBytes: false, variableBytes: false, intrinsicSizes: false } }),
    });
    if (!ENDS.includes(status)) return `status ${status}`;
    if (history.length === 0) return 'no history';
    return rawIn(error, cause);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'DefinitionError' || name === 'UsageError') return rawIn(message);
    throw error;
  }
}

async function tested({ state, input, answer }: NastyCase): Promise<string | undefined> {
  const mocked = ['Task', 'Map', 'Parallel'].includes(state.Type as string);
  try {
    const { status, error, cause } = await testState({
      definition: JSON.stringify(state),
      input: JSON.stringify(input),
      variables: JSON.stringify({ v: 1 }),
      inspectionLevel: 'TRACE',
      roleArn: 'arn:aws:iam::111111111111:role/r',
      ...(mocked
        ? { mock: { result: JSON.stringify(state.Type === 'Task' ? { Payload: answer } : [answer]), fieldValidationMode: 'NONE' } }
        : {}),
    });
    if (!STATUSES.includes(String(status))) return `status ${String(status)}`;
    return rawIn(error, cause);
  } catch (error) {
    if (REFUSALS.includes(String((error as { code?: unknown }).code))) return rawIn((error as Error).message);
    throw error;
  }
}
