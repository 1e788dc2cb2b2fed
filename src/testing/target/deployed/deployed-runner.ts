import type { JsonValue } from '../../../asl';
import type { ExecutionResult } from '../../../interpreter';
import { type TestExecution, testExecution } from '../../execution/test-execution';
import { givenInput } from '../../mocks/raw-result';
import { UsageError } from '../../usage-error';
import type { AwsOptions } from '../aws-options';
import { type CallStepFunctions, stepFunctions } from '../step-functions';
import { refuseOptions, type TargetRequest, type TargetRunner } from '../target-runner';
import { outcomeOf } from './outcome';
import { watchedExecution } from './watched-execution';

const HONOURED = ['name', 'type', 'ignoreMocks', 'answers', 'settleWithin'];

/** Runs executions on a deployed machine. */
export function deployedRunner(stateMachineArn: string, aws: AwsOptions): TargetRunner {
  const call = stepFunctions(aws, 'target: { deployed }');
  return {
    name: 'deployed',
    execute: async (request) => {
      const start = prepared(stateMachineArn, aws, request);
      if (machineTypeOf(request) === 'EXPRESS') return executeExpress(call, start, request);
      return watchedExecution(call, start, aws, request.view).result();
    },
    start: (request) => {
      const start = prepared(stateMachineArn, aws, request);
      if (machineTypeOf(request) === 'EXPRESS')
        throw new UsageError('start() cannot watch an Express execution: AWS keeps no history of it.', 'await machine.execute(input).');
      return watchedExecution(call, start, aws, request.view);
    },
  };
}

/** What StartExecution and StartSyncExecution are sent. */
export interface DeployedStart {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input: string;
}

function machineTypeOf({ view, options }: TargetRequest): 'STANDARD' | 'EXPRESS' {
  return options.type ?? view.core.found.type ?? 'STANDARD';
}

function prepared(stateMachineArn: string, { ignoreMocks = false }: AwsOptions, { view, input, options }: TargetRequest): DeployedStart {
  refuseOptions(options, HONOURED, 'to a deployed machine');
  const mocked = view.book.label;
  if (options.ignoreMocks ?? ignoreMocks) view.book.ignore();
  else if (mocked !== undefined) {
    throw new UsageError(
      `mock(${mocked}) cannot be honoured: ${view.core.found.name} runs deployed, as ${stateMachineArn}, and calls the real services.`,
      'execute(input, { ignoreMocks: true }) runs it all the same; machine.target says where it runs.',
    );
  }
  const payload: JsonValue = input === undefined ? {} : givenInput(view.core.found.name, input, view.core.definition.machine.source);
  return { stateMachineArn, ...(options.name === undefined ? {} : { name: options.name }), input: JSON.stringify(payload) };
}

/** Express: one call that comes back with the result. */
async function executeExpress(call: CallStepFunctions, start: DeployedStart, { view }: TargetRequest): Promise<TestExecution> {
  view.log.miss({ states: undefined, why: 'an Express execution on AWS has no history', remedy: 'run this test locally.' });
  const described = await call('StartSyncExecution', start);
  const outcome = outcomeOf(described);
  if (outcome === undefined)
    throw new UsageError(`StartSyncExecution of ${start.stateMachineArn} came back with status ${described.status}.`);
  const result = Object.defineProperties(
    { ...outcome },
    {
      history: {
        get: () => {
          throw new UsageError(
            'An Express execution on AWS has no history to look at: StartSyncExecution reports only how it ended.',
            'ask for status, output, error and cause, or run this test locally.',
          );
        },
      },
      mapRuns: { value: [] },
    },
  ) as ExecutionResult;
  return testExecution(result, view.core.facts, undefined, undefined, {
    time: { kind: 'none', why: 'StartSyncExecution reports only how the execution ended' },
    executionArn: () => described.executionArn,
  });
}
