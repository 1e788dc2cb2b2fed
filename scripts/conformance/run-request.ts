import type { JsonObject, JsonValue } from '../../src/asl';
import type { DefinitionCheck, TaskCall, TestStateRequest } from '../../src/interpreter';
import { awsValidationResponse, invalidDefinitionMessage, refuseMachineRequest, validate, type WorkflowType } from '../../src/validator';
import type { Engine } from './engine';
import { answerFromSource } from './lambda-behaviours';
import { recordedAnswer } from './recorded-answer';
import type { RequestCase } from './recorded-case';

/** Sends a TestState request to our `testState` and gives its answer, or the exception that the API would answer. */
export async function runTestState(engine: Engine, recorded: RequestCase): Promise<JsonObject> {
  if (engine.testState === undefined) throw new Error('drystep/interpreter has no testState');
  const { definition, input, ...rest } = recorded.request;
  const request = { ...rest, definition: asText(definition), ...(input === undefined ? {} : { input: asText(input) }) };
  const check: DefinitionCheck = (source) => invalidDefinitionMessage(validate(source, { rules: 'aws' }));
  // The recorded services really answered: what functions did is known from their source, the rest from the response.
  const tasks = (call: TaskCall) => answerFromSource(call, recorded.fixtures) ?? recordedAnswer(recorded);
  try {
    const response = await engine.testState(request as unknown as TestStateRequest, { tasks, validate: check });
    return { response: JSON.parse(JSON.stringify(response)) as JsonValue };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: { code: name, message } };
  }
}

/** Judges a definition as CreateStateMachine, UpdateStateMachine or ValidateStateMachineDefinition would. */
export function runValidation(engine: Engine, recorded: RequestCase): JsonObject {
  if (recorded.kind === 'variableReferences') {
    if (engine.variableReferences === undefined) throw new Error('drystep/validator has no variableReferences');
    return { accepted: true, variableReferences: engine.variableReferences(recorded.definition) };
  }
  const refusal = recorded.request === undefined ? undefined : refuseMachineRequest(recorded.request as JsonObject);
  if (refusal !== undefined) return { accepted: false, error: { ...refusal } };
  // An update may leave the definition as it is.
  if ((recorded.definition ?? recorded.definitionText ?? null) === null) return { accepted: true };
  const type = recorded.request?.type as WorkflowType | undefined;
  const definition = recorded.definition ?? (recorded.definitionText as string);
  const validation = validate(definition, { rules: 'aws', ...(type === undefined ? {} : { type }) });
  if (recorded.operation === 'validate_state_machine_definition') {
    return { accepted: validation.result === 'OK', response: JSON.parse(JSON.stringify(awsValidationResponse(validation))) as JsonValue };
  }
  const message = invalidDefinitionMessage(validation);
  return message === undefined ? { accepted: true } : { accepted: false, error: { code: 'InvalidDefinition', message } };
}

function asText(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}
