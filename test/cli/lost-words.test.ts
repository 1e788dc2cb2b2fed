import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith, removeFolders } from './command';

afterAll(removeFolders);

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

/** A folder with a machine and the history of an execution of it. */
async function folderOf(): Promise<string> {
  const folder = folderWith({
    'a.asl.json': definition,
    'id.json': '{ "id": 1234567890123456789 }',
    'events.json': { events: [] },
    'package.json': {},
  });
  await command(['run', 'a.asl.json', '--history', 'events.json'], folder);
  return folder;
}

describe('an option that would do nothing is refused', () => {
  test.each<[string, readonly string[], string]>([
    [
      'a price of the other type',
      ['estimate', 'a.asl.json', '--price', 'perRequest=1'],
      '--price perRequest is for EXPRESS machines, and a is STANDARD.',
    ],
    [
      'a price of transitions, for EXPRESS',
      ['estimate', 'a.asl.json', '--type', 'EXPRESS', '--price', 'perTransition=1'],
      '--price perTransition is for STANDARD machines, and a is EXPRESS.',
    ],
    [
      'a region without an execution to fetch',
      ['init', 'a.asl.json', '--region', 'eu-west-1', '--output', '-'],
      '--region is for --record.',
    ],
    ['a region beside a file', ['record', '--history', 'events.json', 'a.asl.json', '--region', 'eu-west-1'], '--region is for --arn'],
    [
      'a region beside files only',
      ['replay', 'events.json', '--against', 'a.asl.json', '--region', 'eu-west-1'],
      '--region is for histories that are named by an ARN.',
    ],
    ['a file that two options write', ['run', 'a.asl.json', '--history', 'x', '--svg', './x'], '--history and --svg both write ./x.'],
  ])('fails when there is %s', async (_, given, says) => {
    const { code, errors } = await command(given, await folderOf());

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(says) });
  });
});

// Decision 27: AWS passes such integers on as they are, and JavaScript would round them.
describe('a number that JavaScript would change is refused', () => {
  test.each<[string, readonly string[], string]>([
    ['an input', ['run', 'a.asl.json', '--input', '{"id":1234567890123456789}'], '--input: expected integers'],
    ['an input in a file', ['run', 'a.asl.json', '--input', '@id.json'], '--input: expected integers'],
    ['answers', ['run', 'a.asl.json', '--mocks', 'id.json'], '--mocks: id.json: expected integers'],
    ['variables', ['test-state', 'a.asl.json', 'A', '--variables', '{"id":1234567890123456789}'], '--variables: expected integers'],
    ['rules of a server', ['serve', 'a.asl.json', '--port', '0', '--tasks', 'id.json'], '--tasks: id.json: expected integers'],
  ])('fails when it is in %s', async (_, given, says) => {
    const { code, errors } = await command(given, await folderOf());

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(says) });
    expect(errors).toContain('received 1234567890123456789, which would become 1234567890123456800');
    expect(errors).toContain('Hint: use at most 15 digits in a test, or make the identifier a text.');
  });
});

describe('a file that the command reads is never overwritten by a test', () => {
  test.each<[string, readonly string[]]>([
    ['the source of init', ['init', 'a.asl.json', '--output', './a.asl.json', '--force']],
    ['the source of record', ['record', '--history', 'events.json', 'a.asl.json', '--output', 'a.asl.json', '--force']],
    ['the history of record', ['record', '--history', 'events.json', 'a.asl.json', '--output', 'events.json', '--force']],
  ])('fails when --output --force names %s', async (_, given) => {
    const folder = await folderOf();
    const before = readFileSync(join(folder, 'events.json'), 'utf8');

    const { code, errors } = await command(given, folder);

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining('which the command reads. Hint: name another file') });
    expect(JSON.parse(readFileSync(join(folder, 'a.asl.json'), 'utf8'))).toEqual(definition);
    expect(readFileSync(join(folder, 'events.json'), 'utf8')).toBe(before);
  });
});
