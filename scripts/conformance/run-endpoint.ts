import { isJsonObject, type JsonObject, type JsonValue } from '../../src/asl';
import type { TaskCall, TaskHandler } from '../../src/interpreter';
import { type StepFunctionsServer, startServer } from '../../src/server';
import { answerFromSource } from './lambda-behaviours';
import { recordedAnswer } from './recorded-answer';
import type { RequestCase } from './recorded-case';

const PASS = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
const ROLE = 'arn:aws:iam::111111111111:role/role';
const PREFIX = 'arn:aws:states:us-east-1:111111111111:stateMachine:';

/** Sends recorded requests of TestState and of definitions to a server, over HTTP, each to one of its own. */
export async function throughEndpoint(recorded: RequestCase): Promise<JsonObject> {
  const tasks: TaskHandler = (call: TaskCall) => answerFromSource(call, recorded.fixtures) ?? recordedAnswer(recorded);
  const server = await startServer({ seed: 1, tasks, log: () => undefined });
  try {
    return recorded.operation === undefined ? await testState(server, recorded) : await judged(server, recorded, recorded.operation);
  } finally {
    await server.close();
  }
}

async function testState(server: StepFunctionsServer, { request }: RequestCase): Promise<JsonObject> {
  return send(server, 'TestState', { ...request, ...asText(request, 'definition'), ...asText(request, 'input') });
}

/** The verdict on a definition, in the form in which verdicts were recorded. */
async function judged(server: StepFunctionsServer, recorded: RequestCase, operation: string): Promise<JsonObject> {
  const { kind, definition, definitionText, expected } = recorded;
  // The recorder wrote null where an update leaves the definition as it is.
  const text = (definition ?? undefined) === undefined ? definitionText : JSON.stringify(definition);
  const request = { ...(recorded.request ?? {}), ...(text === undefined ? {} : { definition: text }) } as JsonObject;
  if (kind === 'variableReferences') {
    await send(server, 'CreateStateMachine', { name: 'described', roleArn: ROLE, definition: text as string });
    const { response } = await send(server, 'DescribeStateMachine', { stateMachineArn: `${PREFIX}described` });
    return { accepted: true, variableReferences: (response as JsonObject).variableReferences ?? null };
  }
  if (operation === 'validate_state_machine_definition') {
    const { response = null } = await send(server, 'ValidateStateMachineDefinition', request);
    return { accepted: isJsonObject(response) && response.result === 'OK', response };
  }
  const code = isJsonObject(expected.error) ? expected.error.code : undefined;
  if (operation === 'update_state_machine') {
    const arn = (request.stateMachineArn as string | undefined) ?? `${PREFIX}updated`;
    if (code !== 'StateMachineDoesNotExist') await create(server, { name: arn.slice(arn.lastIndexOf(':') + 1) });
    return verdict(await send(server, 'UpdateStateMachine', { ...request, stateMachineArn: arn }));
  }
  const named = { name: 'created', roleArn: ROLE, ...request };
  // The recorded one was there already, with another definition.
  if (code === 'StateMachineAlreadyExists') await create(server, { name: named.name });
  return verdict(await send(server, 'CreateStateMachine', named));
}

const create = (server: StepFunctionsServer, { name }: { readonly name: JsonValue }) =>
  send(server, 'CreateStateMachine', { name, roleArn: ROLE, definition: PASS });

function verdict(answer: JsonObject): JsonObject {
  return answer.error === undefined ? { accepted: true } : { accepted: false, error: answer.error };
}

function asText(request: JsonObject, member: string): JsonObject {
  const value = request[member];
  return value === undefined ? {} : { [member]: typeof value === 'string' ? value : JSON.stringify(value) };
}

async function send(server: StepFunctionsServer, operation: string, request: JsonObject): Promise<JsonObject> {
  const answered = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
    body: JSON.stringify(request),
  });
  const body = (await answered.json()) as JsonObject;
  return answered.ok ? { response: body } : { error: { code: String(body.__type).replace(/^.*#/, ''), message: body.message as string } };
}
