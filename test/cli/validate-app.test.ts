import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, folderWith } from './command';

jest.setTimeout(60_000);

/** An app that leaves what `cdk synth` would, into the folder that it is told. */
const app = `
const { mkdirSync, writeFileSync } = require('node:fs');
const folder = process.env.CDK_OUTDIR ?? 'cdk.out';
mkdirSync(folder, { recursive: true });
const artifacts = { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } };
writeFileSync(folder + '/manifest.json', JSON.stringify({ version: '36.0.0', artifacts }));
const DefinitionString = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Bee' }, B: { Type: 'Succeed' } } });
const Resources = { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString } } };
writeFileSync(folder + '/Shop.template.json', JSON.stringify({ Resources }, undefined, 1));
`;

describe('drystep validate --app', () => {
  const cwd = folderWith({ 'app.js': app, 'fails.js': 'console.error("no such stage"); process.exit(3)' });
  const synthesized = folderWith({ 'app.js': app });
  beforeAll(() => {
    spawnSync(process.execPath, ['app.js'], { cwd: synthesized });
  });

  test.each(['text', 'json', 'sarif', 'github'])('finds what it finds in the folder that cdk synth writes, as %s', async (format) => {
    const fromFolder = await command(['validate', 'cdk.out', '--format', format], synthesized);
    const fromApp = await command(['validate', '--app', 'node app.js', '--format', format], cwd);

    expect(existsSync(join(cwd, 'cdk.out'))).toBe(false);
    expect(fromApp).toMatchObject({ code: 1, errors: '' });
    expect(fromApp.output).toBe(fromFolder.output);
    expect(fromApp.output).toContain('cdk.out/Shop.template.json');
  });

  test('runs the build of cdk.json before the app, as cdk synth does, and fails where that fails', async () => {
    const build = "require('node:fs').copyFileSync('app.src', 'app.js')";
    const compiled = (text: string) => folderWith({ 'app.src': app, 'app.js': 'throw "stale"', 'cdk.json': { build: text } });

    expect(await command(['validate', '--app', 'node app.js'], compiled(`node -e "${build}"`))).toMatchObject({ code: 1, errors: '' });
    expect(await command(['validate', '--app', 'node app.js'], compiled('echo no such type; exit 2'))).toMatchObject({
      code: 2,
      errors: 'no such type\ndrystep validate: the build of cdk.json failed (echo no such type; exit 2): exit code 2.\n',
    });
  });

  test('knows the findings of a baseline that was written for the app', async () => {
    await command(['validate', '--app', 'node app.js', '--write-baseline'], cwd);

    expect(await command(['validate', '--app', 'node app.js', '--baseline', 'drystep-baseline.json'], cwd)).toMatchObject({ code: 0 });
  });

  test.each([
    ['an app that fails', ['--app', 'node fails.js'], 'no such stage\ndrystep validate: the app failed (node fails.js): exit code 3.'],
    ['an app that leaves nothing', ['--app', 'node --version'], 'left no assembly'],
    ['an app and a file', ['--app', 'node app.js', 'orders.asl.json'], 'received orders.asl.json and --app'],
    ['an app that is watched', ['--app', 'node app.js', '--watch'], '--app and --watch contradict each other'],
  ])('fails when it is given %s', async (_, given, expected) => {
    const { code, errors, output } = await command(['validate', ...given], cwd);

    expect([code, output]).toEqual([2, '']);
    expect(errors).toContain(expected);
    expect(errors).not.toContain(join(tmpdir(), 'drystep-app'));
  });
});
