import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledScripts } from '../compiled-package';
import { folderWith } from './command';
import { dangling, good } from './machines';

describe('drystep validate: as a program', () => {
  const scripts = compiledScripts();
  const main = join(scripts, 'cli/main.js');
  const cwd = join(__dirname, '../..');

  test('reads standard input, and ends with the exit code', () => {
    const { status, stdout } = spawnSync(process.execPath, [main, 'validate', '-'], {
      cwd,
      input: JSON.stringify(dangling),
      encoding: 'utf8',
    });

    expect(status).toBe(1);
    expect(stdout).toContain('1 error in 1 state machine');
  });

  test('loads neither the CDK nor the interpreter, nor any room for its help', () => {
    const program = `
      const { runCommand } = require(${JSON.stringify(join(scripts, 'cli/run-command.js'))});
      const within = (file) => file.replace(${JSON.stringify(scripts)}, 'scripts');
      const loaded = (pattern) => Object.keys(require.cache).filter((file) => pattern.test(within(file))).length;
      const terminal = { cwd: process.cwd(), write() {}, writeError() {}, readInput: () => '{}', interrupted: new Promise(() => {}) };
      (async () => {
        await runCommand(['--help'], terminal);
        const help = loaded(/^scripts.(?!cli)/);
        const code = await runCommand(['validate', '-'], terminal);
        console.log(JSON.stringify({ help, code, cdk: loaded(/aws-cdk-lib/), rooms: loaded(/^scripts.(?:interpreter|testing|builders)./) }));
      })();`;
    const { stdout } = spawnSync(process.execPath, ['--eval', program], { cwd, encoding: 'utf8' });

    expect(JSON.parse(stdout)).toEqual({ help: 0, code: 1, cdk: 0, rooms: 0 });
  });

  const children: ChildProcess[] = [];

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** The program, watching, and what it has written so far. */
  function watching(given: readonly string[], folder: string) {
    const child = spawn(process.execPath, [main, 'validate', ...given, '--watch'], { cwd: folder });
    children.push(child);
    let text = '';
    const add = (part: string): void => {
      text += part;
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    const ended = new Promise<number | null>((done) => child.on('exit', done));
    return {
      /** Comes back once this was written after what was seen before. */
      seen: async (wanted: string): Promise<void> => {
        for (let tries = 0; !text.includes(wanted) && tries < 1_000; tries++) await new Promise((done) => setTimeout(done, 20));
        expect(text).toContain(wanted);
        text = text.slice(text.indexOf(wanted) + wanted.length);
      },
      end: async (): Promise<number | null> => {
        child.kill('SIGINT');
        return ended;
      },
    };
  }

  test('--watch validates again when a file changes, and ends when interrupted', async () => {
    const folder = folderWith({ 'a.json': dangling });
    const { seen, end } = watching([join(folder, 'a.json')], cwd);

    await seen('1 error in 1 state machine');
    await seen('watching');
    writeFileSync(join(folder, 'a.json'), JSON.stringify(good));
    await seen('no findings in 1 state machine');
    rmSync(join(folder, 'a.json'));
    await seen('found no file or folder');

    expect(await end()).toBe(2);
  }, 40_000);

  test('--watch sees new folders, new files in them, and changes of the config file', async () => {
    const config = (severities: object): string => JSON.stringify({ validate: { files: ['machines/**/*.asl.json'], severities } });
    const folder = folderWith({ 'machines/a.asl.json': good, 'drystep.config.json': config({}) });
    const { seen, end } = watching([], folder);

    await seen('no findings in 1 state machine');
    await seen('watching');
    mkdirSync(join(folder, 'machines/new/deeper'), { recursive: true });
    await seen('no findings in 1 state machine');
    writeFileSync(join(folder, 'machines/new/deeper/b.asl.json'), JSON.stringify(dangling));
    await seen('1 error in 2 state machines');
    writeFileSync(join(folder, 'drystep.config.json'), config({ MISSING_TRANSITION_TARGET: 'WARNING' }));
    await seen('1 warning in 2 state machines');
    writeFileSync(join(folder, 'drystep.config.json'), '{');
    await seen('drystep.config.json is not JSON');
    writeFileSync(join(folder, 'drystep.config.json'), config({ MISSING_TRANSITION_TARGET: 'off' }));
    await seen('AWS refuses it, so "off" makes it a WARNING');

    expect(await end()).toBe(0);
  }, 40_000);
});
