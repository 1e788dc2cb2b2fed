import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith } from './command';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

/** A folder with a machine and the history of an execution of it. */
async function folderOf(): Promise<string> {
  const folder = folderWith({
    'a.asl.json': definition,
    'id.json': '{ "id": 1234567890123456789 }',
    'events.json': { events: [] },
    'package.json': {},
    'template.json': {
      Resources: {
        Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:aws:iam::1:role/r', Definition: definition } },
      },
    },
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
    ['a type of templates to validate', ['validate', 'template.json', '--type', 'EXPRESS'], '--type is for a plain definition'],
    ['a type of templates to compare', ['diff', 'template.json', 'template.json', '--type', 'EXPRESS'], '--type is for a plain definition'],
    ['a file to overwrite, and none', ['record', '--history', 'events.json', 'a.asl.json', '--force'], '--force overwrites a file'],
    ['a test to overwrite, which is printed', ['init', 'a.asl.json', '--output', '-', '--force'], '--force overwrites a file'],
    ['a file that two options write', ['run', 'a.asl.json', '--history', 'x', '--svg', './x'], '--history and --svg both write ./x.'],
  ])('fails when there is %s', async (_, given, says) => {
    const { code, errors } = await command(given, await folderOf());

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(says) });
  });
});

describe('a type that is asked for is the type of a plain definition', () => {
  test('also of what describe-state-machine printed as another', async () => {
    const described = {
      stateMachineArn: 'arn:aws:states:us-east-1:1:stateMachine:a',
      name: 'a',
      type: 'STANDARD',
      definition: JSON.stringify(definition),
    };
    const folder = folderWith({ 'described.json': described });
    const typeOf = async (...given: readonly string[]) => /"type": "(\w+)"/.exec((await command(given, folder)).output)?.[1];

    expect([
      await typeOf('validate', 'described.json', '--type', 'EXPRESS', '--format', 'json'),
      await typeOf('run', 'described.json', '--type', 'EXPRESS', '--json'),
      await typeOf('validate', 'described.json', '--format', 'json'),
    ]).toEqual(['EXPRESS', 'EXPRESS', 'STANDARD']);
  });

  test('also beside a template, which keeps its own', async () => {
    const folder = await folderOf();

    const { code, output } = await command(['validate', 'a.asl.json', 'template.json', '--type', 'EXPRESS', '--format', 'json'], folder);

    expect(code).toBe(0);
    expect([...output.matchAll(/"type": "(\w+)"/g)].map(([, type]) => type)).toEqual(['EXPRESS', 'STANDARD']);
  });
});

describe('a price that is no number', () => {
  test('is not taken for a misspelt name', async () => {
    const { errors } = await command(['estimate', 'a.asl.json', '--price', 'perTransition=-1'], await folderOf());

    expect(errors).toContain('received "perTransition=-1". Hint: write --price perTransition=0.00003.');
  });
});

describe('standard input without a word', () => {
  test.each([['validate'], ['run']])('is refused by %s', async (name) => {
    const { code, errors } = await command([name, '-'], await folderOf(), ' \n');

    expect({ code, errors }).toEqual({
      code: 2,
      errors: `drystep ${name}: standard input is empty. Hint: pipe a definition or a template into the command.\n`,
    });
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
