import type { JsonObject, JsonValue } from '../../../asl';
import { jsonFrom } from '../../../asl';
import type { InspectionData, TestStateConfiguration, TestStateMock, TestStateRequest, TestStateResponse } from '../../../interpreter';
import { UsageError } from '../../usage-error';
import type { CallStepFunctions } from '../step-functions';

/** One question to TestState: what becomes of a state. */
export interface Question {
  /** Definition in which the state stands: a machine, or a branch as one. */
  readonly definition: string;
  readonly state: string;
  readonly input: JsonValue;
  readonly variables: JsonObject;
  readonly mock?: TestStateMock;
  /** Allowed with a mock only. */
  readonly context?: JsonObject;
  /** Allowed with a mock only. */
  readonly configuration?: TestStateConfiguration;
  /** The role of a task that is called for real. */
  readonly roleArn?: string;
}

/** What TestState answered. */
export interface Told extends Pick<TestStateResponse, 'error' | 'cause' | 'nextState'> {
  readonly status: TestStateResponse['status'];
  readonly output: JsonValue | undefined;
  /** Variables after the state, of states around it as well. */
  readonly variables: JsonObject;
  readonly inspection: InspectionData;
}

/** Asks TestState about one state. Rejects with a usage error that names the state when AWS refuses the question. */
export async function askTestState(call: CallStepFunctions, question: Question): Promise<Told> {
  const { definition, state, input, variables, mock, context, configuration, roleArn } = question;
  const request: TestStateRequest = {
    definition,
    stateName: state,
    input: JSON.stringify(input),
    inspectionLevel: 'DEBUG',
    ...(Object.keys(variables).length === 0 ? {} : { variables: JSON.stringify(variables) }),
    ...(mock === undefined ? {} : { mock }),
    ...(mock === undefined || context === undefined ? {} : { context: JSON.stringify(context) }),
    ...(mock === undefined || configuration === undefined ? {} : { stateConfiguration: configuration }),
    ...(roleArn === undefined ? {} : { roleArn }),
  };
  let response: TestStateResponse;
  try {
    response = await call('TestState', request);
  } catch (cause) {
    throw askRefusal(state, mock, cause);
  }
  const { inspectionData: inspection = {} } = response;
  return {
    ...response,
    output: response.output === undefined ? undefined : jsonFrom(response.output),
    inspection,
    variables: inspection.variables === undefined ? variables : (JSON.parse(inspection.variables) as JsonObject),
  };
}

function askRefusal(state: string, mock: TestStateMock | undefined, cause: unknown): unknown {
  const { name, message } = cause as { readonly name?: string; readonly message?: string };
  if (name === 'UsageError') return cause;
  if (mock?.result !== undefined && message?.startsWith('Mock result schema validation error') === true) {
    return new UsageError(
      `State "${state}": TestState refused the answer of its mock: ${message}`,
      "answer what the service answers, or set answers: 'NONE' to leave it unchecked.",
      { cause },
    );
  }
  return new UsageError(
    `State "${state}": TestState refused the question with ${name ?? 'an error'}: ${message ?? String(cause)}`,
    undefined,
    {
      cause,
    },
  );
}
