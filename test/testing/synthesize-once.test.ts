import 'drystep/jest';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeOnce, testMachine } from 'drystep/testing';
import { type HashedInputs, inputHash } from '../../src/testing/assembly/input-hash';
import { ENDLESS, untilEnded } from '../endless-app';

const root = mkdtempSync(join(tmpdir(), 'drystep-once-'));
const cache = join(root, '.cache');
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeAll(() => {
  cpSync(join(__dirname, 'fixtures/once'), root, { recursive: true });
  symlinkSync(join(__dirname, '../../node_modules'), join(root, 'node_modules'));
  write('package.json', '{ "name": "once", "private": true }');
});

beforeEach(() => {
  delete process.env.DRYSTEP_ASSEMBLY;
});

afterAll(() => {
  delete process.env.DRYSTEP_ASSEMBLY;
  rmSync(root, { recursive: true, force: true });
});

describe('synthesizeOnce', () => {
  test('synthesizes in a process of its own, and test files take machines by name', async () => {
    const { assembly, synthesized } = synthesizeOnce('bin/app.ts', { root, cache });
    const orders = testMachine.from('Orders');

    expect(synthesized).toBe(true);
    expect(assembly).toContain(cache);
    expect(orders.constructPath).toBe('Shop/Orders');
    expect(await orders.execute()).toHaveTaken({ hours: 1 });
    expect(await testMachine.from('Shop/Refunds').execute()).toHaveVisitedExactly('Refund');
    expect(String(await orders.execute())).toContain('bin/app.ts:7');
  });

  test('finds what an earlier run left, whatever happens to tests, docs and times of files', () => {
    const first = synthesizeOnce('bin/app.ts', { root, cache });
    write('test/orders.test.ts', '// a test');
    write('bin/app.test.ts', '// a test');
    write('README.md', 'words');
    utimesSync(join(root, 'bin/app.ts'), 1, 1);
    const second = synthesizeOnce('bin/app.ts', { root, cache });

    expect(second).toEqual({ assembly: first.assembly, synthesized: false });
  });

  test('synthesizes again when a file of the project or the context changes', async () => {
    const first = synthesizeOnce('bin/app.ts', { root, cache });
    write('cdk.json', '{ "app": "npx tsx bin/app.ts", "context": { "hours": 5 } }');
    const second = synthesizeOnce('bin/app.ts', { root, cache });

    expect(second.synthesized).toBe(true);
    expect(second.assembly).not.toBe(first.assembly);
    expect(await testMachine.from('Orders').execute()).toHaveTaken({ hours: 5 });
    expect(await testMachine.from('Orders', { assembly: first.assembly }).execute()).toHaveTaken({ hours: 1 });
    const third = synthesizeOnce('bin/app.ts', { root, cache, context: { hours: 7 } });
    expect(third.synthesized).toBe(true);
    expect(await testMachine.from('Orders').execute()).toHaveTaken({ hours: 7 });
  });

  test('synthesizes again when an environment variable has another value', () => {
    write('lib/stage.ts', "export const stage = process.env.STAGE ?? 'dev';");
    const first = synthesizeOnce('bin/app.ts', { root, cache });
    process.env.STAGE = 'live';
    const second = synthesizeOnce('bin/app.ts', { root, cache });
    delete process.env.STAGE;

    expect([second.synthesized, second.assembly === first.assembly]).toEqual([true, false]);
    expect(synthesizeOnce('bin/app.ts', { root, cache })).toEqual({ synthesized: false, assembly: first.assembly });
  });

  describe('knows an app for another when', () => {
    const again = (change: () => void, options: Partial<HashedInputs> = {}): boolean => {
      const hash = () => inputHash(root, { inputs: [], environment: [], settings: [], ...options }, {}).hash;
      const before = hash();
      change();
      return hash() !== before;
    };
    const elsewhere = mkdtempSync(join(tmpdir(), 'drystep-elsewhere-'));
    afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));
    afterEach(() => {
      for (const name of ['STAGE', 'DECLARED', 'TAKEN']) delete process.env[name];
    });

    test('an environment variable that a file of the project reads has another value', () => {
      write('lib/stage.ts', "export const stage = process.env.STAGE ?? 'dev';\nexport const { TAKEN = 'a', OTHER: other } = process.env;");

      expect(again(() => undefined)).toBe(false);
      expect(again(() => (process.env.STAGE = 'live'))).toBe(true);
      expect(again(() => (process.env.TAKEN = 'b'))).toBe(true);
    });

    test('a declared environment variable has another value, and not for one that nobody named', () => {
      expect(again(() => (process.env.DECLARED = 'a'))).toBe(false);
      expect(again(() => (process.env.DECLARED = 'b'), { environment: ['DECLARED'] })).toBe(true);
    });

    test('a declared file outside of the project changes', () => {
      writeFileSync(join(elsewhere, 'stages.json'), '1');

      expect(again(() => writeFileSync(join(elsewhere, 'stages.json'), '22'), { inputs: [elsewhere] })).toBe(true);
    });

    test.each([
      ['a .env file', '.env', 'A=1'],
      ['a file of a stage that is called test', 'lib/test/stage.json', '{}'],
    ])('%s changes', (_, path, text) => {
      expect(again(() => write(path, text))).toBe(true);
    });

    test('a file behind a link changes', () => {
      writeFileSync(join(elsewhere, 'linked.ts'), '1');
      symlinkSync(elsewhere, join(root, 'linked'));

      expect(again(() => writeFileSync(join(elsewhere, 'linked.ts'), '22'))).toBe(true);
    });

    test('a package of the workspace changes', () => {
      const installed = join(elsewhere, 'app', 'node_modules', '@acme');
      mkdirSync(installed, { recursive: true });
      mkdirSync(join(elsewhere, 'packages', 'stacks'), { recursive: true });
      symlinkSync(join(elsewhere, 'packages', 'stacks'), join(installed, 'stacks'));
      writeFileSync(join(elsewhere, 'app', 'package.json'), '{ "dependencies": { "@acme/stacks": "*" } }');
      const hash = (): string => inputHash(join(elsewhere, 'app'), { inputs: [], environment: [], settings: [] }, {}).hash;
      const before = hash();
      writeFileSync(join(elsewhere, 'packages', 'stacks', 'index.js'), '1');

      expect(hash()).not.toBe(before);
    });
  });

  test('fails for options that it does not have, and inputs that are not there', () => {
    expect(() => synthesizeOnce('bin/app.ts', { root, cache, enviroment: ['A'] } as never)).toThrow(
      'synthesizeOnce(): expected options among root, cache, inputs, environment, context, endWithin, received "enviroment". Hint: did you mean "environment"?',
    );
    expect(() => synthesizeOnce('bin/app.ts', { root, cache, environment: 'STAGE' } as never)).toThrow('for environment, received "STAGE"');
    expect(() => synthesizeOnce('bin/app.ts', { root, cache, inputs: ['gone'] })).toThrow(
      /found no file or folder .*gone, which inputs names as "gone"/,
    );
  });

  test('without a file it runs the app of cdk.json', async () => {
    write('cdk.json', '{ "app": "node --require tsx/cjs bin/app.ts", "context": { "hours": 3 } }');
    synthesizeOnce(undefined, { root, cache });

    expect(await testMachine.from('Orders').execute()).toHaveTaken({ hours: 3 });
  });

  describe('with a plain app in cdk.json', () => {
    /** An app that needs no CDK: its machine waits as many hours as a file says. */
    const plain = `
const { readFileSync, writeFileSync } = require('node:fs');
const out = (name, data) => writeFileSync(process.env.CDK_OUTDIR + '/' + name, JSON.stringify(data));
const hours = Number(readFileSync('dist/hours.txt', 'utf8'));
const DefinitionString = JSON.stringify({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: hours * 3600, End: true } } });
const Orders = { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'Orders', DefinitionString } };
out('S.template.json', { Resources: { Orders } });
out('manifest.json', { version: '36.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } } });
`;
    const place = join(root, 'plain');
    const once = (options: { readonly cache?: string } = {}) => synthesizeOnce(undefined, { root: place, cache, ...options });
    const cdkJson = (content: unknown): void => write('plain/cdk.json', JSON.stringify(content));

    beforeAll(() => {
      write('plain/package.json', '{ "name": "plain", "private": true }');
      write('plain/app.js', plain);
      write('plain/dist/hours.txt', '1');
    });

    test('runs its build first, as cdk synth does: what it compiles is of the sources as they are', async () => {
      cdkJson({ app: 'node app.js', build: 'cp hours.src dist/hours.txt' });
      write('plain/hours.src', '2');
      expect(once().synthesized).toBe(true);
      expect(await testMachine.from('Orders').execute()).toHaveTaken({ hours: 2 });

      write('plain/hours.src', '3');
      expect(once().synthesized).toBe(true);
      expect(await testMachine.from('Orders').execute()).toHaveTaken({ hours: 3 });
      expect(once().synthesized).toBe(false);
    });

    test('fails when the build does', () => {
      cdkJson({ app: 'node app.js', build: 'echo no such type >&2; exit 2' });

      expect(once).toThrow('synthesizeOnce(): the build of cdk.json failed (echo no such type >&2; exit 2): exit code 2\nno such type');
    });

    test('takes an app in words', () => {
      cdkJson({ app: ['node', 'app.js'] });

      expect(once().synthesized).toBe(true);
    });

    test('fails with what the app says on standard output, or behind a pipe that hides its exit code', () => {
      cdkJson({ app: 'echo no such stage; exit 1' });
      expect(once).toThrow('exit code 1\nno such stage');
      cdkJson({ app: 'echo no such stage >&2 | cat' });
      expect(once).toThrow(/left no assembly .*\nno such stage/);
    });

    test.each([
      [null, 'cdk.json: expected an object, received null'],
      [['node app.js'], 'cdk.json: expected an object, received an array'],
      [{ app: '' }, 'cdk.json names none'],
      [{ app: [] }, 'cdk.json names none'],
      [{ app: 'dist' }, 'names the app: dist. Hint: write testMachine.from(name, { assembly: "dist" }) if it is synthesized already.'],
      [{ app: 'node app.js', context: ['hours'] }, 'cdk.json: expected an object for context, received an array'],
    ])('fails for %j', (content, text) => {
      cdkJson(content);

      expect(once).toThrow(text);
    });

    test('fails for a cdk.context.json that is no object, and a cache that cannot be written', () => {
      cdkJson({ app: 'node app.js' });
      write('plain/cdk.context.json', '{');
      expect(once).toThrow(/cdk\.context\.json is not JSON/);
      write('plain/cdk.context.json', '[1]');
      expect(once).toThrow('cdk.context.json: expected an object, received an array');
      write('plain/cdk.context.json', '{}');
      expect(() => once({ cache: join(place, 'app.js') })).toThrow('Hint: name a folder that can be written with its option cache.');
    });

    test('removes what a killed run left a day ago, and reads all files when it cannot read what it remembers', () => {
      const own = join(place, 'own');
      const left = join(own, 'making-abc');
      mkdirSync(left, { recursive: true });
      utimesSync(left, 0, 0);
      writeFileSync(join(own, 'inputs.json'), '{ "app.js": null }');

      expect(once({ cache: own }).synthesized).toBe(true);
      expect(readdirSync(own).filter((name) => name.startsWith('making-'))).toEqual([]);
    });
  });

  test('fails with the last lines of an app that fails, and leaves nothing behind', () => {
    write('bin/broken.ts', 'throw new Error("no such stage");');

    expect(() => synthesizeOnce('bin/broken.ts', { root, cache })).toThrow(
      /synthesizeOnce\(\): the app failed .*broken.ts\): exit code 1[\s\S]*no such stage/,
    );
    expect(readdirSync(cache).filter((name) => name.startsWith('making-'))).toEqual([]);
  });

  test.each([
    ['the app', { app: ENDLESS }],
    ['the build of cdk.json', { app: 'node bin/app.js', build: ENDLESS }],
  ])('fails when %s does not end, and ends it with all that it started', async (what, settings) => {
    write('cdk.json', JSON.stringify(settings));

    expect(() => synthesizeOnce(undefined, { root, cache, endWithin: 1_500 })).toThrow(
      `synthesizeOnce(): ${what} (${ENDLESS}) in ${root} did not end within 1500 ms of real time, and was ended with all that it started.\nwaiting\n Hint: end what keeps it running, such as a server, a timer or a loop; raise endWithin if it needs longer.`,
    );
    await untilEnded(Number(readFileSync(join(root, 'started'), 'utf8')));
    expect(readdirSync(cache).filter((name) => name.startsWith('making-'))).toEqual([]);
  });

  test('fails when the app leaves no assembly, or there is no app', () => {
    write('bin/nothing.ts', '');
    write('cdk.json', '{}');

    expect(() => synthesizeOnce('bin/nothing.ts', { root, cache })).toThrow('the app left no assembly');
    expect(() => synthesizeOnce('bin/missing.ts', { root, cache })).toThrow('synthesizeOnce() found no file');
    expect(() => synthesizeOnce(undefined, { root, cache })).toThrow("Hint: write synthesizeOnce('bin/app.ts').");
  });
});

describe('testMachine.from', () => {
  test('takes an assembly that cdk synth wrote, with values of parameters, and refuses those that the app does not have', async () => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Orders: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            Definition: { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: { 'Fn::If': ['IsProd', 60, 1] }, End: true } } },
          },
        },
      },
    };
    const manifest = { version: '1.0.0', artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.json' } } } };
    write('out/manifest.json', JSON.stringify(manifest));
    write('out/S.json', JSON.stringify(template));
    const assembly = join(root, 'out');

    expect(await testMachine.from('Orders', { assembly }).execute()).toHaveTaken({ seconds: 1 });
    expect(await testMachine.from(undefined, { assembly }).execute()).toHaveTaken({ seconds: 1 });
    expect(() => testMachine.from('Order', { assembly })).toThrow('did you mean "Orders"?');
    expect(await testMachine.from('Orders', { assembly, parameters: { Stage: 'dev' } }).execute()).toHaveTaken({ seconds: 1 });
    expect(await testMachine.from('Orders', { assembly, parameters: { Stage: 'prod' } }).execute()).toHaveTaken({ minutes: 1 });
    expect(() => testMachine.from('Orders', { assembly, parameters: { Stage: 'test' } })).toThrow('expected one of dev, prod');
    expect(() => testMachine.from('Orders', { assembly, parameters: { Stag: 'prod' } })).toThrow('did you mean "Stage"?');
  });

  test('fails when nothing was synthesized, and for a name that does not fit', () => {
    expect(() => testMachine.from('Orders')).toThrow(
      'testMachine.from() found no assembly: nothing was synthesized before the tests. Hint: name a file in globalSetup',
    );
    synthesizeOnce('bin/app.ts', { root, cache });
    expect(() => testMachine.from('Order')).toThrow('did you mean "Orders"?');
    expect(() => testMachine.from('Orders', { assembly: root })).toThrow(
      `testMachine.from() found no assembly in ${root}: it has no manifest.json. Hint: name the folder that cdk synth wrote`,
    );
    expect(() => testMachine.from('Orders', { assembly: join(root, 'none') })).toThrow('none: it is not there.');
  });
});
