import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith } from './command';
import { exampleOf } from './example-of';

const examples = join(__dirname, '..', '..', 'examples', 'replay');
const billing = readFileSync(join(examples, 'billing.asl.json'), 'utf8');
const history = readFileSync(join(examples, 'history.json'), 'utf8');

describe('drystep replay', () => {
  const cwd = folderWith({
    'billing.asl.json': billing,
    'slower.asl.json': billing.replace(/"Seconds":\s*60/, '"Seconds": 3600'),
    'history.json': history,
    'events.json': (JSON.parse(history) as { events: unknown }).events,
    'page.json': { ...(JSON.parse(history) as object), nextToken: 't' },
    'empty.json': { events: [] },
    'broken.json': '{ "events": [',
    // A name that a terminal would obey.
    'a\u001b[2J.json': history,
  });
  const replay = (...given: string[]) => command(['replay', ...given], cwd);

  it('says of each history whether the definition does the same', async () => {
    const { code, output, errors } = await replay('history.json', 'events.json', '--against', 'billing.asl.json');

    expect([code, errors]).toEqual([0, '']);
    expect(output).toBe('history.json: matches\nevents.json: matches\n');
  });

  it('exits with 1 and prints the first divergence', async () => {
    const { code, output } = await replay('history.json', '--against', 'slower.asl.json');

    expect(code).toBe(1);
    expect(output).toBe(
      'history.json: The replay diverges at event 11 at state "Cool Down": after expected 60 s, got 3600 s. Hint: check Seconds or Timestamp of the state.\n',
    );
  });

  it('leaves times out, and says so', async () => {
    const { code, output } = await replay('history.json', '--against', 'slower.asl.json', '--no-times');

    expect([code, output]).toEqual([0, 'history.json: matches (not compared: times)\n']);
  });

  it('tells it as JSON', async () => {
    const { code, output } = await replay('history.json', '--against', 'slower.asl.json', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      matches: false,
      replays: [{ history: 'history.json', matches: false, divergence: { eventId: 11, state: 'Cool Down' }, unchecked: [] }],
    });
  });

  it('prints names without what a terminal obeys', async () => {
    const { output } = await replay('a\u001b[2J.json', '--against', 'billing.asl.json');

    expect(output).toBe('a\\u001b[2J.json: matches\n');
  });

  it.each([
    [[], 'no history is named'],
    [['history.json'], 'there is nothing to replay the histories against'],
    [['missing.json', '--against', 'billing.asl.json'], 'HISTORY: found no file missing.json'],
    [['empty.json', '--against', 'billing.asl.json'], 'empty.json holds no events'],
    [['page.json', '--against', 'billing.asl.json'], 'page.json is one page of a history'],
    [['broken.json', '--against', 'billing.asl.json'], 'broken.json is not JSON at line 1'],
    [['history.json', '--against', 'billing.asl.json', '--latency', 'long'], '--latency expected seconds, received "long"'],
    [['history.json', '--against', 'billing.asl.json', '--latency', '1', '--no-times'], '--latency means nothing with --no-times'],
    [['arn:aws:states:eu-west-1:111111111111:stateMachine:Orders', '--against', 'billing.asl.json'], 'is not the ARN of an execution'],
    [['history.json', '--agianst', 'billing.asl.json'], 'did you mean --against?'],
  ] as const)('is called wrongly with %j', async (given, message) => {
    const { code, output, errors } = await replay(...given);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('has an example in its help that works', async () => {
    const there = folderWith({ 'orders.asl.json': billing, 'history.json': history });

    expect(await command(await exampleOf('replay'), there)).toMatchObject({ code: 0 });
  });
});
