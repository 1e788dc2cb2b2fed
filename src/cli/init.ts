import { join, relative } from 'node:path';
import {
  type AnyStateFields,
  type AnyStateNode,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseDefinition,
  printableLines,
  type StateGroup,
} from '../asl';
import type { PathStep, TestExecution, TestMachine } from '../testing';
import { executionArnIn, fromAccount } from './account/from-account';
import { CommandError } from './command-error';
import { mocksOf, type Reply, type Script } from './init/drive/script';
import { objectStore } from './init/drive/stored-items';
import { type FoundTests, findTests } from './init/find-tests';
import { lambdaPayload, modelAnswer } from './init/model-answer';
import { renderTests } from './init/render-tests';
import { titlesOf } from './init/test-titles';
import { jsonText } from './json-text';
import { nodesIn, tasksIn } from './machine-nodes';
import { readOptions } from './read-options';
import { readParameters } from './read-parameters';
import { openSource, SOURCE_OPTIONS, SOURCE_USAGE } from './source/open-source';
import { sourceAndMachine } from './source-and-machine';
import type { Command } from './terminal';
import { saveTest, TEST_OPTIONS, TEST_USAGE, testFileOf } from './test-files/save-test';
import { sourceCall } from './test-files/source-call';
import { wholeNumber } from './whole-number';

const USAGE = `Usage: drystep init [options] SOURCE [MACHINE]

Writes a test file for an existing state machine, which passes: a mock for each task, and a test for each path through it. Tasks answer what the model of
their service says, and what the paths need. SOURCE is ASL, a template, or a folder that cdk synth wrote.

  --output FILE             where it is written; - prints it [test/MACHINE.test.ts]
  --force                   overwrites the file
  --paths NUMBER            the most tests [20]
  --record ARN              the input and the answers are those of a real execution, which is fetched with @aws-sdk/client-sfn
  --region REGION           the region of that execution [as in its ARN]
${TEST_USAGE}
  --json                    { "file", "machine", "paths", "covered", "tests", "gaps": [{ "title", "reason" }], "leftOut", "test" }
${SOURCE_USAGE}  --help

Example: drystep init orders.asl.json
Exit code: 0, 1 when no path could be tested, 2 wrong usage.
`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  ...TEST_OPTIONS,
  paths: { type: 'string' },
  record: { type: 'string' },
  region: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `drystep init`: 0, 1 when no path could be tested, 2 when called wrongly. */
export const initCommand: Command = async (given, terminal) => {
  const line = readOptions('init', given, OPTIONS);
  if (line.flag('help')) {
    terminal.write(USAGE);
    return 0;
  }
  const most = wholeNumber('--paths', line.text('paths'), 1) ?? 20;
  const { source, machine: named } = sourceAndMachine(line);
  const arn = line.text('record');
  if (arn === undefined && line.given.has('region'))
    throw new CommandError('--region is for --record.', 'add --record with the ARN of an execution, or leave it out.');
  if (arn !== undefined && !executionArnIn(arn)) throw new CommandError(`--record expected the ARN of an execution, received "${arn}".`);
  const opened = await openSource(source, line, terminal);
  const machine = opened.machine(named);
  const target = testFileOf(line, terminal, [source], ({ root, language }) =>
    join(root, 'test', `${fileName(machine.name)}.test.${language === 'typescript' ? 'ts' : 'js'}`),
  );
  const problems = parseDefinition(machine.definition);
  if (!problems.ok) throw new CommandError(`the definition of ${machine.name} has problems.`, 'drystep validate lists them.');
  const seed =
    arn === undefined
      ? undefined
      : await recorded(arn, line.text('region'), new Map(tasksIn(problems.machine).map(({ name, resource }) => [name, resource])));
  const found = await findTests(machine, most, seed);
  const { call, imports } = sourceCall(
    {
      source,
      machine: opened.names.length > 1 || source === undefined ? (named ?? machine.name) : undefined,
      parameters: readParameters(line.texts('parameter')),
      type: line.text('type'),
    },
    terminal.cwd,
    target.project.root,
  );
  const text = renderTests({
    call,
    imports,
    machineName: machine.name,
    found,
    titles: titlesOf(found.tests, targetsIn(problems.machine)),
    tasks: tasksIn(problems.machine),
    again: await againIn(machine, found),
  });
  const test = await saveTest(target, text, terminal);
  const file = target.file === undefined ? undefined : relative(terminal.cwd, target.file);
  const { paths, covered, leftOut, gaps, tests } = found;
  if (line.flag('json')) {
    const report = { file, machine: machine.name, paths, covered, tests: tests.length, gaps, leftOut, test };
    terminal.write(jsonText(report));
  } else if (file === undefined) terminal.write(test);
  else terminal.write(printableLines(summary(file, found)));
  if (source === undefined && file !== undefined)
    terminal.writeError(
      'The test takes its machine from one synthesis for all tests: have globalSetup of the runner call synthesizeOnce().\n',
    );
  return tests.length === 0 ? 1 : 0;
};

function summary(file: string, { paths, covered, tests, gaps, leftOut }: FoundTests): string {
  return [
    `wrote ${file}: ${tests.length} ${tests.length === 1 ? 'test' : 'tests'}, ${covered} of ${paths} ${paths === 1 ? 'path' : 'paths'}`,
    ...gaps.map(({ title, reason }) => `  no test for ${title}\n    ${reason}`),
    ...(leftOut === 0 ? [] : [`  ${leftOut} left out: --paths ${paths} takes them all`]),
    '',
  ].join('\n');
}

/** `orders` for `Shop/Orders`. */
function fileName(machine: string): string {
  const name = (machine.split('/').at(-1) ?? '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  return name === '' ? 'machine' : name;
}

/** The same executions at another time, under another name. */
async function againIn(machine: TestMachine, { tests }: FoundTests): Promise<readonly TestExecution[]> {
  const found: TestExecution[] = [];
  for (const { script } of tests)
    found.push(
      await machine.execute(script.input, {
        mocks: mocksOf(script),
        objects: objectStore(script.objects),
        name: 'again',
        startTime: '2025-06-07T08:09:10Z',
        seed: 7,
      }),
    );
  return found;
}

/** Where a step of a path goes, by the pointer of the field that says so. */
function targetsIn(top: StateGroup): (step: PathStep) => string | undefined {
  const nodes = new Map<string, AnyStateNode>(nodesIn(top).map((node) => [node.name, node]));
  return ({ state, transition }) => {
    const fields: AnyStateFields | undefined = nodes.get(state)?.fields;
    if (transition === undefined) return undefined;
    return transition.endsWith('/Default') ? fields?.Default : fields?.Choices?.[Number(transition.split('/').at(-2))]?.Next;
  };
}

/** The input and the answers of a real execution. */
async function recorded(arn: string, region: string | undefined, resources: ReadonlyMap<string, string>): Promise<Script> {
  const { fetchHistory }: typeof import('../testing') = require('../testing');
  const { recordedExecution }: typeof import('../interpreter') = require('../interpreter');
  const { events } = await fromAccount(arn, region, (access) => fetchHistory(arn, access));
  const { input, tasks } = recordedExecution(events);
  const replies = new Map<string, readonly Reply[]>();
  for (const { state, outcome, output } of tasks)
    if (outcome === 'succeeded' && !replies.has(state))
      replies.set(state, [{ value: withoutMetadata(resources.get(state) ?? '', output ?? null) }]);
  return { input, replies, objects: [] };
}

/** What a function answered, beside which the service tells of the call itself. */
function withoutMetadata(resource: string, result: JsonValue): JsonValue {
  const base = modelAnswer(resource);
  const payload = lambdaPayload(base) === undefined || !isJsonObject(result) ? undefined : result.Payload;
  return payload === undefined ? result : { ...(base as JsonObject), Payload: payload };
}
