import type { TestStateOptions, TestStateRequest } from '../../../src/interpreter';
import { testState } from '../../../src/interpreter';

/** A request with JSON where the API takes text. */
export interface Question extends Omit<TestStateRequest, 'definition' | 'input' | 'mock' | 'context' | 'variables'> {
  readonly definition: object | string;
  readonly input?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly error?: string; readonly cause?: string };
  readonly mode?: 'STRICT' | 'PRESENT' | 'NONE';
  readonly context?: object | string;
  readonly variables?: object | string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The request that asks it. */
export function requestOf({ definition, input, result, error, mode, context, variables, ...rest }: Question): TestStateRequest {
  const mocked = result !== undefined || error !== undefined || mode !== undefined;
  return {
    ...rest,
    definition: text(definition),
    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
    ...(context === undefined ? {} : { context: text(context) }),
    ...(variables === undefined ? {} : { variables: text(variables) }),
    ...(mocked
      ? {
          mock: {
            ...(result === undefined ? {} : { result: JSON.stringify(result) }),
            ...(error === undefined ? {} : { errorOutput: error }),
            ...(mode === undefined ? {} : { fieldValidationMode: mode }),
          },
        }
      : {}),
  };
}

/** The answer with its JSON texts parsed. */
export async function ask(question: Question, options?: TestStateOptions): Promise<Record<string, unknown>> {
  const { inspectionData, output, ...rest } = await testState(requestOf(question), options);
  return {
    ...rest,
    ...(output === undefined ? {} : { output: JSON.parse(output) }),
    ...(inspectionData === undefined ? {} : { inspectionData: parsed(inspectionData) }),
  };
}

function parsed(data: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, typeof value === 'string' ? JSON.parse(value) : value]));
}

/** The refusal: AWS's code and message. */
export async function refusal(question: Question | TestStateRequest, options?: TestStateOptions): Promise<string> {
  const request =
    typeof question.definition === 'string' && !('result' in question) ? (question as TestStateRequest) : requestOf(question as Question);
  try {
    return `accepted: ${JSON.stringify(await testState(request, options))}`;
  } catch (thrown) {
    const { name, code, message } = thrown as Error & { code?: string };
    if (code !== name) throw thrown;
    return `${name}: ${message}`;
  }
}

/** A Task that calls an integration with nothing of interest. */
export const taskOf = (resource: string): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  Parameters: resource.startsWith('states:startExecution') ? { StateMachineArn: 'arn' } : { A: 1 },
  End: true,
});

export const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
