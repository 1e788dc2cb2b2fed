import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CustomState, DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { command, folderWith } from './command';
import { dangling, good, hasty, task, template } from './machines';

describe('drystep validate: inputs', () => {
  test('a good definition ends with 0', async () => {
    expect(await command(['validate', 'good.json'], folderWith({ 'good.json': good }))).toEqual({
      code: 0,
      output: 'no findings in 1 state machine\n',
      errors: '',
    });
  });

  test('a bad definition ends with 1, and the report names file, line, state, pointer and hint', async () => {
    const { code, output } = await command(['validate', 'bad.json'], folderWith({ 'bad.json': dangling }));

    expect(code).toBe(1);
    expect(output).toBe(
      [
        'bad.json:6:7',
        "  ERROR Missing 'Next' target: Bill",
        '    state "Ship" at /States/Ship/Next (MISSING_TRANSITION_TARGET)',
        '    Hint: did you mean "Bil"?',
        '',
        '1 error in 1 state machine',
        '',
      ].join('\n'),
    );
  });

  test('a template gives every machine, resolved, each with its type', async () => {
    const { code, output } = await command(['validate', 'template.json', '--severity', 'error'], folderWith({ 'template.json': template }));

    expect(code).toBe(1);
    expect(output).toContain("template.json:7:9 orders\n  ERROR Missing 'Next' target: Bill");
    expect(output).toContain('(EXPRESS_UNSUPPORTED)');
    expect(output).toContain('2 errors in 2 state machines');
  });

  test('a template with a reference to nothing is refused, with the place', async () => {
    const Properties = {
      RoleArn: 'arn:aws:iam::111111111111:role/r',
      Definition: { StartAt: 'A', States: { A: { Type: 'Pass', Result: { 'Fn::GetAtt': ['Shp', 'Arn'] }, End: true } } },
    };
    const broken = { Resources: { Ship: { Type: 'AWS::SQS::Queue' }, Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties } } };
    const { code, output } = await command(['validate', 'template.json'], folderWith({ 'template.json': broken }));

    expect(code).toBe(1);
    expect(output).toBe(
      [
        'template.json:16:17 Orders',
        '  ERROR State machine "Orders": expected a resource of the template, received "Shp".',
        '    at /Resources/Orders/Properties/Definition/States/A/Result/Fn::GetAtt (BROKEN_TEMPLATE)',
        '    Hint: Did you mean "Ship"?',
        '',
        '1 error in 1 state machine',
        '',
      ].join('\n'),
    );
  });

  test('a folder of cdk synth gives the machines of its stacks, and cdk.out is the default', async () => {
    const folder = folderWith({});
    const app = new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false, builtinCloudFormationValidation: false });
    const stack = new Stack(app, 'Shop');
    const definitionBody = DefinitionBody.fromChainable(new CustomState(stack, 'Call', { stateJson: { Type: 'Pass', Nxt: 'x' } }));
    new StateMachine(stack, 'Orders', { definitionBody });
    app.synth();

    const { code, output } = await command(['validate'], folder);

    expect(code).toBe(1);
    // Where the state was written, as the CDK keeps the place of its machine.
    expect(output).toMatch(/validate\.test\.ts:\d+:\d+ Shop\/Orders\n {2}ERROR Field 'Nxt' is not supported/);
    expect(await command(['validate', 'cdk.out'], folder)).toEqual({ code, output, errors: '' });
  });

  test('a pattern gives what fits it and is a machine, a plain folder its definitions and templates', async () => {
    const folder = folderWith({
      'a/one.asl.json': good,
      'a/b/two.asl.json': dangling,
      'a/package.json': { name: 'x' },
      'node_modules/three.asl.json': dangling,
      'a/four.template.json': template,
    });

    expect((await command(['validate', '**/*.asl.json'], folder)).output).toContain('1 error in 2 state machines');
    expect((await command(['validate', 'a/**/{one,two,package}*.json'], folder)).output).toContain('1 error in 2 state machines');
    expect((await command(['validate', 'a/?ne.asl.json'], folder)).output).toContain('no findings in 1 state machine');
    expect((await command(['validate', 'a', '--severity', 'ERROR'], folder)).output).toContain('3 errors in 4 state machines');
  });

  test('standard input is a definition or a template', async () => {
    const folder = folderWith({});

    expect(await command(['validate', '-'], folder, JSON.stringify(good))).toMatchObject({ code: 0 });
    expect((await command(['validate', '-'], folder, JSON.stringify(dangling))).output).toContain('<stdin>:1:');
    expect((await command(['validate', '-', '--severity', 'ERROR'], folder, JSON.stringify(template))).output).toContain('2 errors');
  });

  test('--type is that of definitions that do not say it', async () => {
    const folder = folderWith({
      'sync.json': {
        StartAt: 'A',
        States: {
          A: { ...task, Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' }, TimeoutSeconds: 5, End: true },
        },
      },
    });

    expect((await command(['validate', 'sync.json'], folder)).code).toBe(0);
    expect((await command(['validate', 'sync.json', '--type', 'express'], folder)).output).toContain('EXPRESS_UNSUPPORTED');
  });
});

describe('drystep validate: thresholds', () => {
  const folder = folderWith({ 'hasty.json': hasty, 'bad.json': dangling });

  test.each<[string[], number]>([
    [['hasty.json'], 0],
    [['hasty.json', '--fail-on', 'warning'], 1],
    [['bad.json'], 1],
    [['bad.json', '--fail-on', 'never'], 0],
    [['hasty.json', '--fail-on', 'WARNING', '--rules', 'aws'], 0],
    [['bad.json', '--rules', 'aws'], 1],
  ])('%j ends with %i', async (given, code) => {
    expect((await command(['validate', ...given], folder)).code).toBe(code);
  });

  test('--severity ERROR leaves warnings out', async () => {
    expect((await command(['validate', 'hasty.json'], folder)).output).toContain('TASK_WITHOUT_TIMEOUT');
    expect((await command(['validate', 'hasty.json', '--severity', 'ERROR'], folder)).output).toBe('no findings in 1 state machine\n');
  });
});

describe('drystep validate: files that cannot be read or written end with 2', () => {
  const marker = { version: '48.0.0' };
  const folder = folderWith({
    'good.json': good,
    'out/cdk.out': marker,
    'out/manifest.json': { version: '48.0.0', artifacts: {} },
    'links/good.asl.json': good,
  });
  symlinkSync(join(folder, 'gone.json'), join(folder, 'links/broken.asl.json'));

  test.each<[string, string, string[], string]>([
    [
      '--output into a folder that is not there',
      '.',
      ['good.json', '--output', 'reports/a.txt'],
      `--output names ${folder}/reports/a.txt, but there is no folder ${folder}/reports. Hint: make the folder first.`,
    ],
    [
      '--write-baseline into one',
      '.',
      ['good.json', '--write-baseline', '--baseline', 'reports/b.json'],
      `the baseline names ${folder}/reports/b.json, but there is no folder ${folder}/reports. Hint: make the folder first.`,
    ],
    ['--output that names a folder', '.', ['good.json', '--output', 'out'], `--output names ${folder}/out, which cannot be written`],
    ['a broken link that fits a pattern', '.', ['links/*.json'], 'broken.asl.json is a link to a file that does not exist.'],
    [
      'nothing, inside of an assembly',
      'out',
      [],
      'cdk.out is a file of what cdk synth wrote, and not the folder. Hint: drystep validate .',
    ],
    [
      'the file cdk.out',
      '.',
      ['out/cdk.out'],
      'out/cdk.out is a file of what cdk synth wrote, and not the folder. Hint: drystep validate out',
    ],
  ])('%s', async (_, cwd, given, said) => {
    const { code, errors } = await command(['validate', ...given], join(folder, cwd));

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(said) });
  });
});

describe('drystep validate: permissions of a template', () => {
  const call = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'm' }, End: true };
  const templateWith = (Action: string): object => ({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyDocument: { Statement: { Effect: 'Allow', Action, Resource: '*' } } }] },
      },
      Orders: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, Definition: { StartAt: 'Ship', States: { Ship: call } } },
      },
    },
  });
  const folder = folderWith({ 'right.json': templateWith('sqs:SendMessage'), 'wrong.json': templateWith('sqs:ReceiveMessage') });

  test('are compared with what its machines call', async () => {
    expect((await command(['validate', 'right.json'], folder)).output).toBe('no findings in 1 state machine\n');
    expect((await command(['validate', 'wrong.json'], folder)).output).toContain(
      `WARNING State "Ship": no policy of the machine's role allows sqs:SendMessage`,
    );
  });

  test('are not looked at when only errors are asked for', async () => {
    expect((await command(['validate', 'wrong.json', '--severity', 'ERROR'], folder)).output).toBe('no findings in 1 state machine\n');
  });
});

describe('drystep validate: wrong calls end with 2 and say what to change', () => {
  const folder = folderWith({
    'good.json': good,
    'broken.json': '{ "StartAt": ',
    'machine.yaml': 'StartAt: A',
    'empty.template.json': { Resources: {} },
    'plain/readme.txt': 'x',
    'typo.config.json': { validate: { severitis: {} } },
    'rule.config.json': { validate: { severities: { TASK_WITHOUT_TIMEOT: 'off' } } },
    'reason.config.json': { validate: { suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT' }] } },
    'level.config.json': { validate: { severities: { TASK_WITHOUT_TIMEOUT: 'warn' } } },
    'base.json': { version: 2 },
    'twice.config.json': '{"validate":{"failOn":"WARNING","failOn":"never"}}',
    'schema.json': { type: 'object', properties: { id: { type: 'sting' } } },
  });

  test.each<[string[], string]>([
    [[], 'drystep validate: nothing to validate. Hint: name a file or folder, such as cdk.out, or list "files" in drystep.config.json.\n'],
    [
      ['no.json'],
      'drystep validate: found no file or folder no.json. Hint: name definitions, templates or a folder that cdk synth wrote.\n',
    ],
    [['*.nothing'], 'drystep validate: no file fits *.nothing.\n'],
    [
      ['plain'],
      'drystep validate: the folder plain holds no manifest.json of cdk synth, no template and no **/*.{asl,template}{,.json,.yaml,.yml} files. Hint: name the files, or a pattern in quotes.\n',
    ],
    [
      ['empty.template.json'],
      'drystep validate: found no state machine there. Hint: name definitions, templates or a folder that cdk synth wrote.\n',
    ],
    [['good.json', '--formt', 'json'], 'drystep validate: unknown option --formt. Hint: did you mean --format?\n'],
    [['good.json', '--format'], 'drystep validate: --format needs a value. Hint: drystep validate --help shows which.\n'],
    [
      ['good.json', '--format', 'sarf'],
      'drystep validate: --format expected text, json, sarif or github, received "sarf". Hint: did you mean sarif?\n',
    ],
    [
      ['good.json', '--config', 'none.json'],
      `drystep validate: found no config file ${folder}/none.json. Hint: leave --config out, or name one that exists.\n`,
    ],
    [
      ['good.json', '--config', 'typo.config.json'],
      `drystep validate: ${folder}/typo.config.json: unknown setting "severitis". Hint: did you mean "severities"?\n`,
    ],
    [
      ['good.json', '--config', 'twice.config.json'],
      `drystep validate: ${folder}/twice.config.json has the key "failOn" twice in one object, at line 1, column 33. Hint: rename or remove one: only the last would count.\n`,
    ],
    [
      ['good.json', '--input', 'schema.json'],
      'drystep validate: schema.json: the JSON Schema at /properties/id/type expected one of array, boolean, integer, null, number, object, string, received "sting". Hint: did you mean "string"?\n',
    ],
    [
      ['good.json', '--config', 'rule.config.json'],
      `drystep validate: ${folder}/rule.config.json: "severities": there is no rule "TASK_WITHOUT_TIMEOT". Hint: did you mean TASK_WITHOUT_TIMEOUT?\n`,
    ],
    [
      ['good.json', '--config', 'reason.config.json'],
      `drystep validate: ${folder}/reason.config.json: a suppression needs "rule" and "reason". Hint: it looks like { "rule": "TASK_WITHOUT_TIMEOUT", "state": "Ship", "reason": "why" }.\n`,
    ],
    [
      ['good.json', '--config', 'level.config.json'],
      `drystep validate: ${folder}/level.config.json: severity of TASK_WITHOUT_TIMEOUT expected ERROR, WARNING or off, received "warn".\n`,
    ],
    [
      ['good.json', '--baseline', 'base.json'],
      `drystep validate: ${folder}/base.json is not a baseline. Hint: write it with drystep validate --write-baseline.\n`,
    ],
    [['-', '--watch'], 'drystep validate: standard input cannot be watched. Hint: name a file.\n'],
  ])('%j', async (given, errors) => {
    expect(await command(['validate', ...given], folder)).toEqual({ code: 2, output: '', errors });
  });

  test('text that is not JSON is a finding, with its place', async () => {
    const { code, output } = await command(['validate', 'broken.json'], folder);

    expect(code).toBe(1);
    expect(output).toContain('broken.json:1:');
    expect(output).toContain('(INVALID_JSON)');
  });

  test('an unknown command offers those there are', async () => {
    const { code, errors } = await command(['validat'], folder);

    expect(code).toBe(2);
    expect(errors).toContain('unknown command "validat". Hint: did you mean "validate"?');
  });

  test('help for a command is what its --help prints', async () => {
    expect(await command(['help', 'graph'], folder)).toEqual(await command(['graph', '--help'], folder));
    expect((await command(['help', 'grap'], folder)).errors).toContain('unknown command "grap". Hint: did you mean "graph"?');
  });
});
