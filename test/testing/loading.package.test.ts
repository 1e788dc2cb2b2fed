import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

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
