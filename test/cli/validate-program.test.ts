import { spawn, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, removeFolders } from './command';
import { dangling, good } from './machines';

afterAll(removeFolders);

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
