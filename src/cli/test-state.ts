import { type JsonObject, type JsonValue, listedNames, nearestName, parseDefinition } from '../asl';
import type { TestStateMock, TestStateRequest, TestStateResponse } from '../interpreter';
import { CommandError } from './command-error';
import { givenJsonText, givenObject } from './given-json';
import { jsonText } from './json-text';
import { nodesIn } from './machine-nodes';
import { oneOf } from './one-of';
import { type ReadOptions, readOptions } from './read-options';
import { openSource, SOURCE_OPTIONS, SOURCE_USAGE, sourceAndRest } from './source/open-source';
import type { Command, Terminal } from './terminal';
import { stageTable } from './test-state/stage-table';

const USAGE = `Usage: drystep test-state [options] SOURCE STATE

Tests one state as AWS's TestState API does, offline, and prints its answer. SOURCE holds the state machine: ASL, a template, or a folder that cdk synth wrote.
JSON is given as it is, in a file (@order.json), or on standard input (@-).

  --machine NAME            the state machine, where the source has several
  --input JSON              of the state [{}]
  --mock JSON               what stands in for the work: { "result": ... } or { "errorOutput": { "error": "Busy" } }, with "fieldValidationMode"
  --variables JSON          variables that the state can read
  --context JSON            the context object; only with --mock
  --state-configuration JSON  { "retrierRetryCount": 2 } and the like; only with --mock
  --inspection-level INFO|DEBUG|TRACE  DEBUG adds the data at each step, TRACE HTTP requests as well [INFO]
  --reveal-secrets          accepted as AWS accepts it; there are no secrets here to reveal
  --table                   the steps of the data as a table, instead of JSON; takes DEBUG unless another level is named
  --json                    the answer as JSON: the default
${SOURCE_USAGE}  --help

Example: drystep test-state orders.asl.json "Charge Card" --input '{"total": 40}' --mock '{"errorOutput": {"error": "Busy"}}'
Exit code: 0, 1 when the state is FAILED, 2 wrong usage or refused as AWS refuses it.
`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  machine: { type: 'string' },
  input: { type: 'string' },
  mock: { type: 'string' },
  variables: { type: 'string' },
  context: { type: 'string' },
  'state-configuration': { type: 'string' },
  'inspection-level': { type: 'string' },
  'reveal-secrets': { type: 'boolean' },
  table: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const;
/** AWS takes a role for a task that is called for real; nothing is called here. */
const ROLE = 'arn:aws:iam::111111111111:role/StepFunctionsRole';

/** `drystep test-state`: 0, 1 for a state that FAILED, 2 when called wrongly. */
export const testStateCommand: Command = async (given, terminal) => {
  const line = readOptions('test-state', given, OPTIONS);
  if (line.flag('help')) {
    terminal.write(USAGE);
    return 0;
  }
  if (line.flag('table') && line.flag('json')) throw new CommandError('--table and --json contradict each other.', 'leave one out.');
  const { source, state } = positionalsOf(line);
  const machine = (await openSource(source, line, terminal)).machine(line.text('machine'));
  requireState(machine.definition, state);
  const request = requestOf(line, machine.definition, state, terminal);
  const answer = await asked(request, state);
  terminal.write(line.flag('table') ? stageTable(state, answer) : jsonText(answer));
  return answer.status === 'FAILED' ? 1 : 0;
};

type TestStateLine = ReadOptions<typeof OPTIONS>;

function positionalsOf(line: TestStateLine): { readonly source: string | undefined; readonly state: string } {
  const { source, rest } = sourceAndRest(line);
  const [state, surplus] = rest;
  if (state === undefined) throw new CommandError('no state is named.', 'write drystep test-state orders.asl.json "Charge Card".');
  if (surplus !== undefined) throw new CommandError(`"${surplus}" is one argument too many.`, 'put the name of the state in quotes.');
  return { source, state };
}

function requireState(definition: JsonObject, state: string): void {
  const parsed = parseDefinition(definition);
  // A definition that AWS refuses is refused in its words.
  if (!parsed.ok) return;
  const names = nodesIn(parsed.machine).map(({ name }) => name);
  if (names.includes(state)) return;
  const nearest = nearestName(state, names);
  throw new CommandError(
    `there is no state "${state}".`,
    nearest === undefined ? `choose from ${listedNames(names)}.` : `did you mean "${nearest}"?`,
  );
}

function requestOf(line: TestStateLine, definition: JsonObject, stateName: string, terminal: Terminal): TestStateRequest {
  const json = (option: 'input' | 'variables' | 'context'): string | undefined => {
    const text = line.text(option);
    if (text === undefined) return undefined;
    if (option === 'input') return givenJsonText('--input', text, terminal);
    return JSON.stringify(givenObject(`--${option}`, text, terminal));
  };
  const [input, variables, context, mock, configuration] = [
    json('input'),
    json('variables'),
    json('context'),
    line.text('mock'),
    line.text('state-configuration'),
  ];
  const level = oneOf('--inspection-level', line.text('inspection-level'), LEVELS) ?? (line.flag('table') ? 'DEBUG' : undefined);
  return {
    definition: JSON.stringify(definition),
    stateName,
    roleArn: ROLE,
    ...(input === undefined ? {} : { input }),
    ...(variables === undefined ? {} : { variables }),
    ...(context === undefined ? {} : { context }),
    ...(mock === undefined ? {} : { mock: mockOf(givenObject('--mock', mock, terminal)) }),
    ...(configuration === undefined ? {} : { stateConfiguration: givenObject('--state-configuration', configuration, terminal) }),
    ...(level === undefined ? {} : { inspectionLevel: level }),
    ...(line.flag('reveal-secrets') ? { revealSecrets: true } : {}),
  };
}

/** AWS takes the result as text; on a command line it may be JSON as it is. */
function mockOf({ result, ...rest }: JsonObject): TestStateMock {
  if (result === undefined) return rest;
  return { ...rest, result: isText(result) ? result : JSON.stringify(result) };
}

/** A text that is JSON is what the API takes; any other is a result that is a text. */
function isText(result: JsonValue): result is string {
  if (typeof result !== 'string') return false;
  try {
    JSON.parse(result);
    return true;
  } catch {
    return false;
  }
}

async function asked(request: TestStateRequest, state: string): Promise<TestStateResponse> {
  const { testState }: typeof import('../interpreter') = require('../interpreter');
  const { invalidDefinitionMessage, validate }: typeof import('../validator') = require('../validator');
  try {
    return await testState(request, {
      validate: (definition) => invalidDefinitionMessage(validate(definition, { rules: 'aws', severity: 'ERROR' })),
    });
  } catch (error) {
    const { name, code, message } = error as { readonly name?: string; readonly code?: string; readonly message?: string };
    if (name === 'UsageError' && request.mock === undefined)
      throw new CommandError(`"${state}" calls something, and nothing answers it.`, `write --mock '{"result": {}}'.`);
    if (name !== 'UsageError' && code === undefined) throw error;
    throw new CommandError(code === undefined ? String(message) : `${code}: ${message}`);
  }
}
