import { DistributedMap, State, TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { BuilderError } from '../../expressions';

/**
 * Refuses states that an Express workflow may not have. They are recognized by what is deployed, so that states of aws-cdk-lib count too.
 *
 * @throws BuilderError naming the first of them
 */
export function refuseWaiting(start: State, scope: Construct): void {
  const states = new Set([...scope.node.findAll(), ...State.findReachableStates(start)]);
  for (const state of states) {
    const waiting = whyRefused(state);
    if (waiting === undefined) continue;
    throw new BuilderError({
      code: waiting.code,
      step: (state as State).stateId,
      message: `An Express workflow cannot ${waiting.what}.`,
      hint: `make the workflow Standard, or ${waiting.hint}.`,
    });
  }
}

interface Refusal {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

function whyRefused(state: unknown): Refusal | undefined {
  if (state instanceof StepFunctionsInvokeActivity) {
    return { code: 'EXPRESS_ACTIVITY', what: 'wait for a worker of an activity', hint: 'let a Lambda function do the work' };
  }
  if (state instanceof DistributedMap) {
    return { code: 'EXPRESS_DISTRIBUTED_MAP', what: 'start the children of a distributed Map', hint: 'use an inline map' };
  }
  if (!(state instanceof TaskStateBase)) return undefined;
  const { Resource: resource = '' } = state.toStateJson() as { Resource?: string };
  if (resource.endsWith('.waitForTaskToken')) {
    return { code: 'EXPRESS_CALLBACK', what: 'wait for a task token', hint: 'drop waitForTaskToken' };
  }
  if (/\.sync(:2)?$/.test(resource)) {
    return { code: 'EXPRESS_SYNC', what: 'wait for a job (.sync)', hint: 'use the request-response pattern of this task' };
  }
  return undefined;
}
