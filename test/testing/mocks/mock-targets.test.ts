import 'drystep/jest';
import { testMachine } from '../../../src/testing';
import { call, chain, functionArn, invoke } from '../fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

function shipping() {
  return testMachine(chain({ Ship: invoke('ship', RETRY) }), 'Shipping');
}

describe('targets', () => {
  const twoCalls = chain({ First: invoke('f'), Second: call('f'), Third: invoke('g') });

  test('a resource ARN answers every state that calls it', async () => {
    const machine = testMachine(twoCalls);
    const f = jest.fn((_input: unknown, task: { state: string }) => (task.state === 'First' ? { Payload: 1 } : 2));
    machine.mock(functionArn('f'), f);
    machine.mock('Third').returnsPayload(3);

    expect(await machine.execute()).toSucceedWith(3);
    expect(f).toHaveBeenCalledTimes(2);
  });

  test('a state name goes before a resource', async () => {
    const machine = testMachine(twoCalls);
    machine.mock('First').returnsPayload('by name');
    machine.mock(functionArn('f')).returns({ Payload: 'by resource' });
    machine.mock('Third').returnsPayload((task: { input: { Payload: unknown } }) => task.input.Payload);

    expect(await machine.execute()).toSucceedWith({ Payload: 'by resource' });
  });

  test('a service integration is a resource', async () => {
    const machine = testMachine(
      chain({ Put: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 't' } } }),
    );
    machine.mock('arn:aws:states:::dynamodb:putItem').returns({});

    expect(await machine.execute()).toSucceedWith({});
  });

  test('fails at once on an unknown state, with the nearest name', () => {
    expect(() => shipping().mock('Shipp')).toThrow('Shipping has no state "Shipp". Hint: did you mean "Ship"?');
  });

  test('fails at once on a resource that no task calls', () => {
    expect(() => shipping().mock(functionArn('other'))).toThrow(`No task of Shipping calls ${functionArn('other')}.`);
  });

  test('fails at once on a state that calls nothing', () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 1 }, Ship: call('ship') }));

    expect(() => machine.mock('Pause')).toThrow('State "Pause" at /States/Pause is a Wait state: it calls nothing that could be mocked.');
  });

  test('a function chosen at run time is mocked by its ARN', async () => {
    const machine = testMachine(chain({ Dynamic: invoke('x', { Parameters: { 'FunctionName.$': '$.target', Payload: {} } }) }));
    machine.mock(functionArn('chosen')).returnsPayload('yes');

    expect(await machine.execute({ target: functionArn('chosen') })).toSucceedWith('yes');
    await expect(machine.execute({ target: functionArn('another') })).rejects.toThrow('nobody mocked it');
  });
});
