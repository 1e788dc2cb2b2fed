import 'drystep/jest';
import { SFNClient } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { explore, mutate, terminates, testMachine } from '../../../src/testing';
import { TARGET_VARIABLE } from '../../../src/testing/target/test-target';
import { call, chain } from '../fixtures/asl';
import { type AwsStub, startAwsStub } from './aws-stub';
import { answerTestState, DEPLOYED, deployLocally } from './local-aws';

const DEFINITION = chain({ Ship: call('ship') });

let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub();
});
afterEach(() => {
  stub.reset();
  delete process.env[TARGET_VARIABLE];
});
afterAll(() => stub.close());

function inEnvironment(text: string, name = 'Orders') {
  process.env[TARGET_VARIABLE] = text;
  return testMachine(DEFINITION, name);
}

describe('the place of a machine', () => {
  test.each([
    ['', 'local'],
    ['local', 'local'],
    ['teststate', 'teststate'],
    [DEPLOYED, 'deployed'],
    [`${DEPLOYED}:7`, 'deployed'],
    [`Shipping=${DEPLOYED}, Orders=${DEPLOYED}:PROD`, 'deployed'],
  ])('is what the environment says: %j', (text, place) => {
    expect(inEnvironment(text).target).toBe(place);
  });

  test('is what the test says before what the environment says', () => {
    process.env[TARGET_VARIABLE] = DEPLOYED;

    expect(testMachine(DEFINITION, 'Orders', { target: 'local' }).target).toBe('local');
    expect(testMachine(DEFINITION, 'Orders', { target: 'teststate' }).target).toBe('teststate');
  });

  test.each([
    [
      'cloud',
      "DRYSTEP_TARGET: expected the ARN of a state machine, received \"cloud\". Hint: give 'local', 'teststate' or arn:aws:states:",
    ],
    ['arn:aws:states:us-east-1:111111111111:execution:Orders:x', 'that is an execution: give the machine'],
    [`Shipping=${DEPLOYED}`, 'DRYSTEP_TARGET names no deployed machine for Orders: it has Shipping. Hint: add Orders=arn:…'],
  ])('fails when the environment names none: %s', (text, message) => {
    expect(() => inEnvironment(text)).toThrow(message);
  });

  test('fails when the test names none', () => {
    expect(() => testMachine(DEFINITION, 'Orders', { target: 'cloud' as 'local' })).toThrow(
      "target: expected 'local', 'teststate' or { deployed: arn }, received \"cloud\".",
    );
    expect(() => testMachine(DEFINITION, 'Orders', { target: { deployed: 'Orders' } })).toThrow(
      'target.deployed: expected the ARN of a state machine, received "Orders".',
    );
  });

  test('is asked through a client of the test when it gives one', async () => {
    answerTestState(stub);
    const client = new SFNClient(stub.clientConfig);
    const machine = testMachine(DEFINITION, 'Orders', { target: 'teststate', aws: { client } });
    machine.mock('Ship').returns('shipped');

    expect(await machine.execute()).toSucceedWith('shipped');
    expect(stub.calls.map(({ operation }) => operation)).toEqual(['TestState', 'TestState']);
  });

  test('holds for views with mocks of their own', async () => {
    answerTestState(stub);
    const machine = testMachine(DEFINITION, 'Orders', { target: 'teststate', aws: { clientConfig: stub.clientConfig } });

    expect(await machine.with({ Ship: 'by view' }).execute()).toSucceedWith('by view');
    expect(await machine.execute({}, { mocks: { Ship: 'by execution' } })).toSucceedWith('by execution');
  });

  test('tells what AWS says when it refuses', async () => {
    deployLocally(stub, DEFINITION);
    stub.operations = {
      StartExecution: () => {
        throw Object.assign(new Error('State Machine Does Not Exist'), { name: 'StateMachineDoesNotExist' });
      },
    };
    const machine = testMachine(DEFINITION, 'Orders', { target: { deployed: DEPLOYED }, aws: { clientConfig: stub.clientConfig } });

    await expect(machine.execute()).rejects.toThrow('State Machine Does Not Exist');
  });
});

describe('tools that change the machine', () => {
  test('run here, whatever the environment says', async () => {
    const machine = inEnvironment(DEPLOYED);

    const report = await mutate(machine, async (mutant) => {
      mutant.mock('Ship').returns('shipped');
      expect(await mutant.execute()).toSucceedWith('shipped');
    });

    expect(report.score).toBe(100);
  });

  test('explore here, with the mocks of the machine', async () => {
    const machine = inEnvironment(DEPLOYED);
    machine.mock('Ship').returns('shipped');

    const { runs } = await explore(machine, fc.constant({}), { properties: [terminates()], runs: 5 });

    expect(runs).toBe(5);
  });
});
