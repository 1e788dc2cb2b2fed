import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CustomState, DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonObject } from '../../src/asl';
import { command, folderWith, removeFolders } from './command';

afterAll(removeFolders);

const good = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', End: true } } };
const dangling = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', Next: 'Bill' }, Bil: { Type: 'Succeed' } } };
const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'm' } };
/** One warning: no timeout. */
const hasty = { StartAt: 'Ship', States: { Ship: { ...task, End: true } } };
const template = {
  Resources: {
    Orders: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { DefinitionString: JSON.stringify(dangling), StateMachineName: 'orders' },
    },
    Quick: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineType: 'EXPRESS',
        Definition: {
          StartAt: 'A',
          States: {
            A: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync',
              Parameters: { StateMachineArn: { Ref: 'Orders' } },
              End: true,
            },
          },
        },
      },
    },
  },
};

const rulesIn = (output: string): string[] =>
  (JSON.parse(output) as { machines: { diagnostics: { rule: string }[] }[] }).machines.flatMap(({ diagnostics }) =>
    diagnostics.map(({ rule }) => rule),
  );

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
    expect(output).toContain("template.json orders\n  ERROR Missing 'Next' target: Bill");
    expect(output).toContain('(EXPRESS_UNSUPPORTED)');
    expect(output).toContain('2 errors in 2 state machines');
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
      'drystep validate: the folder plain holds no manifest.json of cdk synth and no **/*.{asl,template}.json files. Hint: name the files, or a pattern in quotes.\n',
    ],
    [
      ['empty.template.json'],
      'drystep validate: found no state machine there. Hint: name definitions, templates or a folder that cdk synth wrote.\n',
    ],
    [['machine.yaml'], 'drystep validate: machine.yaml is YAML. Hint: convert it to JSON first; Drystep reads JSON only.\n'],
    [['good.json', '--formt', 'json'], 'drystep validate: unknown option --formt. Hint: did you mean --format?\n'],
    [['good.json', '--format'], 'drystep validate: --format needs a value. Hint: drystep validate --help shows which.\n'],
    [
      ['good.json', '--format', 'sarf'],
      'drystep validate: --format expected text, json, sarif, github, received "sarf". Hint: did you mean sarif?\n',
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
      ['good.json', '--config', 'rule.config.json'],
      `drystep validate: ${folder}/rule.config.json: "severities": there is no rule "TASK_WITHOUT_TIMEOT". Hint: did you mean TASK_WITHOUT_TIMEOUT?\n`,
    ],
    [
      ['good.json', '--config', 'reason.config.json'],
      `drystep validate: ${folder}/reason.config.json: a suppression needs "rule" and "reason". Hint: it looks like { "rule": "TASK_WITHOUT_TIMEOUT", "state": "Ship", "reason": "why" }.\n`,
    ],
    [
      ['good.json', '--config', 'level.config.json'],
      `drystep validate: ${folder}/level.config.json: severity of TASK_WITHOUT_TIMEOUT expected ERROR, WARNING, off, received "warn".\n`,
    ],
    [
      ['good.json', '--baseline', 'base.json'],
      `drystep validate: ${folder}/base.json is no baseline. Hint: write it with drystep validate --write-baseline.\n`,
    ],
    [['-', '--watch'], 'drystep validate: standard input cannot be watched. Hint: name a file.\n'],
  ])('%j', async (given, errors) => {
    expect(await command(['validate', ...given], folder)).toEqual({ code: 2, output: '', errors });
  });

  test('text that is no JSON is a finding, with its place', async () => {
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
});

describe('drystep validate: config file', () => {
  const config = {
    validate: {
      files: ['machines/*.json'],
      severities: { TASK_WITHOUT_TIMEOUT: 'ERROR' },
      suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', state: 'Ship', reason: 'the queue answers at once' }],
    },
  };

  test('is found in a folder above, its files are relative to it, and severities and suppressions count', async () => {
    const folder = folderWith({ 'drystep.config.json': config, 'machines/hasty.json': hasty, 'deep/er/x.txt': '' });

    expect(await command(['validate'], join(folder, 'deep/er'))).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'drystep.config.json'), JSON.stringify({ validate: { ...config.validate, suppressions: [] } }));
    expect(await command(['validate'], join(folder, 'deep/er'))).toMatchObject({ code: 1 });
    expect(await command(['validate', '--no-config', 'machines/hasty.json'], folder)).toMatchObject({ code: 0 });
  });

  test('a suppression nobody needs is reported', async () => {
    const folder = folderWith({ 'drystep.config.json': config, 'machines/good.json': good });

    expect((await command(['validate'], folder)).output).toContain('(UNUSED_SUPPRESSION)');
  });

  test('gives the threshold, which the command line overrides', async () => {
    const folder = folderWith({ 'drystep.config.json': { validate: { failOn: 'WARNING' } }, 'hasty.json': hasty });

    expect((await command(['validate', 'hasty.json'], folder)).code).toBe(1);
    expect((await command(['validate', 'hasty.json', '--fail-on', 'ERROR'], folder)).code).toBe(0);
  });
});

describe('drystep validate: baseline', () => {
  test('records the findings of today; only new ones fail', async () => {
    const folder = folderWith({ 'bad.json': dangling });
    const path = join(folder, 'drystep-baseline.json');

    expect(await command(['validate', 'bad.json', '--write-baseline'], folder)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      findings: [
        { file: 'bad.json', machine: '', state: 'Ship', rule: 'MISSING_TRANSITION_TARGET', message: "Missing 'Next' target: Bill" },
      ],
    });
    const known = await command(['validate', 'bad.json', '--baseline', 'drystep-baseline.json'], folder);
    expect(known).toMatchObject({ code: 0, output: 'no findings in 1 state machine, 1 known finding not shown\n' });

    // The same finding elsewhere in the text is the same; another is new.
    writeFileSync(
      join(folder, 'bad.json'),
      `\n\n${JSON.stringify({ ...dangling, States: { ...dangling.States, Ship: { ...dangling.States.Ship, Extra: 1 } } })}`,
    );
    const fresh = await command(['validate', 'bad.json', '--baseline', 'drystep-baseline.json'], folder);
    expect(fresh.code).toBe(1);
    expect(fresh.output).toContain("Field 'Extra' is not supported");
    expect(fresh.output).not.toContain('Bill');
    expect(fresh.output).toContain('1 error in 1 state machine, 1 known finding not shown');
  });

  test('the same finding once more is new', async () => {
    const two = (count: number): object => ({
      StartAt: 'S0',
      States: Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, { Type: 'Pass', Next: `S${index + 1}` }])),
    });
    const folder = folderWith({ 'a.json': { ...(two(1) as JsonObject), Extra: 1 } });
    await command(['validate', 'a.json', '--write-baseline'], folder);

    expect((await command(['validate', 'a.json', '--baseline', 'drystep-baseline.json'], folder)).code).toBe(0);
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ ...(two(2) as JsonObject), Extra: 1 }));
    expect((await command(['validate', 'a.json', '--baseline', 'drystep-baseline.json'], folder)).code).toBe(1);
  });

  test('tells which entries are gone, and is named by the config file', async () => {
    const folder = folderWith({ 'bad.json': dangling, 'drystep.config.json': { validate: { baseline: 'known.json' } } });
    await command(['validate', 'bad.json', '--write-baseline'], folder);
    writeFileSync(join(folder, 'bad.json'), JSON.stringify(good));

    expect((await command(['validate', 'bad.json'], folder)).output).toContain('1 finding of ');
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toContain('MISSING_TRANSITION_TARGET');
  });
});

describe('drystep validate: formats', () => {
  const folder = folderWith({ 'a b/bad.json': dangling, 'hasty.json': hasty, 'template.json': template });

  test('json gives machines, findings and sums', async () => {
    const { output } = await command(['validate', 'a b/bad.json', 'hasty.json', '--format', 'json'], folder);
    const report = JSON.parse(output) as JsonObject;

    expect(report.summary).toEqual({ machines: 2, errors: 1, warnings: 1, known: 0 });
    expect(rulesIn(output)).toEqual(['MISSING_TRANSITION_TARGET', 'TASK_WITHOUT_TIMEOUT']);
    expect(report).toMatchObject({
      machines: [
        {
          file: 'a b/bad.json',
          type: 'STANDARD',
          diagnostics: [{ state: 'Ship', place: { line: 6, column: 7 }, pointer: '/States/Ship/Next' }],
        },
        {},
      ],
    });
  });

  test('github gives annotations that GitHub can read', async () => {
    const { output } = await command(['validate', 'a b/bad.json', 'hasty.json', 'template.json', '--format', 'github'], folder);
    const lines = output.trim().split('\n');

    expect(lines[0]).toBe(
      `::error file=a b/bad.json,line=6,col=7,title=MISSING_TRANSITION_TARGET::Missing 'Next' target: Bill%0Aat /States/Ship/Next%0AHint: did you mean "Bil"?`,
    );
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) file=[^:]+,title=[A-Z_]+(?: in [^:,]+)?::[^\r\n]+$/);
  });

  test('--output writes a file and prints nothing', async () => {
    expect(await command(['validate', 'hasty.json', '--format', 'sarif', '--output', 'out.sarif'], folder)).toEqual({
      code: 0,
      output: '',
      errors: '',
    });
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });
});

describe('drystep validate: as a program', () => {
  const main = join(__dirname, '../../src/cli/main.ts');
  const tsx = ['--import', 'tsx', main];
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(__dirname, '../../tsconfig.json') };
  const cwd = join(__dirname, '../..');

  test('reads standard input, and ends with the exit code', () => {
    const { status, stdout } = spawnSync(process.execPath, [...tsx, 'validate', '-'], {
      cwd,
      env,
      input: JSON.stringify(dangling),
      encoding: 'utf8',
    });

    expect(status).toBe(1);
    expect(stdout).toContain('1 error in 1 state machine');
  });

  test('loads neither the CDK nor the interpreter, nor any room for its help', () => {
    const program = `
      const { runCommand } = require(${JSON.stringify(join(__dirname, '../../src/cli/run-command.ts'))});
      const loaded = (pattern) => Object.keys(require.cache).filter((file) => pattern.test(file)).length;
      const terminal = { cwd: process.cwd(), write() {}, writeError() {}, readInput: () => '{}', interrupted: new Promise(() => {}) };
      (async () => {
        await runCommand(['--help'], terminal);
        const help = loaded(/src.(?!cli)/);
        const code = await runCommand(['validate', '-'], terminal);
        console.log(JSON.stringify({ help, code, cdk: loaded(/aws-cdk-lib/), rooms: loaded(/src.(?:interpreter|testing|builders)./) }));
      })();`;
    const { stdout } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', program], { cwd, env, encoding: 'utf8' });

    expect(JSON.parse(stdout)).toEqual({ help: 0, code: 1, cdk: 0, rooms: 0 });
  });

  test('--watch validates again when a file changes, and ends when interrupted', async () => {
    const folder = folderWith({ 'a.json': dangling });
    const child = spawn(process.execPath, [...tsx, 'validate', join(folder, 'a.json'), '--watch'], { cwd, env });
    const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    const seen = async (wanted: string): Promise<void> => {
      for (let tries = 0; !text.includes(wanted) && tries < 500; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(text).toContain(wanted);
    };
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));

    await seen('watching');
    expect(text).toContain('1 error in 1 state machine');
    writeFileSync(join(folder, 'a.json'), JSON.stringify(good));
    await seen('no findings in 1 state machine');
    rmSync(join(folder, 'a.json'));
    await seen('found no file or folder');
    child.kill('SIGINT');

    expect(await ended).toBe(2);
    clearTimeout(limit);
  }, 40_000);
});
