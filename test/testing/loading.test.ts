import 'drystep/jest';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { testMachine } from '../../src/testing';
import { call, chain } from './fixtures/asl';

const root = join(__dirname, '../..');

/** Runs a program in a process of its own, sources compiled as they load, and gives the JSON that it prints. */
function inFreshProcess(program: string): unknown {
  const text = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', program], { cwd: root, encoding: 'utf8' });
  return JSON.parse(text);
}

describe('loading', () => {
  test('importing the harness and testing plain ASL does not load the CDK, nor the SDK', () => {
    const loaded = inFreshProcess(`
      const { testMachine, testApp } = require('./src/testing/index.ts');
      testMachine({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, undefined, { target: 'teststate' });
      const loaded = () => Object.keys(require.cache).filter((file) => /node_modules.(aws-cdk-lib|constructs|jest|vitest|@aws-sdk)./.test(file)).length;
      const before = loaded();
      testApp();
      console.log(JSON.stringify({ before, after: loaded() > 0 }));
    `);

    expect(loaded).toEqual({ before: 0, after: true });
  });
});

describe('speed', () => {
  test('500 executions with matchers and histories take less than a second of work', async () => {
    const machine = testMachine(
      chain({
        Charge: call('charge', { ResultPath: '$.receipt', Retry: [{ ErrorEquals: ['Busy'] }] }),
        Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: chain({ Pick: call('pick') }), ResultPath: '$.picked' },
        Ship: call('ship', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund', ResultPath: '$.failure' }], End: true }),
        Refund: call('refund'),
      }),
    );
    const before = process.cpuUsage();
    for (let number = 0; number < 500; number++) {
      const mocks = machine.with({
        Charge: (task: { attempt: number }) => task.attempt,
        Pick: 'picked',
        Ship: (task: { input: object }) => task.input,
      });
      const execution = await mocks.execute({ number, items: [1, 2, 3] });
      expect(execution).toSucceed();
      expect(execution).toHaveVisited('Charge', 'Pick', 'Ship');
      expect(execution).not.toHaveCaught('Ship');
      expect(execution.history).toHaveLength(37);
    }
    const { user, system } = process.cpuUsage(before);

    expect((user + system) / 1000).toBeLessThan(1000);
  });
});
