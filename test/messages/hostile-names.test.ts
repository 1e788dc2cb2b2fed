import 'drystep/jest';
import type { JsonObject } from '../../src/asl';
import { parse } from '../../src/interpreter';
import { startServer } from '../../src/server';
import {
  alwaysCompensates,
  answer,
  diffDefinitions,
  enumeratePaths,
  importMockConfig,
  mutate,
  property,
  recordFrom,
  type TestExecution,
  testMachine,
} from '../../src/testing';
import { lcovOf } from '../../src/testing/coverage/lcov';
import { mergeParts } from '../../src/testing/coverage/parts';
import { coverageTable } from '../../src/testing/coverage/text-table';
import { fileHints } from '../../src/testing/mocks/file-hints';
import { unusedMocks } from '../../src/testing/mocks/unused-mocks';
import { canonicalJson } from '../../src/testing/snapshots/canonical-json';
import { historyText } from '../../src/testing/snapshots/history-serializer';
import { validate } from '../../src/validator';
import { command, folderWith } from '../cli/command';

/**
 * Begins and holds what GitHub, Azure and TeamCity obey, clears the screen, rings, moves the cursor by a control character of C1, turns the rest
 * around, and says what nobody sees.
 */
const HOSTILE =
  '::a::Ship##[x]##vso[x]#\u200d#Team\ufe0fCity[x]\u001b[2J\u0007\n::error ::x\r\u009b1A\u2028\u202egni\u00ad\u200b\ufeff\u{e0041}';
const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:ship';

const DEFINITION = {
  StartAt: HOSTILE,
  States: {
    [HOSTILE]: {
      Type: 'Task',
      Resource: FUNCTION,
      TimeoutSeconds: 9,
      Catch: [{ ErrorEquals: [HOSTILE], Next: `${HOSTILE}2` }],
      Next: `${HOSTILE}2`,
    },
    [`${HOSTILE}2`]: { Type: 'Pass', End: true },
  },
};

const BROKEN = { StartAt: HOSTILE, States: { [HOSTILE]: { Type: 'Task', Resource: 7, [HOSTILE]: 1, Next: `${HOSTILE}?` } } };

const machine = testMachine(DEFINITION, HOSTILE);

function caught(): Promise<TestExecution> {
  return machine.with({ [HOSTILE]: answer.fails(HOSTILE, HOSTILE) }).execute({ [HOSTILE]: HOSTILE });
}

/** The message with which something fails. */
async function messageOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected a failure');
}

/** Control characters but for line breaks and tabs, separators, marks of direction, and characters that nobody sees. */
const OBEYED = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\u00ad\u200b\ufeff\u{e0041}]/u;
/** What a log obeys: GitHub at the beginning of a line, all three anywhere in it. */
const COMMAND = /^\s*::|##(?:|vso|teamcity)\[/im;
const JOINERS = /[\u200d\ufe0f]/g;

function expectSafe(text: string): void {
  expect(text).toContain('Ship');
  expect(text.match(OBEYED)).toBeNull();
  expect(text.replaceAll(JOINERS, '').match(COMMAND)).toBeNull();
}

const SURFACES: Readonly<Record<string, () => Promise<string>>> = {
  'the table of steps': async () => String(await caught()),
  'the failure of a matcher': async () => {
    const execution = await caught();
    return messageOf(() => expect(execution).toHaveCaught(`${HOSTILE}2`, HOSTILE));
  },
  'the difference of data': async () => {
    const execution = await caught();
    return messageOf(() => expect(execution).toSucceedWith({ [HOSTILE]: `${HOSTILE}!` }));
  },
  'a task without a mock': () => messageOf(() => machine.execute({})),
  'a mock for an unknown state': () => messageOf(() => machine.mock(`${HOSTILE}3`)),
  'a definition that does not parse': () => messageOf(() => parse(BROKEN)),
  'the validity of a definition': () => messageOf(() => expect(BROKEN).toBeValid()),
  'a difference of definitions': async () => String(diffDefinitions(DEFINITION, { ...DEFINITION, StartAt: `${HOSTILE}2` })),
  'a score of mutants': async () =>
    String((await mutate(machine, async (mutant) => void (await mutant.execute({}).catch(() => undefined)))) satisfies object),
  'the table of coverage': async () => coverageTable(covered()),
  'coverage as lcov': async () => lcovOf(covered()[0] as never, HOSTILE),
  'findings as text': async () => (await validated('text')).output,
  'findings as annotations': async () =>
    (await validated('github')).output
      .split('\n')
      .map((line) => line.replace(/^::(?:error|warning) (?=file=[^:]+::[^:])/, ''))
      .join('\n'),
  'findings as SARIF': async () => (await validated('sarif')).output,
  'findings as JSON': async () => (await validated('json')).output,
  'the snapshot of a definition': async () => canonicalJson(DEFINITION as unknown as JsonObject),
  'the snapshot of a history': async () => historyText((await caught()).history),
  'a name of an execution that AWS refuses': () => messageOf(() => machine.start({}, { name: HOSTILE })),
  'a condition that no call reaches': () =>
    messageOf(() =>
      machine
        .mock(HOSTILE)
        .onInput({ [HOSTILE]: HOSTILE })
        .returns(1)
        .onInput({ [HOSTILE]: HOSTILE, more: 1 })
        .returns(2),
    ),
  'a branch that is none': () => messageOf(() => machine.mock(HOSTILE).onBranch(HOSTILE)),
  'an option that is none': () => messageOf(() => machine.start({}, { [HOSTILE]: 1 } as never)),
  'a law that says nothing': async () => {
    const execution = await caught();
    return messageOf(() => property(HOSTILE, () => undefined as never).broken(execution));
  },
  'a law about a state that is not there': async () => {
    const execution = await caught();
    return messageOf(() => alwaysCompensates(HOSTILE, `${HOSTILE}3`).broken(execution));
  },
  'the titles of paths': async () =>
    enumeratePaths(DEFINITION)
      .groups.flatMap(({ paths }) => paths.map(({ title }) => title))
      .join('\n'),
  'an argument too many': () => messageOf(() => (validate as (...given: unknown[]) => unknown)(DEFINITION, {}, HOSTILE)),
  'a transition that the definition lacks': async () => {
    const execution = await caught();
    return messageOf(() => expect(execution).not.toHaveTransitioned(`${HOSTILE}2`, HOSTILE));
  },
  'a missing object': async () => {
    const reading = { StartAt: HOSTILE, States: { [HOSTILE]: readingState(HOSTILE) } };
    return messageOf(() => testMachine(reading).execute());
  },
  'a test that is written from a recording': async () => {
    const { history } = await caught();
    return (await recordFrom({ history, definition: DEFINITION, title: HOSTILE })).testFile;
  },
  'a mock configuration without the machine': () =>
    messageOf(() => importMockConfig({ StateMachines: { Ship: { TestCases: {} } }, MockedResponses: {} }, `${HOSTILE}`, 'x')),
  'the hints of a test file': async () => {
    const resource = 'arn:aws:states:::dynamodb:getItem';
    const reading = { StartAt: HOSTILE, States: { [HOSTILE]: { Type: 'Task', Resource: resource, Parameters: {}, End: true } } };
    await testMachine(reading, HOSTILE)
      .with({ [HOSTILE]: answer.fails(`SQS.${HOSTILE}`) })
      .execute();
    return fileHints.leaveFile().join('\n');
  },
  'the mocks that nobody asked': async () => {
    testMachine(DEFINITION, HOSTILE).mock(HOSTILE).returns(1);
    return unusedMocks.leaveFile() ?? '';
  },
  'an error that a mock throws by mistake': () => {
    const broken = () => {
      throw new Error('broken');
    };
    return messageOf(() => machine.with({ [HOSTILE]: broken }).execute());
  },
  'a machine that the endpoint does not serve': async () => {
    const lines: string[] = [];
    const server = await startServer({ machines: { [HOSTILE]: BROKEN as never }, log: (line) => void lines.push(line) });
    await server.close();
    return lines.join('\n');
  },
  'a command that is none': async () => (await command([HOSTILE], '.')).errors.split('\n\nUsage:')[0] ?? '',
  'a file that is not there': async () => (await command(['validate', `${HOSTILE}.json`], folderWith({ a: '' }))).errors,
};

function readingState(key: string): object {
  return {
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      Parameters: { Bucket: 'shop', Key: key },
    },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'A', States: { A: { Type: 'Succeed' } } },
    End: true,
  };
}

function covered(): ReturnType<typeof mergeParts> {
  return mergeParts([{ name: HOSTILE, definition: DEFINITION as unknown as JsonObject, hits: {}, executions: 1 }]);
}

async function validated(format: string): ReturnType<typeof command> {
  const name = `Ship\u001b[2J.json`;
  return command(['validate', name, '--format', format], folderWith({ [name]: BROKEN }));
}

describe('Names that a terminal or a CI log would obey are printed as text', () => {
  test.each(Object.entries(SURFACES))('in %s', async (_, surface) => {
    expectSafe(await surface());
  });
});
