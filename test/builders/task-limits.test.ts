import 'drystep/jest';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { handler, invoke, pass, retry, sdk, startWorkflow, type Workflow, workflow } from 'drystep';
import { add } from 'drystep/expressions';
import { testMachine } from 'drystep/testing';
import { type AnyFlow, acceptedDefinition, deployedStatements, languages } from './run-flow';
import { emptyStack, importedFunction, placed } from './synthesized';

interface Order {
  id: string;
  limit: number;
  pulse: number;
  role: string;
}

const order: Order = { id: 'o-1', limit: 60, pulse: 20, role: 'arn:aws:iam::210987654321:role/Given' };
const worker = (stack: Stack) => handler<{ id: string }, { done: boolean }>(importedFunction(stack, 'Work'));

describe.each(languages)('a task in %s', (language) => {
  test('takes its time limits from the data', async () => {
    const stack = emptyStack();
    const flow = workflow<Order>().next(
      invoke('Ask', worker(stack), {
        waitForTaskToken: true,
        payload: ({ input, taskToken }) => ({ id: input.id, taskToken }) as never,
        timeout: ({ input }) => input.limit,
        heartbeat: ({ input }) => input.pulse,
        discard: true,
      }),
    );
    acceptedDefinition(flow, language, stack);
    const execution = testMachine(stack).start(order);

    await execution.waitingFor('Ask');
    await execution.advance({ seconds: 19 });
    expect(execution.pending).toHaveLength(1);
    await execution.pending[0]?.heartbeat();
    await execution.advance({ seconds: 19 });
    expect(execution.pending).toHaveLength(1);
    await execution.advance({ seconds: 1 });

    expect(await execution.result()).toFailWith('States.Timeout');
  });

  test('ends at the time that the data says, and reads a variable as well', async () => {
    const stack = emptyStack();
    const flow = workflow<Order>()
      .next(pass('Keep', { assign: ({ input }) => ({ most: input.limit }) }))
      .next(
        invoke('Ask', worker(stack), {
          waitForTaskToken: true,
          payload: ({ taskToken }) => ({ taskToken }) as never,
          timeout: ({ vars }) => vars.most,
          discard: true,
        }),
      );
    acceptedDefinition(flow, language, stack);
    const execution = testMachine(stack).start(order);

    await execution.waitingFor('Ask');
    await execution.advance({ seconds: 59 });
    expect(execution.pending).toHaveLength(1);
    await execution.advance({ seconds: 1 });

    expect(await execution.result()).toFailWith('States.Timeout');
  });

  test('calls in the name of a role, and may assume that one', async () => {
    const stack = emptyStack();
    const role = Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::210987654321:role/Other');
    const flow = workflow<Order>()
      .next(invoke('Work', worker(stack), { payload: ({ input }) => ({ id: input.id }), credentials: role, discard: true }))
      .next(sdk('List', { service: 's3', action: 'listBuckets', access: { resources: ['*'] }, credentials: role, discard: true }));
    const definition = acceptedDefinition(flow, language, stack);
    const machine = testMachine(stack);
    machine.mock('Work').returnsPayload({ done: true });
    machine.mock('List').returns({});
    const execution = await machine.execute({ ...order });

    expect(definition.States).toMatchObject({
      Work: { Credentials: { RoleArn: 'arn:aws:iam::210987654321:role/Other' } },
      List: { Credentials: { RoleArn: 'arn:aws:iam::210987654321:role/Other' } },
    });
    expect(execution).toSucceedWith({ ...order });
    expect(JSON.stringify(execution.history)).toContain('"taskCredentials":{"roleArn":"arn:aws:iam::210987654321:role/Other"}');
    expect(deployedStatements(stack)).toContainEqual(
      expect.objectContaining({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/Other' }),
    );
  });

  test('calls in the name of a role that the data names', async () => {
    const stack = emptyStack();
    const child = StateMachine.fromStateMachineArn(stack, 'Child', 'arn:aws:states:us-east-1:210987654321:stateMachine:Child');
    const flow = workflow<Order>().next(
      startWorkflow('Start', child, { input: ({ input }) => ({ id: input.id }), credentials: ({ input }) => input.role, discard: true }),
    );
    acceptedDefinition(flow, language, stack);
    const machine = testMachine(stack);
    machine.mock('Start').returns({ ExecutionArn: 'arn', StartDate: '2026-01-01T00:00:00Z' });
    const execution = await machine.execute({ ...order });

    expect(execution).toSucceedWith({ ...order });
    expect(JSON.stringify(execution.history)).toContain(`"taskCredentials":{"roleArn":"${order.role}"}`);
  });
});

describe('fails when', () => {
  const at = (flow: (stack: Stack) => AnyFlow) => () => acceptedDefinition(flow(emptyStack()), 'JSONPath');

  test('JSONPath is asked for computed seconds', () => {
    expect(
      at((stack) =>
        workflow<Order>().next(
          invoke('Work', worker(stack), { payload: ({ input }) => ({ id: input.id }), timeout: ({ input }) => add(input.limit, 1) }),
        ),
      ),
    ).toThrow(
      'step "Work": JSONPath cannot express computed seconds in "timeout". Hint: put the seconds into the input or a variable first.',
    );
  });

  test('JSONPath narrows the input that a limit reads', () => {
    expect(
      at((stack) =>
        workflow<{ order: { id: string }; limit: number }>().next(
          invoke('Work', worker(stack), { payload: ({ input }) => input.order, timeout: ({ input }) => input.limit }),
        ),
      ),
    ).toThrow('step "Work": JSONPath cannot express a value of the input beside a payload that is a path in "timeout".');
  });

  test.each([0.5, 0, -1])('seconds that a callback gives are %p', (seconds) => {
    expect(
      placed(() =>
        workflow<Order>().next(
          invoke('Work', worker(emptyStack()), {
            payload: ({ input }) => ({ id: input.id }),
            timeout: () => seconds,
            retry: retry.never(),
          }),
        ),
      ),
    ).toThrow(/step "Work": Its timeout is .* seconds, and Step Functions takes whole seconds of 1 or more/);
  });

  test('a heartbeat that a callback gives is not less than the timeout', () => {
    expect(
      placed((): Workflow | unknown =>
        workflow<Order>().next(
          invoke('Work', worker(emptyStack()), {
            payload: ({ input }) => ({ id: input.id }),
            timeout: Duration.seconds(5),
            heartbeat: () => 5,
          }),
        ),
      ),
    ).toThrow('step "Work": Its heartbeat of 5 seconds is not less than its timeout of 5.');
  });
});
