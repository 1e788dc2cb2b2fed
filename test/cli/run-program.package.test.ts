import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compiledScripts } from '../compiled-package';
import { folderWith } from './command';

const orders = {
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 60, End: true },
  },
};
const mocks =
  "import { answer } from 'drystep/testing';\nexport const Charge = answer.fails('Busy').returns(async () => ({ MessageId: 'm-1' }));\n";

describe('drystep run: as a program', () => {
  const scripts = compiledScripts();
  const main = join(scripts, 'cli/main.js');
  const cwd = folderWith({ 'orders.asl.json': orders, 'mocks.mjs': mocks, 'mocks.json': { Charge: {} } });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(dirname(scripts), join(cwd, 'node_modules/drystep'), 'junction');

  test('takes mocks from an ES module, with the chains of the package', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'run', 'orders.asl.json', '--json', '--mocks', 'mocks.mjs'], {
      cwd,
      encoding: 'utf8',
    });

    expect(stderr).toBe('');
    expect([status, JSON.parse(stdout).output]).toEqual([0, { MessageId: 'm-1' }]);
  });

  test('says nothing of a pipe that closes early', () => {
    const program = `"${process.execPath}" "${main}" run orders.asl.json --json --mocks mocks.json | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', program], { cwd, encoding: 'utf8' });

    expect([stdout, stderr]).toEqual(['{\n', '']);
  });

  test.each([
    ['run', 'cat orders.asl.json >pipe & MAIN run pipe --json --mocks mocks.json', '"status": "SUCCEEDED"'],
    ['run, for its mocks,', 'cat mocks.json >pipe & MAIN run orders.asl.json --json --mocks pipe', '"status": "SUCCEEDED"'],
    ['graph', 'cat orders.asl.json | MAIN graph /dev/stdin', 'Charge'],
    ['validate', 'cat orders.asl.json >pipe & MAIN validate pipe', 'pipe:4:5'],
    ['diff', 'cat orders.asl.json >pipe & MAIN diff pipe orders.asl.json', '1 state machine the same'],
    ['graph, of a slow writer,', '{ sleep 0.5; cat orders.asl.json; } | MAIN graph -', 'Charge'],
    [
      'run, for its input, of a slow writer,',
      '{ sleep 0.5; echo 1; } | MAIN run orders.asl.json --json --mocks mocks.json --input @-',
      'SUCCEEDED',
    ],
  ])('%s reads a pipe to its end', (_, line, wanted) => {
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', `rm -f pipe; mkfifo pipe; ${line.replace('MAIN', `"${process.execPath}" "${main}"`)}`],
      {
        cwd,
        encoding: 'utf8',
      },
    );

    expect(stderr).toBe('');
    expect(stdout).toContain(wanted);
  });

  describe('with a pipe that nobody writes to', () => {
    const lines = [
      ['run pipe', 'pipe'],
      ['validate pipe', 'pipe'],
      ['diff orders.asl.json pipe', 'pipe'],
      ['run orders.asl.json --input @pipe', '--input: pipe'],
      ['run orders.asl.json --mocks pipe', '--mocks: pipe'],
      ['validate --config pipe orders.asl.json', 'pipe'],
      ['diff orders.asl.json orders.asl.json --histories pipes', 'pipes/pipe.json'],
    ] as const;
    const ended = new Map<string, { readonly code: unknown; readonly stderr: string }>();

    // All at once: each waits for two seconds.
    beforeAll(async () => {
      const silent = folderWith({ 'orders.asl.json': orders });
      spawnSync('sh', ['-c', 'mkdir pipes; mkfifo pipe pipes/pipe.json'], { cwd: silent });
      const run = (line: string): Promise<void> =>
        new Promise((done) => {
          execFile(process.execPath, [main, ...line.split(' ')], { cwd: silent }, (error, _, stderr) => {
            ended.set(line, { code: error?.code, stderr });
            done();
          });
        });
      await Promise.all(lines.map(([line]) => run(line)));
    }, 20_000);

    test.each(lines)('%s fails', (line, shown) => {
      expect(ended.get(line)).toEqual({
        code: 2,
        stderr: expect.stringContaining(
          `${shown} is a pipe that nobody has written to for 2 s of real time. Hint: start what writes to it before, or name a file.`,
        ),
      });
    });
  });

  test.each([
    ['init pipe', 'a test cannot read the pipe pipe again'],
    ['validate --watch pipe', 'the pipe pipe cannot be watched'],
  ])('%s is refused: a pipe is read once', (line, wanted) => {
    const program = `rm -f pipe; mkfifo pipe; cat orders.asl.json >pipe & "${process.execPath}" "${main}" ${line}; kill $! 2>/dev/null; wait`;
    const { stderr } = spawnSync('sh', ['-c', program], { cwd, encoding: 'utf8', timeout: 20_000 });

    expect(stderr).toContain(wanted);
  });

  test('loads no room but the language for its help, and never the CDK', () => {
    const program = `
      const { runCommand } = require(${JSON.stringify(join(scripts, 'cli/run-command.js'))});
      const within = (file) => file.replace(${JSON.stringify(scripts)}, 'scripts');
      const loaded = (pattern) => Object.keys(require.cache).filter((file) => pattern.test(within(file))).length;
      const terminal = { cwd: process.cwd(), write() {}, writeError() {}, readInput: () => '{}', interrupted: new Promise(() => {}) };
      (async () => {
        await runCommand(['run', '--help'], terminal);
        const rooms = loaded(/^scripts.(?!cli|asl)/);
        const code = await runCommand(['run', 'orders.asl.json', '--mocks', 'mocks.json'], terminal);
        console.log(JSON.stringify({ rooms, code, cdk: loaded(/aws-cdk-lib/) }));
      })();`;
    const { stdout } = spawnSync(process.execPath, ['--eval', program], { cwd, encoding: 'utf8' });

    expect(JSON.parse(stdout)).toEqual({ rooms: 0, code: 0, cdk: 0 });
  });

  test('lets Node keep what it compiled, and loads neither cryptography nor processes of its own', () => {
    const watcher = `
      require('node:module').enableCompileCache = () => console.log('kept');
      process.on('exit', () => {
        const has = (name) => process.moduleLoadList.includes('NativeModule ' + name);
        console.log(JSON.stringify([has('path'), has('crypto'), has('child_process')]));
      });`;
    const watched = folderWith({ 'watcher.cjs': watcher });
    const { stdout } = spawnSync(
      process.execPath,
      ['--require', join(watched, 'watcher.cjs'), main, 'run', 'orders.asl.json', '--mocks', 'mocks.json', '--json'],
      { cwd, encoding: 'utf8' },
    );

    expect(stdout.split('\n').filter((line) => line === 'kept' || line.startsWith('['))).toEqual(['kept', '[true,false,false]']);
  });

  test('keeps what it compiled in the installation where Node does not do so itself, and takes nothing that is older or broken', () => {
    const place = folderWith({
      'orders.asl.json': orders,
      'mocks.json': { Charge: {} },
      'old.cjs': "require('node:module').enableCompileCache = undefined;\n",
    });
    const installed = join(place, 'node_modules/drystep');
    mkdirSync(installed, { recursive: true });
    cpSync(scripts, join(installed, 'lib'), { recursive: true });
    writeFileSync(join(installed, 'package.json'), readFileSync(join(dirname(scripts), 'package.json')));
    const kept = join(place, 'node_modules/.cache/drystep');
    const files = () =>
      existsSync(kept)
        ? readdirSync(kept, { recursive: true })
            .map(String)
            .filter((name) => /-js\./.test(name))
            .sort()
        : [];
    const given = [
      '--require',
      join(place, 'old.cjs'),
      join(installed, 'lib/cli/main.js'),
      'run',
      'orders.asl.json',
      '--mocks',
      'mocks.json',
      '--json',
    ];
    const spawned = (environment: object = {}) =>
      spawnSync(process.execPath, given, { cwd: place, encoding: 'utf8', env: { ...process.env, ...environment } });
    const call = (environment: object = {}) => {
      const { status, stdout, stderr } = spawned(environment);
      expect([status, stderr]).toEqual([0, '']);
      return stdout;
    };
    const times = () => files().map((name) => statSync(join(kept, name)).mtimeMs);

    const output = call({ NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(files()).toEqual([]);
    expect(call()).toBe(output);
    const first = files();
    expect(first.map((name) => name.replace(/^.*[\\/]|-js\..*$/g, ''))).toEqual([
      'asl-index',
      'data-index',
      'interpreter-index',
      'template-index',
      'testing-index',
    ]);
    const written = times();
    expect(call()).toBe(output);
    expect(times()).toEqual(written);

    // Another file of the same length, as an upgrade may bring it.
    const room = join(installed, 'lib/interpreter/index.js');
    const changed = readFileSync(room, 'utf8').replaceAll('SUCCEEDED', 'SUCCEEDET');
    rmSync(room);
    writeFileSync(room, changed);
    const status = (text: string) => (JSON.parse(text) as { readonly status: string }).status;
    expect([status(output), status(spawned().stdout)]).toEqual(['SUCCEEDED', 'SUCCEEDET']);
    expect(files()).toHaveLength(first.length);

    for (const name of files()) writeFileSync(join(kept, name), 'not compiled code');
    rmSync(room);
    writeFileSync(room, changed.replaceAll('SUCCEEDET', 'SUCCEEDED'));
    expect(call()).toBe(output);
  });

  test('ends at once by a signal while it computes', () => {
    const interrupts = "let calls = 0;\nexports.Charge = () => (process.kill(process.pid, 'SIGINT'), calls++, {});\n";
    const place = folderWith({ 'orders.asl.json': orders, 'mocks.cjs': interrupts });
    mkdirSync(join(place, 'node_modules'));
    symlinkSync(dirname(require.resolve('fast-check/package.json')), join(place, 'node_modules/fast-check'), 'junction');
    const { signal, stdout } = spawnSync(process.execPath, [main, 'explore', 'orders.asl.json', '--mocks', 'mocks.cjs'], {
      cwd: place,
      encoding: 'utf8',
    });

    expect([signal, stdout]).toEqual(['SIGINT', '']);
  });

  (existsSync('/dev/full') ? test : test.skip)(
    'fails when its output cannot be written: one line, and not the exit code of a finding',
    () => {
      const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${main}" graph orders.asl.json > /dev/full`], {
        cwd,
        encoding: 'utf8',
      });

      expect([status, stderr.trimEnd().split('\n')]).toEqual([
        2,
        [expect.stringMatching(/^drystep: standard output cannot be written: ENOSPC/)],
      ]);
    },
  );
});
