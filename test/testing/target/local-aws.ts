import { start, type TaskAnswer, type TaskCall, type TestStateRequest, testState } from '../../../src/interpreter';
import type { AwsStub } from './aws-stub';

/** ARN under which {@link deployLocally} deploys. */
export const DEPLOYED = 'arn:aws:states:us-east-1:111111111111:stateMachine:Deployed';

/** Lets a stub answer TestState with our own `testState`. */
export function answerTestState(stub: AwsStub, tasks?: (call: TaskCall) => TaskAnswer): void {
  stub.operations = {
    ...stub.operations,
    TestState: (request: TestStateRequest) => testState(request, tasks === undefined ? {} : { tasks }),
  };
}

interface Started {
  readonly execution: ReturnType<typeof start>;
}

/** How a machine is deployed to a stub. */
export interface Deployment {
  readonly tasks?: (call: TaskCall) => TaskAnswer;
  /** @default 'STANDARD' */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Events in a page of GetExecutionHistory. @default 7 */
  readonly page?: number;
  /** How often an execution is looked at before it moves on, a timer each time. @default at once to its end */
  readonly slowly?: boolean;
}

/** Lets a stub run a machine with our own interpreter: StartExecution, DescribeExecution, GetExecutionHistory and the rest. */
export function deployLocally(
  stub: AwsStub,
  definition: object,
  { tasks, type = 'STANDARD', page = 7, slowly = false }: Deployment = {},
): void {
  const executions = new Map<string, Started>();
  const begin = (input: { name?: string; input: string }): Started['execution'] => {
    const execution = start(definition, {
      type,
      input: JSON.parse(input.input) as never,
      stateMachineName: 'Deployed',
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(tasks === undefined ? {} : { tasks }),
      seed: executions.size + 1,
    });
    execution.pump();
    if (!slowly) while (execution.result === undefined && execution.fireNextTimer());
    executions.set(execution.arn, { execution });
    return execution;
  };
  const find = ({ executionArn }: { executionArn: string }): Started['execution'] => {
    const found = executions.get(executionArn);
    if (found === undefined) throw named('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return found.execution;
  };
  const described = (execution: Started['execution']) => {
    const { status = 'RUNNING', output, error, cause } = execution.result ?? {};
    return {
      executionArn: execution.arn,
      stateMachineArn: DEPLOYED,
      name: execution.name,
      status,
      startDate: execution.history[0]?.timestamp,
      input: execution.history[0]?.executionStartedEventDetails?.input,
      ...(output === undefined ? {} : { output: JSON.stringify(output), outputDetails: { included: true } }),
      error,
      cause,
    };
  };
  const pendingWith = (taskToken: string) => {
    for (const { execution } of executions.values()) {
      const task = execution.pending.find((each) => each.taskToken === taskToken);
      if (task !== undefined) return { execution, task };
    }
    throw named('TaskDoesNotExist', 'Task does not exist.');
  };
  stub.operations = {
    ...stub.operations,
    StartExecution: (input: { name?: string; input: string }) => {
      const execution = begin(input);
      return { executionArn: execution.arn, startDate: execution.history[0]?.timestamp };
    },
    StartSyncExecution: (input: { name?: string; input: string }) => described(begin(input)),
    DescribeExecution: (input: { executionArn: string }) => {
      const execution = find(input);
      if (slowly) execution.fireNextTimer();
      return described(execution);
    },
    DescribeStateMachineForExecution: (input: { executionArn: string }) => {
      find(input);
      return {
        stateMachineArn: DEPLOYED,
        name: 'Deployed',
        definition: JSON.stringify(definition),
        roleArn: 'arn:aws:iam::111111111111:role/r',
      };
    },
    GetExecutionHistory: (input: { executionArn: string; nextToken?: string }) => {
      const { history } = find(input);
      const from = Number(input.nextToken ?? 0);
      const more = from + page < history.length;
      return { events: history.slice(from, from + page), ...(more ? { nextToken: String(from + page) } : {}) };
    },
    ListMapRuns: (input: { executionArn: string }) => ({ mapRuns: find(input).mapRuns.map(({ mapRunArn }) => ({ mapRunArn })) }),
    ListExecutions: ({ mapRunArn }: { mapRunArn: string }) => {
      const run = [...executions.values()].flatMap(({ execution }) => execution.mapRuns).find((each) => each.mapRunArn === mapRunArn);
      const children = run?.children ?? [];
      for (const child of children) {
        executions.set(child.executionArn, { execution: { ...child, result: child } as unknown as Started['execution'] });
      }
      return { executions: [...children].reverse().map(({ executionArn, name, status }) => ({ executionArn, name, status })) };
    },
    StopExecution: (input: { executionArn: string; error?: string; cause?: string }) => {
      find(input).stop(input.error, input.cause);
      return { stopDate: new Date(0) };
    },
    RedriveExecution: (input: { executionArn: string }) => {
      const execution = find(input);
      execution.redrive();
      execution.pump();
      return { redriveDate: new Date(0) };
    },
    SendTaskSuccess: (input: { taskToken: string; output: string }) => {
      const { execution, task } = pendingWith(input.taskToken);
      task.succeed(JSON.parse(input.output) as never);
      execution.pump();
      return {};
    },
    SendTaskFailure: (input: { taskToken: string; error?: string; cause?: string }) => {
      const { execution, task } = pendingWith(input.taskToken);
      task.fail(input.error, input.cause);
      execution.pump();
      return {};
    },
    SendTaskHeartbeat: (input: { taskToken: string }) => {
      pendingWith(input.taskToken).task.heartbeat();
      return {};
    },
  };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
