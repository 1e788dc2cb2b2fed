import 'drystep/jest';
import { testApp } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

const resource = (name: string, definition: object, type = 'STANDARD') => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { StateMachineName: name, DefinitionString: JSON.stringify(definition), StateMachineType: type },
});

const starting = (sync: string, parameters: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${sync}`,
  Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:audit', 'Input.$': '$', ...parameters },
  ResultPath: null,
});

/** An application whose `orders` starts `audit`, which looks at the order after an hour. */
function shop(orders: object, type = 'STANDARD') {
  const audit = chain({ Later: { Type: 'Wait', Seconds: 3600 }, Look: call('look') });
  const application = testApp({ Resources: { Orders: resource('orders', orders), Audit: resource('audit', audit, type) } });
  application.machine('audit').mock('Look').returnsPayload({ fine: true });
  return application;
}

describe('An execution that nobody waits for', () => {
  test('is run to its end by execute, and can be looked at', async () => {
    const application = shop(chain({ Start: starting('') }));

    const execution = await application.machine('orders').execute({ id: 1 });

    const [audit] = execution.started;
    expect(execution).toHaveTaken({ seconds: 0 });
    expect(audit).toMatchObject({ machine: 'audit', status: 'SUCCEEDED' });
    expect(audit).toHaveVisitedExactly('Later', 'Look');
    expect(audit).toHaveTaken({ hours: 1 });
    expect(application.machine('audit').calls('Look')).toHaveLength(1);
  });

  test('goes on after the result of a started execution, as the test lets time pass', async () => {
    const execution = shop(chain({ Start: starting('') }))
      .machine('orders')
      .start({ id: 1 });

    const result = await execution.result();
    expect(result.started[0]?.status).toBe('RUNNING');
    await execution.advance({ minutes: 59 });
    expect(execution.started[0]?.status).toBe('RUNNING');
    await execution.advance({ minutes: 1 });

    expect(execution.started[0]?.status).toBe('SUCCEEDED');
  });

  test('can be waited for with until', async () => {
    const execution = shop(chain({ Start: starting('') }))
      .machine('orders')
      .start({ id: 1 });

    await execution.until(({ started }) => started[0]?.status === 'SUCCEEDED');

    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.now).toEqual(new Date('2024-01-01T01:00:00Z'));
  });

  test('fails without harm to who started it', async () => {
    const application = shop(chain({ Start: starting('') }));
    application.machine('audit').mock('Look').fails('Fraud');

    const execution = await application.machine('orders').execute({ id: 1 });

    expect(execution).toSucceed();
    expect(execution.started[0]).toFailWith('Fraud');
  });
});

describe('The name of a started execution', () => {
  const twice = (second: object) => chain({ First: starting('', { Name: 'n' }), Again: starting('', { Name: 'n', ...second }) });

  test('and its input, given again while it runs, start nothing', async () => {
    const execution = await shop(twice({})).machine('orders').execute({ id: 1 });

    expect(execution).toSucceed();
    expect(execution.started).toHaveLength(1);
  });

  test('is refused with another input', async () => {
    const execution = await shop(twice({ 'Input.$': '$.id' }))
      .machine('orders')
      .execute({ id: 1 });

    expect(execution).toFailWith('StepFunctions.ExecutionAlreadyExistsException');
  });

  test('is refused when it has ended', async () => {
    const machine = chain({ First: starting('.sync:2', { Name: 'n' }), Again: starting('', { Name: 'n' }) });

    expect(await shop(machine).machine('orders').execute({ id: 1 })).toFailWith('StepFunctions.ExecutionAlreadyExistsException');
  });

  test.each([
    [89, 'FAILED'],
    [91, 'SUCCEEDED'],
  ])('is, %i days after its end, as good as a new one: %s', async (days, status) => {
    const machine = chain({
      First: starting('.sync:2', { Name: 'n' }),
      Wait: { Type: 'Wait', Seconds: days * 24 * 3600 },
      Again: starting('', { Name: 'n' }),
    });

    expect((await shop(machine).machine('orders').execute({ id: 1 })).status).toBe(status);
  });

  test('means nothing to an Express machine', async () => {
    const execution = await shop(twice({ 'Input.$': '$.id' }), 'EXPRESS')
      .machine('orders')
      .execute({ id: 1 });

    expect(execution).toSucceed();
    expect(execution.started.map(({ status }) => status)).toEqual(['TIMED_OUT', 'TIMED_OUT']);
  });
});
