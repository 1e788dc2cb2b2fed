import { command, folderWith } from './command';
import { dangling, good } from './machines';

const machine = (properties: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn: 'arn:aws:iam::1:role/r', ...properties },
});
const elsewhere = machine({ DefinitionS3Location: { Bucket: 'b', Key: 'k' } });
const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/b/inner.json' } };
const files = {
  'elsewhere.json': { Resources: { Orders: elsewhere } },
  'both.json': { Resources: { Orders: elsewhere, Bills: machine({ Definition: good }) } },
  'nested.json': { Resources: { Inner: nested, Bills: machine({ Definition: good }) } },
  'nothing.json': { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
};
const SAID = 'drystep validate: 1 state machine was not validated, because its definition was not read: Orders (elsewhere.json).';

describe('what a command could not read', () => {
  test.each([[[]], [['--severity', 'ERROR']], [['--rules', 'aws']], [['--fail-on', 'never']]])(
    'fails when no definition was read, with the options %j',
    async (options: string[]) => {
      const { code, errors } = await command(['validate', 'elsewhere.json', ...options], folderWith(files));

      expect(code).toBe(2);
      expect(errors).toBe(`${SAID} Hint: nothing was validated: name a source that holds it.\n`);
    },
  );

  test('a machine that was not validated is told beside those that were', async () => {
    const { code, output, errors } = await command(['validate', 'both.json', '--severity', 'ERROR'], folderWith(files));

    expect({ code, output }).toEqual({ code: 0, output: 'no findings in 2 state machines, 1 of them not validated\n' });
    expect(errors).toBe('drystep validate: 1 state machine was not validated, because its definition was not read: Orders (both.json).\n');
  });

  test('a nested stack that was not read is told', async () => {
    const folder = folderWith(files);
    const said = 'The template of the nested stack "Inner" (TemplateURL "https://s3.amazonaws.com/b/inner.json") was not read.\n';

    expect(await command(['validate', 'nested.json'], folder)).toEqual({
      code: 0,
      output: 'no findings in 1 state machine\n',
      errors: `drystep validate: ${said}`,
    });
    expect(await command(['diff', 'nested.json', 'nested.json'], folder)).toEqual({
      code: 0,
      output: '1 state machine the same\n',
      errors: `drystep diff: ${said}`,
    });
  });

  test('a machine is told that is judged with values with which it is never made', async () => {
    const choice = { 'Fn::If': ['Live', 'live', 'test'] };
    const note = (Result: unknown) => machine({ Definition: { StartAt: 'A', States: { A: { Type: 'Pass', Result, End: true } } } });
    const template = (resource: object) => ({
      Parameters: { Stage: { Type: 'String', Default: 'test' } },
      Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
      Resources: { Orders: { ...resource, Condition: 'Live' } },
    });
    const folder = folderWith({ 'choice.json': template(note(choice)), 'same.json': template(note('same')) });
    const said =
      'drystep validate: 1 state machine that has a Condition which does not hold was judged with values that it is never made with: ' +
      'Orders (choice.json). Hint: give the others with --parameter NAME=VALUE.\n';

    expect((await command(['validate', 'choice.json'], folder)).errors).toBe(said);
    expect((await command(['validate', 'choice.json', '--parameter', 'Stage=live'], folder)).errors).toBe('');
    expect((await command(['validate', 'same.json'], folder)).errors).toBe('');
  });

  test('a macro that was not run and a module that was not read are told', async () => {
    const folder = folderWith({
      'macro.json': { Transform: 'Retries', Resources: { Bills: machine({ Definition: good }) } },
      'module.json': { Resources: { Flow: { Type: 'My::Flow::MODULE' }, Bills: machine({ Definition: good }) } },
    });
    const macro = 'CloudFormation runs the macro "Retries" before it makes "Bills", and Drystep does not: what is deployed may differ.\n';
    const module = 'The module "Flow" (My::Flow::MODULE) was not read.\n';

    const told = async (...given: readonly string[]) => {
      const { code, errors } = await command(given, folder);
      return [code, errors];
    };

    expect(await told('validate', 'macro.json')).toEqual([0, `drystep validate: ${macro}`]);
    expect(await told('validate', 'module.json')).toEqual([0, `drystep validate: ${module}`]);
    expect(await told('diff', 'macro.json', 'macro.json')).toEqual([0, `drystep diff: ${macro}`]);
    expect(await told('diff', 'module.json', 'module.json')).toEqual([0, `drystep diff: ${module}`]);
  });

  test.each([
    ['run', 'macro.json'],
    ['explore', 'macro.json', '--runs', '1'],
    ['estimate', 'macro.json'],
    ['graph', 'macro.json'],
    ['test-state', 'macro.json', 'Ship'],
    ['init', 'macro.json'],
  ])('what tests are told of a machine when their file ends is told by %s %s', async (...given) => {
    const folder = folderWith({ 'macro.json': { Transform: 'Retries', Resources: { Bills: machine({ Definition: good }) } } });

    expect((await command(given, folder)).errors).toContain(
      'drystep: CloudFormation runs the macro "Retries" before it makes "Bills", and Drystep does not: what is deployed may differ. Hint: ',
    );
  });

  test.each([
    ['diff', '', ''],
    ['diff', 'good.json', ' '],
    ['coverage', ''],
    ['serve', ''],
    ['replay', '', '--against', 'good.json'],
    ['run', ''],
  ])('fails when an argument of %s is empty, as a variable of the shell leaves that is not set', async (...given) => {
    expect(await command(given, folderWith({ 'good.json': good, 'a.asl.json': good }))).toEqual({
      code: 2,
      output: '',
      errors: `drystep ${given[0]}: received an empty argument. Hint: name a file or folder; . is the one you are in.\n`,
    });
  });

  test.each(['orders.asl', 'deep/orders.asl', 'deep/app.template', 'orders.asl.json'])('a folder that holds %s', async (name) => {
    const content = name.endsWith('template') ? { Resources: { Orders: machine({ Definition: dangling }) } } : dangling;
    const { code, output } = await command(['validate', '.'], folderWith({ 'good.asl.json': good, [name]: content }));

    expect(code).toBe(1);
    expect(output).toContain('1 error in 2 state machines');
  });
});
