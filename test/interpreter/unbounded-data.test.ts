import { madeMeter } from '../../src/data';
import { execute } from '../../src/interpreter';
import { testState } from '../../src/interpreter/test-state';

/** What an execution may make, and what a payload may hold where its quota is switched off. */
const ALL = 536_870_912;
const HELD = 33_554_432;
const listQueues = 'arn:aws:states:::aws-sdk:sqs:listQueues';
const LARGE = 'x'.repeat(250_000);

/** Eight times as many members of a quarter of a megabyte as may be made. */
const members = <Value>(make: (index: number) => Value): Value[] => Array.from({ length: 1_000 }, (_, index) => make(index));
const keyed = (path: string): Record<string, string> => Object.fromEntries(members((index) => [`k${index}.$`, path]));
const text = { 'text.$': 'States.JsonToString($)' };
const padded = "{% $pad('x', 6000000) %}";
const inJsonata = (fields: object): object => ({ QueryLanguage: 'JSONata', ...fields });
const nested = (levels: number): object => (levels === 0 ? text : { ...text, inner: nested(levels - 1) });
const itemProcessor = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };

const oneState = (fields: object): object => ({ StartAt: 'Many', States: { Many: { ...fields, End: true } } });
const answered = { input: { large: LARGE }, tasks: () => ({ large: LARGE }) };

describe('one field that makes more than any payload may hold', () => {
  test.each<[string, object, string]>([
    ['a list of intrinsic functions', { Type: 'Pass', Parameters: { list: members(() => text) } }, 'returned a result'],
    ['objects in objects', { Type: 'Pass', Parameters: nested(300) }, 'returned a result'],
    ['what a task is given', { Type: 'Task', Resource: listQueues, Parameters: { list: members(() => text) } }, 'provided parameters'],
    ['a ResultSelector', { Type: 'Task', Resource: listQueues, ResultSelector: { list: members(() => text) } }, 'returned a result'],
    ['an Assign', { Type: 'Pass', Assign: keyed('States.JsonToString($)') }, 'returned a result'],
    ['a list of JSONata', { Type: 'Pass', ...inJsonata({ Output: members(() => padded) }) }, 'returned a result'],
    ['lists of JSONata', { Type: 'Pass', ...inJsonata({ Output: members(() => "{% [1..100].$pad('x', 60000) %}") }) }, 'returned a result'],
    [
      'Arguments',
      { Type: 'Task', Resource: listQueues, ...inJsonata({ Arguments: { list: members(() => padded) } }) },
      'provided parameters',
    ],
    [
      'an ItemSelector',
      { Type: 'Map', ItemsPath: '$.*', ItemSelector: { list: members(() => text) }, ItemProcessor: itemProcessor },
      'provided parameters',
    ],
  ])('fails when it is %s, before all of it is made', async (_, fields, what) => {
    const before = madeMeter.made;

    const result = await execute(oneState(fields), answered);

    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: `The state/task 'Many' ${what} with a size exceeding the maximum number of bytes service limit.`,
    });
    expect(madeMeter.made - before).toBeLessThan(2 * HELD);
  });

  test('fails when a thousand paths each find thousands of values', async () => {
    const definition = oneState({ Type: 'Pass', Parameters: keyed('$..*') });
    const before = madeMeter.made;

    const result = await execute(definition, { input: Array.from({ length: 1_000 }, () => ({ a: 'some text of thirty characters' })) });

    expect(result).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect(madeMeter.made - before).toBeLessThan(2 * HELD);
  });

  test('testState answers the same', async () => {
    const definition = JSON.stringify({ Type: 'Pass', Parameters: { list: members(() => text) }, End: true });

    const answer = await testState({ definition, input: JSON.stringify({ large: LARGE }) });

    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('what one state made does not count for the next', async () => {
    const step = (next: object) => ({ Type: 'Pass', Parameters: { 'large.$': "States.Format('{}', $.large)" }, ...next });
    const states = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`S${index}`, step(index === 199 ? { End: true } : { Next: `S${index + 1}` })]),
    );

    const result = await execute({ StartAt: 'S0', States: states }, { input: { large: LARGE } });

    expect(result.status).toBe('SUCCEEDED');
  });
});

describe('an execution that makes more than a process can hold', () => {
  const definition = {
    StartAt: 'Work',
    States: {
      Work: { Type: 'Task', Resource: listQueues, Next: 'Add', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Add' }] },
      Add: { Type: 'Pass', Parameters: { 'text.$': 'States.JsonToString($)' }, End: true },
    },
  };

  test('fails with a sentence that names the state', async () => {
    const tasks = () => {
      madeMeter.made += ALL - 10_000;
      return { large: LARGE.slice(0, 100_000) };
    };

    await expect(execute(definition, { input: {}, tasks })).rejects.toThrow(
      'State "Add": the expressions of this execution have made 512 MiB of data, which Drystep does not go beyond; on AWS it would go on. Hint: run it with less data',
    );
  });

  test('an execution after it has all of its room', async () => {
    expect(await execute(definition, { input: {}, tasks: () => ({ large: LARGE.slice(0, 100_000) }) })).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(madeMeter.most).toBe(Number.POSITIVE_INFINITY);
  });
});
