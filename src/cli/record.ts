import { relative } from 'node:path';
import { printableJson } from '../asl';
import type { Recording, RecordOptions } from '../testing';
import { executionArnIn, fromAccount } from './account/from-account';
import { CommandError } from './command-error';
import { jsonText } from './json-text';
import { oneOf } from './one-of';
import { type ReadOptions, readOptions } from './read-options';
import { readParameters } from './read-parameters';
import { readHistories } from './replay/read-histories';
import { openSource, SOURCE_OPTIONS, SOURCE_USAGE } from './source/open-source';
import { sourceAndMachine } from './source-and-machine';
import type { Command, Terminal } from './terminal';
import { saveTest, TEST_OPTIONS, TEST_USAGE, type TestFile, testFileOf } from './test-files/save-test';
import { sourceCall } from './test-files/source-call';
import { asCommandError } from './told';

const USAGE = `Usage: drystep record --arn ARN [options] [SOURCE [MACHINE]]
       drystep record --history FILE [options] SOURCE [MACHINE]

Turns a real execution into a test that passes: its input, what its tasks answered, and how it ended. A history may hold customer data: look at the
file before you commit it. With SOURCE the test is for the machine there (ASL, a template, or a folder that cdk synth wrote), else for the definition that ran.

  --arn ARN                 an execution on AWS, which is fetched with @aws-sdk/client-sfn
  --history FILE            what aws stepfunctions get-execution-history wrote (with --include-execution-data)
  --strictness end|way|data  what the test expects: how it ended, the states visited as well, or their data as well [data]
  --title TEXT              of the test
  --output FILE             where the test is written [it is printed]
  --force                   overwrites the file
${TEST_USAGE}
  --region REGION           the region of the execution [as in its ARN]
  --json                    { "file", "differs", "input", "test" }
${SOURCE_USAGE}  --help

Example: drystep record --history history.json orders.asl.json --output test/o-1.test.ts
Exit code: 0, 1 when the local engine ends differently (the test is then skipped, and says so), 2 wrong usage.
`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  ...TEST_OPTIONS,
  arn: { type: 'string' },
  history: { type: 'string' },
  strictness: { type: 'string' },
  title: { type: 'string' },
  region: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type RecordLine = ReadOptions<typeof OPTIONS>;

const STRICTNESS = ['end', 'way', 'data'] as const;

/** `drystep record`: 0, 1 when the execution comes to another end here, 2 when called wrongly. */
export const recordCommand: Command = async (given, terminal) => {
  const line = readOptions('record', given, OPTIONS);
  if (line.flag('help')) {
    terminal.write(USAGE);
    return 0;
  }
  const target = testFileOf(line, terminal, [line.positionals[0], line.text('history')]);
  const recording = await recorded(line, target, terminal);
  const { differs, input, testFile } = recording;
  const test = await saveTest(target, testFile, terminal);
  const file = target.file === undefined ? undefined : relative(terminal.cwd, target.file);
  if (line.flag('json')) terminal.write(jsonText({ file, differs, input, test }));
  else terminal.write(file === undefined ? test : `wrote ${file}\n`);
  if (differs !== undefined) terminal.writeError(`drystep record: the test is skipped. ${printableJson(differs)}\n`);
  return differs === undefined ? 0 : 1;
};

async function recorded(line: RecordLine, target: TestFile, terminal: Terminal): Promise<Recording> {
  const [arn, history, app] = [line.text('arn'), line.text('history'), line.text('app')];
  if ((arn === undefined) === (history === undefined))
    throw new CommandError(
      arn === undefined ? 'no execution is named.' : '--arn and --history both name an execution.',
      arn === undefined ? 'write --arn ARN, or --history FILE and a source.' : 'leave one out.',
    );
  if (arn === undefined && line.given.has('region'))
    throw new CommandError('--region is for --arn: a history in a file has no region.', 'leave it out.');
  if (arn !== undefined && !executionArnIn(arn)) throw new CommandError(`--arn expected the ARN of an execution, received "${arn}".`);
  const { source, machine: named } = sourceAndMachine(line);
  const opened = source === undefined && app === undefined ? undefined : await openSource(source, line, terminal);
  const machine = opened?.machine(named);
  if (history !== undefined && machine === undefined)
    throw new CommandError(
      'a history does not say what ran.',
      'name the source of its machine: drystep record --history history.json orders.asl.json.',
    );
  const options = optionsOf(line);
  const made =
    machine === undefined
      ? undefined
      : sourceCall(
          {
            source,
            machine: source === undefined || (opened?.names.length ?? 0) > 1 ? (named ?? machine.name) : undefined,
            parameters: readParameters(line.texts('parameter')),
            type: line.text('type'),
          },
          terminal.cwd,
          target.project.root,
        );
  const own = made === undefined ? {} : { machine: made.call, imports: made.imports };
  const { record, recordFrom }: typeof import('../testing') = require('../testing');
  try {
    if (arn !== undefined) return await fromAccount(arn, line.text('region'), (access) => record(arn, { ...options, ...own, ...access }));
    const [file] = await readHistories('--history', [history!], line, terminal);
    return await recordFrom({
      ...options,
      ...own,
      history: (file as { readonly history: readonly object[] }).history,
      definition: machine?.definition as object,
      ...(machine === undefined ? {} : { stateMachineName: machine.name }),
    });
  } catch (error) {
    throw asCommandError(error);
  }
}

function optionsOf(line: RecordLine): RecordOptions {
  const [title, strictness] = [line.text('title'), oneOf('--strictness', line.text('strictness'), STRICTNESS)];
  return {
    ...(title === undefined ? {} : { title }),
    ...(strictness === undefined ? {} : { strictness }),
  };
}
