import { execFileSync } from 'node:child_process';
import { compiledEntries } from '../compiled-package';

/** Runs a program in a process of its own and gives the JSON that it prints. */
function inFreshProcess(program: string): unknown {
  return JSON.parse(execFileSync(process.execPath, ['--eval', program], { encoding: 'utf8' }));
}

describe('loading', () => {
  test('importing the harness and testing plain ASL does not load the CDK, nor the SDK', () => {
    const loaded = inFreshProcess(`
      const { testMachine, testApp } = require(${JSON.stringify(compiledEntries()['drystep/testing'])});
      testMachine({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, undefined, { target: 'teststate' });
      const loaded = () => Object.keys(require.cache).filter((file) => /node_modules.(aws-cdk-lib|constructs|jest|vitest|@aws-sdk)./.test(file)).length;
      const before = loaded();
      testApp();
      console.log(JSON.stringify({ before, after: loaded() > 0 }));
    `);

    expect(loaded).toEqual({ before: 0, after: true });
  });
});
