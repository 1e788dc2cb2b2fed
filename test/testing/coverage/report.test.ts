import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Stack } from 'aws-cdk-lib/core';
import type { JsonValue } from '../../../src/asl';
import { testApp, testMachine } from '../../../src/testing';
import { isAddedByCdk } from '../../../src/testing/coverage/added-retriers';
import { lcovOf } from '../../../src/testing/coverage/lcov';
import { type CoveragePart, mergeParts, readParts } from '../../../src/testing/coverage/parts';
import { writeReports } from '../../../src/testing/coverage/report';
import { summaryOf } from '../../../src/testing/coverage/summary';
import { coverageTable } from '../../../src/testing/coverage/text-table';
import { idleThresholds, missedThresholds, THRESHOLDS } from '../../../src/testing/coverage/thresholds';
import { coveragePart } from './covered';

const ORDER = {
  StartAt: 'Large?',
  States: {
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' }], Default: 'Ship' },
    Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:ask', Retry: [{ ErrorEquals: ['Busy'] }], Next: 'Ship' },
    Ship: { Type: 'Succeed' },
  },
};
const part = () => coveragePart(ORDER, [{ input: { total: 5 } }]);

describe('retriers that the CDK adds by itself', () => {
  const added = {
    ErrorEquals: [
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
    ],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
  };
  const order = (Retry: readonly object[]) => ({ ...ORDER, States: { ...ORDER.States, Ask: { ...ORDER.States.Ask, Retry } } });
  const retriersOf = async (Retry: readonly object[], options = {}) =>
    mergeParts([await coveragePart(order(Retry), [{ input: { total: 5 } }])], options)[0]
      ?.points.filter(({ kind }) => kind === 'retriers')
      .map(({ pointer }) => pointer);

  test('are left out, unless asked for', async () => {
    expect(await retriersOf([added, { ErrorEquals: ['Busy'] }])).toEqual(['/States/Ask/Retry/1']);
    expect(await retriersOf([{ ...added, ErrorEquals: added.ErrorEquals.slice(1) }])).toEqual([]);
    expect(await retriersOf([added, { ErrorEquals: ['Busy'] }], { addedRetriers: true })).toEqual([
      '/States/Ask/Retry/0',
      '/States/Ask/Retry/1',
    ]);
  });

  test('are told from those that somebody wrote', async () => {
    expect(await retriersOf([{ ...added, MaxAttempts: 3 }])).toEqual(['/States/Ask/Retry/0']);
    expect(await retriersOf([{ ...added, ErrorEquals: [...added.ErrorEquals, 'Busy'] }])).toEqual(['/States/Ask/Retry/0']);
  });

  test('are what the CDK adds', () => {
    const stack = new Stack(testApp(), 'Shop');
    const lambdaFunction = LambdaFunction.fromFunctionName(stack, 'F', 'theirs');
    new StateMachine(stack, 'M', { definitionBody: DefinitionBody.fromChainable(new LambdaInvoke(stack, 'Call', { lambdaFunction })) });

    const { States } = testMachine(stack).definition as unknown as { readonly States: { readonly Call: { readonly Retry: JsonValue[] } } };
    expect(States.Call.Retry.map(isAddedByCdk)).toEqual([true]);
  });
});

describe('coverage parts', () => {
  test('add up over files for the same definition, whatever the order of its keys', async () => {
    const one = await part();
    const other: CoveragePart = {
      ...(await coveragePart(ORDER, [{ input: { total: 500 }, tasks: () => 1 }])),
      definition: { States: ORDER.States as never, StartAt: 'Large?' },
    };

    const [machine, ...rest] = mergeParts([one, other]);

    expect(rest).toEqual([]);
    expect(machine?.executions).toBe(2);
    expect(machine?.points.find((point) => point.id === 'states /States/Ship')?.hits).toBe(2);
    expect(summaryOf(machine?.points ?? []).transitions).toEqual({ covered: 3, total: 3, percent: 100 });
  });

  test('stay apart for different definitions of the same name', async () => {
    const one = await part();
    const other = await coveragePart({ ...ORDER, Comment: 'changed' }, [{ input: { total: 5 } }]);

    expect(mergeParts([one, other]).map((machine) => machine.name)).toEqual(['Orders', 'Orders (2)']);
  });

  test('are read from every file of a folder, and none from one that is absent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parts-'));
    for (const name of ['a.json', 'b.json']) writeFileSync(join(folder, name), JSON.stringify([await part()]));

    expect(readParts(folder)).toHaveLength(2);
    expect(readParts(join(folder, 'absent'))).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('coverage reports', () => {
  test('print a table and what was not covered', async () => {
    const other = { ...(await part()), name: 'Returns' };

    expect(coverageTable(mergeParts([await part(), other]))).toMatchInlineSnapshot(`
"Machine      | states | transitions |  rules | retriers
-------------|--------|-------------|--------|---------
All machines | 66.6 % |      33.3 % | 50.0 % |    0.0 %
Orders       | 66.6 % |      33.3 % | 50.0 % |    0.0 %
Returns      | 66.6 % |      33.3 % | 50.0 % |    0.0 %

Not covered in Orders:
  Large?: Choices/0 → Ask, Choices/0 true
  Ask: never entered

Not covered in Returns:
  Large?: Choices/0 → Ask, Choices/0 true
  Ask: never entered"
`);
  });

  test('give lcov on the lines of the definition', async () => {
    const [machine] = mergeParts([await part()]);
    const text = lcovOf(machine as never, '/tmp/Orders.asl.json');
    const lines = machine?.text.split('\n') ?? [];
    const lineOf = (key: string) => lines.findIndex((line) => line.includes(`"${key}": {`)) + 1;

    expect(text).toMatch(/^TN:\nSF:\/tmp\/Orders\.asl\.json\n/);
    expect(text).toContain(`FN:${lineOf('Ask')},Ask`);
    expect(text).toContain('FNDA:1,Ship');
    expect(text).toContain('FNDA:0,Ask');
    expect(text).toContain(`DA:${lineOf('Ask')},0`);
    expect(text).toContain(`DA:${lineOf('Large?')},1`);
    expect(text).toMatch(/BRF:6\nBRH:2\n/);
    expect(text).toMatch(/end_of_record\n$/);
  });

  test('write lcov, JSON and the definition into a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coverage-'));

    writeReports(mergeParts([await part()]), folder);

    const json = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as { machines: { name: string; summary: object }[] };
    expect(readdirSync(folder).sort()).toEqual(['Orders.asl.json', 'coverage.json', 'lcov.info']);
    expect(JSON.parse(readFileSync(join(folder, 'Orders.asl.json'), 'utf8'))).toEqual(ORDER);
    expect(json.machines[0]?.summary).toMatchObject({ states: { covered: 2, total: 3 }, rules: { covered: 1, total: 2 } });
    rmSync(folder, { recursive: true });
  });
});

test('coverage reports keep the definitions of machines apart whose names differ in what no file name has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  const one = { ...(await part()), name: 'größe' };
  const other = { ...(await coveragePart({ ...ORDER, Comment: 'other' }, [{ input: { total: 5 } }])), name: 'grüße' };

  writeReports(mergeParts([one, other, { ...one, name: 'GR_E' }]), folder);

  const files = [...readFileSync(join(folder, 'lcov.info'), 'utf8').matchAll(/^SF:(.*)$/gm)].map(([, file = '']) => file);
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(3);
  expect(files.map((file) => (JSON.parse(readFileSync(file, 'utf8')) as { Comment?: string }).Comment)).toEqual([
    undefined,
    undefined,
    'other',
  ]);
  rmSync(folder, { recursive: true });
});

describe('coverage thresholds', () => {
  test('pass when they are reached, in all, in a machine and in a state', async () => {
    const machines = mergeParts([await part()]);

    expect(
      missedThresholds({ global: { states: 66 }, Orders: { transitions: 33, items: 100 }, 'Orders/Large?': { states: 100 } }, machines),
    ).toEqual([]);
  });

  // Like jest and nyc, where 0 of 0 lines are 100 %.
  test('hold where no machine has what they are about, and say so', async () => {
    const machines = mergeParts([await part()]);
    const thresholds = { global: { catchers: 80, states: 50 }, Orders: { items: 100, retriers: 1 } };

    expect(missedThresholds({ global: thresholds.global }, machines)).toEqual([]);
    expect(idleThresholds(thresholds, machines)).toEqual([
      'Coverage of catchers in global: the threshold of 80 % judged nothing, since there are none (0 of 0).',
      'Coverage of items in Orders: the threshold of 100 % judged nothing, since there are none (0 of 0).',
    ]);
  });

  test('say what was expected and received', async () => {
    const machines = mergeParts([await part()]);

    expect(missedThresholds({ global: { states: 67 }, 'Orders/Ask': { retriers: 100 } }, machines)).toEqual([
      'Coverage of states in global: expected at least 67 %, received 66.66 % (2 of 3).',
      'Coverage of retriers in Orders/Ask: expected at least 100 %, received 0 % (0 of 1).',
    ]);
  });

  test('are judged on each definition of a name, which is first in no certain order', async () => {
    const all = {
      ...(await coveragePart({ ...ORDER, Comment: 'A' }, [{ input: { total: 5 } }, { input: { total: 500 }, tasks: () => 1 }])),
    };
    const few = await coveragePart({ ...ORDER, Comment: 'B' }, [{ input: { total: 5 } }]);
    const machines = mergeParts([all, few]);

    expect(missedThresholds({ Orders: { states: 50 }, 'Orders (2)/Ship': { states: 100 } }, machines)).toEqual([]);
    expect(missedThresholds({ Orders: { states: 100 }, 'Orders/Ask': { states: 100 } }, machines)).toEqual([
      expect.stringMatching(
        /^Coverage of states in Orders \(2\): expected at least 100 %, received 66\.66 % \(2 of 3\)\. Hint: several def/,
      ),
      expect.stringMatching(
        /^Coverage of states in Orders \(2\)\/Ask: expected at least 100 %, received 0 % \(0 of 1\)\. Hint: several def/,
      ),
    ]);
  });

  test.each([
    [{ Order: { states: 1 } }, 'no machine or state of the run is called "Order". Hint: did you mean "Orders"?'],
    [{ 'Orders/Shop': { states: 1 } }, 'Hint: did you mean "Orders/Ship"?'],
    [
      { 'Orders/Ship': { rules: 100 } },
      '"Orders/Ship" has no rules, so a threshold of 100 % says nothing. Hint: leave rules out; the state has states',
    ],
    [{ global: { state: 1 } }, 'nothing is counted under "state". Hint: did you mean "states"?'],
    [{ global: { states: 101 } }, 'expected a percentage from 0 to 100, received 101'],
    [{ global: { states: 0.8 } }, 'expected a percentage from 0 to 100, received 0.8. Hint: write 80.'],
    [{ 'Orders/Ask': { retriers: 0.995 } }, 'Hint: write 99.5.'],
  ])('fail for what does not exist: %j', async (thresholds, message) => {
    const machines = mergeParts([await part()]);

    expect(() => missedThresholds(thresholds as never, machines)).toThrow(message);
  });

  test('are refused where there is none, which would hold for every run', () => {
    expect(THRESHOLDS.accepts({})).toBe(false);
    expect(THRESHOLDS.accepts({ global: { states: 1 } })).toBe(true);
  });
});
