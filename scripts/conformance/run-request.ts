import type { JsonObject, JsonValue } from '../../src/asl';
import type { Engine, ValidationResult } from './engine';
import type { RequestCase } from './recorded-case';

/** Sends a TestState request to our `testState` and gives its answer, or the exception that the API would answer. */
export async function runTestState(engine: Engine, recorded: RequestCase): Promise<JsonObject> {
  if (engine.testState === undefined) throw new Error('drystep/interpreter has no testState');
  const { definition, input, ...rest } = recorded.request;
  const request = { ...rest, definition: asText(definition), ...(input === undefined ? {} : { input: asText(input) }) };
  try {
    return { response: JSON.parse(JSON.stringify(await engine.testState(request))) as JsonValue };
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
  // These answers depend on what the account holds (names taken, log groups), not on the definition.
  if (recorded.kind !== 'definition') throw new Error(`${recorded.kind} is an answer of the control plane`);
  if (engine.validate === undefined) throw new Error('drystep/validator has no validate');
  const type = recorded.request?.type as string | undefined;
  const given = engine.validate(recorded.definition ?? recorded.definitionText, { rules: 'aws', ...(type === undefined ? {} : { type }) });
  if (recorded.operation === 'validate_state_machine_definition') return { accepted: given.result === 'OK', response: apiShape(given) };
  if (given.result === 'OK') return { accepted: true };
  return { accepted: false, error: { code: 'InvalidDefinition', message: `Invalid State Machine Definition: '${refusal(given)}'` } };
}

/** Only what the API's answer has: our diagnostics carry a pointer and a hint besides. */
function apiShape(given: ValidationResult): JsonObject {
  const diagnostics = given.diagnostics.map(({ severity, code, message, location }) => ({
    severity,
    code,
    message,
    ...(location === undefined ? {} : { location }),
  }));
  return { result: given.result, diagnostics, truncated: given.truncated };
}

function refusal(given: ValidationResult): string {
  return given.diagnostics
    .filter((diagnostic) => diagnostic.severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`)
    .join(', ');
}

function asText(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}
