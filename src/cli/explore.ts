import { errorText, type JsonValue, parseDefinition, printable, printableLines } from '../asl';
import type { ExplorationProperty, JsonSchemaObject, Mocks, TestMachine } from '../testing';
import { CommandError } from './command-error';
import { schemaOf } from './explore/schema-of';
import { givenObject } from './given-json';
import { mocksOf, type Script } from './init/drive/script';
import { findTests } from './init/find-tests';
import { renderSetup } from './init/render-tests';
import { jsonText } from './json-text';
import { requireState, tasksIn } from './machine-nodes';
import { type ReadOptions, readOptions } from './read-options';
import { readParameters } from './read-parameters';
import { type OwnMocks, readMocks } from './run/read-mocks';
import { openSource, SOURCE_OPTIONS, SOURCE_USAGE } from './source/open-source';
import { sourceAndMachine } from './source-and-machine';
import type { Command, Terminal } from './terminal';
import { sourceCall } from './test-files/source-call';
import { asCommandError, told } from './told';
import { wholeNumber } from './whole-number';

const USAGE = `Usage: drystep explore [options] SOURCE [MACHINE]

Runs a state machine with random inputs against random failures and delays of its tasks, in random orders of completion, and prints the smallest execution that
breaks a law, as a test to paste. Tasks answer what the model of their service says, and what the paths through the machine need. Needs fast-check in your project.

  --mocks FILE              what tasks answer, in a file as drystep run takes it; other tasks answer as the models say
  --case NAME               the test case of a MockConfigFile
  --runs NUMBER             random executions [100]
  --seed NUMBER             repeats an exploration [a new one each time; 1 where CI is set]
  --schema JSON             JSON Schema of the inputs, as text or @file [like an input with which the machine succeeds]
  --never-fails ERROR       a law: no execution ends with it; "any" for any error; may be given several times [States.Runtime]
  --most-events NUMBER      a law: every execution ends within this many events [as many as a history of the service holds]
  --compensates DO=UNDO     a law: an execution that fails after the state DO visits the state UNDO; may be given several times
  --output-schema JSON      a law: every output fits this JSON Schema
  --json                    { "machine", "holds", "runs", "seed", "message", "test", "trace" }
${SOURCE_USAGE}  --help

Example: drystep explore orders.asl.json --seed 1
Exit code: 0 when the laws hold, 1 when one is broken, 2 wrong usage.
`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  mocks: { type: 'string' },
  case: { type: 'string' },
  runs: { type: 'string' },
  seed: { type: 'string' },
  schema: { type: 'string' },
  'never-fails': { type: 'string', multiple: true },
  'most-events': { type: 'string' },
  compensates: { type: 'string', multiple: true },
  'output-schema': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type ExploreLine = ReadOptions<typeof OPTIONS>;

/** So many paths tell what the tasks answer. */
const MOST_PATHS = 20;

/** `drystep explore`: 0 when the laws hold, 1 when one is broken, 2 when called wrongly. */
export const exploreCommand: Command = async (given, terminal) => {
  const line = readOptions('explore', given, OPTIONS);
  if (line.flag('help')) {
    terminal.write(USAGE);
    return 0;
  }
  const { source, machine: named } = sourceAndMachine(line);
  const [runs, seed] = [wholeNumber('--runs', line.text('runs'), 1), wholeNumber('--seed', line.text('seed'))];
  const inputs = schemaIn(line, 'schema', terminal);
  const opened = await openSource(source, line, terminal);
  const machine = opened.machine(named);
  const parsed = parseDefinition(machine.definition);
  if (!parsed.ok) throw new CommandError(`the definition of ${machine.name} has problems.`, 'drystep validate lists them.');
  const laws = lawsOf(line, machine, terminal);
  const { baseline } = await findTests(machine, MOST_PATHS);
  const file = line.text('mocks');
  if (file === undefined && line.text('case') !== undefined)
    throw new CommandError('--case is a test case of a MockConfigFile.', 'name the file with --mocks.');
  const own = file === undefined ? {} : await readMocks(file, line.text('case'), { source: opened, machine }, terminal);
  // The printed test is for a person to paste, whatever the source was.
  const { call, imports } = sourceCall(
    {
      source: source === '-' ? 'definition.asl.json' : source,
      machine: opened.names.length > 1 || source === undefined ? machine.name : undefined,
      parameters: readParameters(line.texts('parameter')),
      type: line.text('type'),
    },
    terminal.cwd,
    terminal.cwd,
  );
  const setup = renderSetup({
    call,
    imports,
    variable: 'machine',
    tasks: tasksIn(parsed.machine).filter(({ name }) => !Object.hasOwn(own, name)),
    baseline,
  });
  const outcome = await explored(machine.with(allMocks(baseline, own)), inputs ?? schemaOf(baseline.input), laws, {
    runs,
    seed,
  });
  const report = {
    machine: machine.name,
    ...outcome,
    ...(outcome.test === undefined
      ? {}
      : { test: `${setup}${file === undefined ? '' : `\n// The mocks go here, from ${printable(file)}.`}\n\n${outcome.test}\n` }),
  };
  if (line.flag('json')) terminal.write(jsonText(report));
  else if (outcome.holds) terminal.write(printableLines(`${machine.name} keeps its laws in ${outcome.runs} runs (seed ${outcome.seed})\n`));
  else terminal.write(printableLines(`${outcome.message}\n\n${report.test}\n${outcome.trace}\n`));
  return outcome.holds ? 0 : 1;
};

/** What a file says goes before what the models say. */
function allMocks(baseline: Script, own: OwnMocks): Mocks {
  return new Map([...(mocksOf(baseline) as ReadonlyMap<string, OwnMocks[string]>), ...Object.entries(own)]);
}

interface ExploredProperty {
  readonly holds: boolean;
  readonly runs?: number;
  readonly seed?: number;
  readonly message?: string;
  readonly test?: string;
  readonly trace?: string;
}

async function explored(
  machine: TestMachine,
  inputs: JsonSchemaObject,
  properties: readonly ExplorationProperty[],
  { runs, seed }: { readonly runs: number | undefined; readonly seed: number | undefined },
): Promise<ExploredProperty> {
  const { explore }: typeof import('../testing') = require('../testing');
  try {
    const done = await explore(machine, inputs, {
      properties,
      ...(runs === undefined ? {} : { runs }),
      ...(seed === undefined ? {} : { seed }),
    });
    return { holds: true, ...done };
  } catch (error) {
    const message = errorText(error);
    // What breaks a law, the test, and the execution, with a line between them.
    const parts = /^([\s\S]*?)\n\n(test\([\s\S]*?\n\}\);)\n\n([\s\S]*)$/.exec(message);
    if (parts === null) throw asCommandError(error);
    const [, what = '', test = '', trace = ''] = parts;
    const [, after, with_] = /found after (\d+) runs?, seed (-?\d+)/.exec(what) ?? [];
    return { holds: false, runs: Number(after), seed: Number(with_), message: what, test, trace };
  }
}

function lawsOf(line: ExploreLine, machine: TestMachine, terminal: Terminal): ExplorationProperty[] {
  const { alwaysCompensates, neverFails, outputMatches, terminates }: typeof import('../testing') = require('../testing');
  const [errors, most, output] = [
    line.texts('never-fails'),
    wholeNumber('--most-events', line.text('most-events'), 1),
    schemaIn(line, 'output-schema', terminal),
  ];
  const pairs = line.texts('compensates').map((pair) => {
    const at = pair.indexOf('=');
    const states = [pair.slice(0, at), pair.slice(at + 1)] as const;
    if (at > 0 && at < pair.length - 1) {
      for (const state of states) requireState('--compensates', state, machine);
      return states;
    }
    throw new CommandError(`--compensates expected two states, received "${pair}".`, 'write --compensates "Charge Card=Refund Card".');
  });
  return told(() => [
    ...(errors.length === 0 ? ['States.Runtime'] : errors).map((error) => (error === 'any' ? neverFails() : neverFails(error))),
    most === undefined ? terminates() : terminates(most),
    ...pairs.map(([state, undo]) => alwaysCompensates(state, undo)),
    ...(output === undefined ? [] : [outputMatches(output)]),
  ]);
}

function schemaIn(line: ExploreLine, option: 'schema' | 'output-schema', terminal: Terminal): JsonSchemaObject | undefined {
  const text = line.text(option);
  return text === undefined
    ? undefined
    : (givenObject(`--${option}`, text, terminal) as Readonly<Record<string, JsonValue>> as JsonSchemaObject);
}
