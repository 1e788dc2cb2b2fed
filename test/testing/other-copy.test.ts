import 'drystep/jest';
import { explore, neverFails, testMachine } from 'drystep/testing';
import fc from 'fast-check';
import { chain } from './fixtures/asl';

const parent = chain({
  Start: {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:child' },
    OutputPath: '$.Output',
  },
});

/** As a test has one that resets modules, or sets up its machines in a module that is loaded anew. */
function machineOfOtherCopy() {
  let other: typeof import('drystep/testing') | undefined;
  jest.isolateModules(() => {
    other = require('drystep/testing') as typeof import('drystep/testing');
  });
  expect(other?.testMachine).not.toBe(testMachine);
  return (other as typeof import('drystep/testing')).testMachine(chain({ Work: { Type: 'Pass', Result: 5 } }), 'child');
}

describe('A machine of another copy of the package', () => {
  test('stands in for the one that a task starts', async () => {
    const machine = testMachine(parent);
    machine.mock('Start', machineOfOtherCopy());

    expect(await machine.execute({})).toSucceedWith(5);
  });

  test('can be explored', async () => {
    expect(await explore(machineOfOtherCopy(), fc.constant({}), { runs: 3, properties: [neverFails('States.Runtime')] })).toMatchObject({
      runs: 3,
    });
  });
});
