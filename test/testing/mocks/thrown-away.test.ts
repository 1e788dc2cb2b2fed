import 'drystep/jest';
import { answer, estimate, importMockConfig, testMachine } from 'drystep/testing';
import { givenMachines } from '../../../src/testing/mocks/given-machines';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:ship';
const task = (more: object) => ({ Type: 'Task', Resource: FUNCTION, ...more });
const DEFINITION = { StartAt: 'Pack', States: { Pack: task({ Next: 'Ship' }), Ship: task({ End: true }) } };
const orders = testMachine(DEFINITION, 'Orders');
const mocks = { Pack: { packed: true }, Ship: { shipped: true } };

afterEach(() => givenMachines.leaveFile());

describe('A machine that with() gave', () => {
  it('is told when the file ends and no test has used it', async () => {
    orders.mock('Pack').returns({});
    orders.mock('Ship').returns({ shipped: false });
    orders.with(mocks);

    expect((await orders.execute({})).output).toEqual({ shipped: false });
    expect(givenMachines.leaveFile()).toBe(
      'no test used the machine that it got from with({ "Pack", "Ship" }) of Orders. Hint: with() leaves the machine that it is called on as it is: write const mocked = machine.with({ … }), and execute that one.',
    );
    expect(givenMachines.leaveFile()).toBeUndefined();
  });

  it.each<[string, (machine: typeof orders) => unknown]>([
    ['executed', (machine) => machine.execute({})],
    ['started', (machine) => machine.start({}).result()],
    ['mocked further', (machine) => machine.mock('Ship').returns({})],
    [
      'asked for another one',
      (machine) =>
        machine
          .with({})
          .execute({})
          .catch(() => undefined),
    ],
    ['asked in another test of the file as well', (machine) => [machine.execute({}), orders.with(mocks)]],
  ])('is not told when it is %s', async (_, use) => {
    await use(orders.with(mocks));

    expect(givenMachines.leaveFile()).toBeUndefined();
  });

  it('says that mocks of the test are left behind when a task has none', async () => {
    orders.mock('Ship').returns({ shipped: true });

    await expect(orders.with({ Pack: {} }).execute({})).rejects.toThrow(
      'and nobody mocked it. Hint: with() does not keep what the test has mocked, such as mock("Ship"). Pass the mock, with({ "Ship": … }), or mock it on what with() returns.',
    );
    expect(await orders.execute({}, { mocks: { Pack: {} } })).toSucceed();
  });
});

describe('What could only pass', () => {
  it('fails when a snapshot is taken of the promise of an execution', async () => {
    const promised = orders.execute({}, { mocks });

    expect(() => expect(promised).toMatchSnapshot()).toThrow(
      'A snapshot expected data, received the promise of an execution. Hint: await it',
    );
    await promised;
  });

  it.each([
    ['the name of an error', [/(?:)/]],
    ['the name of an error', [expect.stringContaining('')]],
    ['a cause', ['Lost', expect.stringMatching('')]],
    ['a cause', ['Lost', /(?:)/i]],
  ])('fails when %s is to fit a pattern of an empty text', async (what, [name, cause]) => {
    const execution = await orders.execute({}, { mocks: { Pack: answer.fails('Lost', 'on the way') } });
    const expected = cause === undefined ? [name] : [name, cause];

    expect(() => (expect(execution).toFailWith as (...given: unknown[]) => void)(...expected)).toThrow(
      `toFailWith() expected a pattern for ${what}, received one of an empty text, which fits everything.`,
    );
    expect(execution).toFailWith(/Lost/, /way/);
  });

  it('fails when an execution that runs is estimated', async () => {
    const waits = testMachine({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 9, End: true } } });
    const started = waits.start({});

    expect(() => estimate(started)).toThrow('estimate() expected an execution that has ended, received one that is RUNNING.');
    expect(estimate(await started.result()).transitions).toBe(1);
  });

  it('fails when a response of a MockConfigFile has no answers', () => {
    const config = { StateMachines: { Orders: { TestCases: { Late: { Ship: 'late' } } } }, MockedResponses: { late: {} } };

    expect(() => importMockConfig(config, 'Orders', 'Late')).toThrow('/MockedResponses/late');
  });
});
