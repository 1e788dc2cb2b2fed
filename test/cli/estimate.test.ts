import type { JsonObject } from '../../src/asl';
import { command, folderWith } from './command';

const nested = (definition: object): object => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemProcessor: definition, Next: 'Done' }, Done: { Type: 'Succeed' } },
});
const waits = {
  StartAt: 'Rest',
  States: {
    Rest: { Type: 'Wait', Seconds: 90, Next: 'Large?' },
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.large', BooleanEquals: true, Next: 'Count' }], Default: 'Done' },
    Count: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};
const each = nested({ StartAt: 'Count', States: { Count: { Type: 'Pass', End: true } } });

describe('drystep estimate', () => {
  const folder = folderWith({
    'waits.json': waits,
    'each.json': each,
    'broken.json': '[1, 2',
    'empty/readme.txt': '',
    'two.json': {
      Resources: Object.fromEntries(
        ['Orders', 'Bills'].map((id) => [id, { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: waits } }]),
      ),
    },
  });

  test('has a line for each path, with what many executions come to', async () => {
    const { code, output } = await command(['estimate', 'waits.json', '--executions', '1000000'], folder);

    expect(code).toBe(0);
    // 25 dollars for a million transitions; two events for each state, one for each end of the execution.
    expect(output.split('\n').slice(2)).toEqual([
      expect.stringMatching(/^path +transitions +events +time +dollars +dollars for 1,000,000$/),
      expect.stringMatching(/^Rest, Large\? by rule 0, Count, Done: SUCCEEDED +4 +10 +1 min 30 s +0\.0001 +100\.00$/),
      expect.stringMatching(/^Rest, Large\? by Default, Done: SUCCEEDED +3 +8 +1 min 30 s +0\.000075 +75\.00$/),
      '',
    ]);
  });

  test('json has the figures, by other prices and as Express', async () => {
    const { output } = await command(['estimate', 'waits.json', '--json', '--price', 'perTransition=1', '--executions', '10'], folder);
    const express = await command(['estimate', 'waits.json', '--json', '--type', 'EXPRESS', '--price', 'perRequest=1'], folder);

    expect((JSON.parse(output) as JsonObject).paths).toMatchObject([
      { end: 'SUCCEEDED', states: ['Rest', 'Large?', 'Count', 'Done'], transitions: 4, duration: 90, cost: 4, costOfExecutions: 40 },
      { transitions: 3, cost: 3, costOfExecutions: 30 },
    ]);
    // 90 seconds of 64 MB, and the request.
    expect((JSON.parse(express.output) as { paths: { cost: number }[] }).paths[0]?.cost).toBeCloseTo(1 + (90 * 0.06) / 16 / 3600, 10);
  });

  test('ends with 1 when a path has more events than a history may have', async () => {
    const few = await command(['estimate', 'each.json', '--items', '10'], folder);
    const many = await command(['estimate', 'each.json', '--items', '10000'], folder);

    expect(few.code).toBe(0);
    expect(many.code).toBe(1);
    expect(many.output).toMatch(/events are more than the 25,000 that a history may have/);
  });

  test.each([
    ['no source', [], /expected a source/],
    ['a file that is not there', ['gone.json'], /gone\.json/],
    ['a folder without machines', ['empty'], /empty/],
    ['what is not JSON', ['broken.json'], /line 1/],
    ['two machines and no name', ['two.json'], /Orders[\s\S]*Bills|Bills[\s\S]*Orders/],
    ['items that are not a number', ['waits.json', '--items', 'many'], /--items expected a whole number from 0, received "many"/],
    ['a price twice', ['waits.json', '--price', 'perTransition=1', '--price', 'perTransition=2'], /--price gives perTransition twice/],
    ['a misspelt price', ['waits.json', '--price', 'pertransition=1'], /received "pertransition=1"\. Hint: did you mean perTransition\?/],
    ['an unknown price', ['waits.json', '--price', 'perState=1'], /--price expected NAME=DOLLARS with one of perTransition/],
    ['a misspelt option', ['waits.json', '--item', '1'], /did you mean --items/],
  ])('fails when called with %s', async (_, given, said) => {
    const { code, output, errors } = await command(['estimate', ...given], folder);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(said);
  });
});
