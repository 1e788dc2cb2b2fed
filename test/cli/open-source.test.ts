import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../../src/cli/read-options';
import { openSource, SOURCE_OPTIONS, sourceAndRest } from '../../src/cli/source/open-source';
import { synthesizeApp } from '../../src/cli/source/synthesize-app';
import { ENDLESS, untilEnded } from '../endless-app';
import { folderWith } from './command';
import { good, template } from './machines';

const express = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };

async function open(given: readonly string[], cwd: string, input = '') {
  const line = readOptions('run', given, SOURCE_OPTIONS);
  const errors: string[] = [];
  const terminal = {
    cwd,
    write: () => undefined,
    writeError: (text: string) => void errors.push(text),
    readInput: () => input,
    interrupted: new Promise<void>(() => undefined),
  };
  try {
    return { errors, ...(await openSource(sourceAndRest(line).source, line, terminal)) };
  } catch (error) {
    if (error instanceof Error) error.message = `${errors.join('')}${error.message}`;
    throw error;
  }
}

/** An app in plain JavaScript that leaves an assembly as `app.synth()` does. */
const app = `
const { mkdirSync, writeFileSync } = require('node:fs');
const { CDK_OUTDIR, CDK_CONTEXT_JSON } = process.env;
const stage = JSON.parse(CDK_CONTEXT_JSON).stage;
const file = (name, content) => writeFileSync(CDK_OUTDIR + '/' + name, JSON.stringify(content));
mkdirSync(CDK_OUTDIR, { recursive: true });
file('manifest.json', { version: '36.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'Shop.template.json' } } } });
const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Result: stage, End: true } } };
file('Shop.template.json', { Resources: { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: JSON.stringify(machine) } } } });
`;

describe('A source of a command', () => {
  it('is a definition, called by its file', async () => {
    const source = await open(['orders.asl.json'], folderWith({ 'orders.asl.json': good }));

    expect(source.names).toEqual(['orders']);
    expect(source.machine().definition).toEqual(good);
    expect(source.machine('orders').type).toBe('STANDARD');
    expect(() => source.machine('order')).toThrow('orders.asl.json holds no machine "order". Hint: did you mean "orders"?');
  });

  it('is a definition in YAML, with the type that is asked for', async () => {
    const cwd = folderWith({ 'quick.asl.yaml': 'StartAt: A\nStates:\n  A:\n    Type: Succeed\n' });
    const machine = (await open(['quick.asl.yaml', '--type', 'express'], cwd)).machine();

    expect(machine).toMatchObject({ name: 'quick', type: 'EXPRESS', definition: express });
  });

  it('is a template, whose machines have names', async () => {
    const cwd = folderWith({ 'template.json': template });
    const source = await open(['template.json'], cwd);

    expect(source.names).toEqual(['orders', 'Quick']);
    expect(source.machine('Quick').type).toBe('EXPRESS');
    expect(() => source.machine()).toThrow(
      'template.json holds 2 machines:\n  - orders\n  - Quick\nHint: name one after the source, such as orders.',
    );
    expect(() => source.machine('Quik')).toThrow('did you mean "Quick"?');
    expect(() => source.machine('orders')).toThrow(/template\.json: [\s\S]*"Bill"/);
    await expect(open(['template.json', '--type', 'EXPRESS'], cwd)).rejects.toThrow('--type is for a plain definition');
  });

  it('is a folder with a template, or with what cdk synth wrote, by its marker too', async () => {
    const manifest = {
      version: '36.0.0',
      artifacts: {
        Shop: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 't.json' },
        },
      },
    };
    const cwd = folderWith({
      'template.json': template,
      'cdk.out/manifest.json': manifest,
      'cdk.out/t.json': template,
      'cdk.out/cdk.out': '{}',
    });

    expect((await open(['cdk.out'], cwd)).names).toHaveLength(2);
    expect((await open([join('cdk.out', 'cdk.out')], cwd)).names).toHaveLength(2);
  });

  it('is standard input', async () => {
    expect((await open(['-'], '/', JSON.stringify(good))).names).toEqual(['StateMachine']);
    expect((await open(['-'], '/', JSON.stringify(template))).names).toEqual(['orders', 'Quick']);
  });

  it('takes values of parameters, and refuses names that nothing has', async () => {
    const cwd = folderWith({ 'a.asl.json': { StartAt: 'A', States: { A: { Type: 'Pass', Result: '${Stage}', End: true } } } });

    expect((await open(['a.asl.json', '--parameter', 'Stage=prod'], cwd)).machine().definition).toMatchObject({
      States: { A: { Result: 'prod' } },
    });
    await expect(open(['a.asl.json', '--parameter', 'Stag=prod'], cwd)).rejects.toThrow(/Stag.*Stage/s);
    await expect(open(['a.asl.json', '--parameter', 'Stage'], cwd)).rejects.toThrow('--parameter expected NAME=VALUE, received "Stage".');
  });

  it('is an app, run with the context of cdk.json; all arguments are left to the command', async () => {
    const cwd = folderWith({ 'app.js': app, 'cdk.json': { context: { stage: 'test' } } });
    const source = await open(['--app', 'node app.js', 'Orders'], cwd);

    expect(source.machine('Orders').definition).toMatchObject({ States: { A: { Result: 'test' } } });
    expect(sourceAndRest(readOptions('run', ['--app', 'node app.js', 'Orders'], SOURCE_OPTIONS))).toEqual({
      source: undefined,
      rest: ['Orders'],
    });
    expect(sourceAndRest(readOptions('run', ['a.json', 'Orders'], SOURCE_OPTIONS))).toEqual({ source: 'a.json', rest: ['Orders'] });
  });

  it('fails when it is interrupted, without blaming the app', async () => {
    const cwd = folderWith({ 'app.js': 'setTimeout(() => undefined, 60_000)' });
    const interrupted = Promise.resolve();

    await expect(
      synthesizeApp({ command: 'node app.js', within: 600 }, cwd, { cwd, write() {}, writeError() {}, readInput: () => '', interrupted }),
    ).rejects.toThrow(/^interrupted\.$/);
  });

  it.each([
    ['the app', ENDLESS, {}],
    ['the build of cdk.json', 'node app.js', { build: ENDLESS }],
  ])('fails when %s does not end, and ends it with all that it started', async (what, command, settings) => {
    const cwd = folderWith({ 'app.js': app, 'cdk.json': settings });

    await expect(open(['--app', command, '--app-within', '1'], cwd)).rejects.toThrow(
      `waiting\n${what} (${ENDLESS}) in ${cwd} did not end within 1 s of real time, and was ended with all that it started. Hint: end what keeps it running, such as a server, a timer or a loop; give it longer with --app-within SECONDS.`,
    );
    await untilEnded(Number(readFileSync(join(cwd, 'started'), 'utf8')));
  });

  it('fails when an app that is interrupted does not heed it', async () => {
    const deaf = `trap '' TERM; ${ENDLESS}`;
    const cwd = folderWith({});
    const interrupted = new Promise<void>((resolve) => {
      const watch = setInterval(() => {
        if (!existsSync(join(cwd, 'started')) || readFileSync(join(cwd, 'started'), 'utf8') === '') return;
        clearInterval(watch);
        resolve();
      }, 10);
    });

    const given = { command: deaf, within: 600 };
    await expect(synthesizeApp(given, cwd, { cwd, write() {}, writeError() {}, readInput: () => '', interrupted })).rejects.toThrow(
      /^interrupted\.$/,
    );
    await untilEnded(Number(readFileSync(join(cwd, 'started'), 'utf8')));
  });

  it('keeps the last part of what an app prints without an end', async () => {
    const cwd = folderWith({
      'app.js': `const line = 'x'.repeat(1023) + '\\n'; for (let left = 5000; left > 0; left--) process.stdout.write(line); process.exitCode = 1;`,
    });
    const failure = await open(['--app', 'node app.js'], cwd).catch((error: Error) => error.message);

    expect(failure).toContain('the app failed (node app.js): exit code 1.');
    expect(String(failure).length).toBeLessThan(2_500_000);
  });

  it.each([
    ['cdk.json', [], 'cdk.json: expected an object, received an empty array.'],
    ['cdk.json', { context: 'stage' }, 'cdk.json: expected an object for context, received "stage".'],
    ['cdk.context.json', 1, 'cdk.context.json: expected an object, received 1.'],
  ])('refuses a %s of another kind', async (name, content, message) => {
    const cwd = folderWith({ 'app.js': app, [name]: content });

    await expect(open(['--app', 'node app.js'], cwd)).rejects.toThrow(message);
  });

  it.each([
    ['no number', ['--app', 'node app.js', '--app-within', 'soon'], '--app-within expected a whole number from 1, received "soon".'],
    ['no time at all', ['--app', 'node app.js', '--app-within', '0'], '--app-within expected a whole number from 1, received "0".'],
    ['more than a day', ['--app', 'node app.js', '--app-within', '99999999'], '--app-within expected at most 86400 seconds'],
    ['seconds without an app', ['orders.json', '--app-within', '5'], '--app-within is for --app.'],
  ])('refuses %s', async (_, given, message) => {
    await expect(open(given, folderWith({}))).rejects.toThrow(message);
  });

  it('fails with what the app said, and then one line', async () => {
    const cwd = folderWith({ 'app.js': 'console.error("no such stage"); process.exit(3)', 'idle.js': '' });

    await expect(open(['--app', 'node app.js'], cwd)).rejects.toThrow('no such stage\nthe app failed (node app.js): exit code 3.');
    await expect(open(['--app', 'node idle.js'], cwd)).rejects.toThrow('the app left no assembly (node idle.js).');
  });

  it.each([
    ['a file that is not there', ['orders.json'], 'found no file or folder orders.json.'],
    ['nothing', [], 'expected a source.'],
    ['an empty name', [' '], 'received an empty argument. Hint: name a file or folder'],
    ['a folder without machines', ['empty'], 'empty: The folder'],
    ['a template without machines', ['none.json'], 'none.json: testApp() found no state machine'],
    ['JSON of another kind', ['package.json'], 'package.json holds no state machine'],
    ['an empty pipe', ['-'], 'standard input is empty.'],
    ['what is not JSON, with its place', ['broken.asl.json'], /broken\.asl\.json: [\s\S]*line 3/],
    ['a name with an escape sequence', ['\u001b[31mred.json'], /found no file or folder \\u001b\[31mred\.json/],
    ['a type that is not one', ['package.json', '--type', 'fast'], '--type expected STANDARD or EXPRESS, received "FAST".'],
  ])('refuses %s', async (_, given, message) => {
    const cwd = folderWith({
      'empty/readme.txt': '',
      'none.json': { Resources: {} },
      'package.json': { name: 'shop' },
      'broken.asl.json': '{\n  "StartAt": "A",\n  "States" {}\n}\n',
    });

    await expect(open(given, cwd).then((source) => source.machine())).rejects.toThrow(message);
    await expect(open(given, cwd).then((source) => source.machine())).rejects.toMatchObject({ name: 'CommandError' });
  });
});
