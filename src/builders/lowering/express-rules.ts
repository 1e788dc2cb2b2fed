import { DistributedMap, type IStateMachine, type State, StateMachineType, TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { patternOf } from '../../asl';
import { BuilderError } from '../../expressions';
import { statesInside, statesWithin } from './states-within';

/**
 * Refuses states that an Express workflow may not have. They are recognized by what is deployed, so that states of aws-cdk-lib count too.
 *
 * @throws BuilderError naming the first of them
 */
export function refuseWaiting(start: State): void {
  for (const state of statesWithin(start)) {
    const waiting = whyRefused(state);
    if (waiting === undefined) continue;
    throw new BuilderError({
      code: waiting.code,
      step: state.stateId,
      message: `An Express workflow cannot ${waiting.what}.`,
      hint: `make the workflow Standard, or ${waiting.hint}.`,
    });
  }
}

/**
 * Refuses what no workflow may ask of Express executions: to wait in the children of a distributed Map, and to be waited for.
 *
 * @throws BuilderError naming the first state that does
 */
export function refuseExpressChildren(start: State): void {
  for (const state of statesWithin(start)) {
    if (waitsForExpress(state)) throw expressWaitedFor(state.stateId);
    if (!(state instanceof DistributedMap) || !hasExpressChildren(state)) continue;
    for (const inner of statesInside(state)) {
      const waiting = whyRefused(inner);
      if (waiting === undefined) continue;
      throw new BuilderError({
        code: waiting.code,
        step: inner.stateId,
        message: `It runs in the children of "${state.stateId}", which are Express executions, and those cannot ${waiting.what}.`,
        hint: `take express from "${state.stateId}", or ${waiting.hint}.`,
      });
    }
  }
}

function hasExpressChildren(state: DistributedMap): boolean {
  const { ItemProcessor } = state.toStateJson() as {
    readonly ItemProcessor?: { readonly ProcessorConfig?: { readonly ExecutionType?: string } };
  };
  return ItemProcessor?.ProcessorConfig?.ExecutionType === 'EXPRESS';
}

/** Which machine is started shows in the props only, which are private to the CDK; where they are kept otherwise, AWS tells. */
function waitsForExpress(state: State): boolean {
  if (!(state instanceof StepFunctionsStartExecution) || !waitsForJob(resourceOf(state))) return false;
  const { props } = state as unknown as {
    readonly props?: { readonly stateMachine?: IStateMachine & { readonly stateMachineType?: StateMachineType } };
  };
  return props?.stateMachine?.stateMachineType === StateMachineType.EXPRESS;
}

function expressWaitedFor(step: string): BuilderError {
  return new BuilderError({
    code: 'EXPRESS_CHILD_SYNC',
    step,
    message: 'It waits for the end of an Express workflow, which Step Functions cannot do.',
    hint: "call it by sdk with service: 'sfn' and action: 'startSyncExecution', start it without sync, or make it Standard.",
  });
}

interface ExpressRefusal {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

function whyRefused(state: State): ExpressRefusal | undefined {
  if (state instanceof StepFunctionsInvokeActivity) {
    return { code: 'EXPRESS_ACTIVITY', what: 'wait for a worker of an activity', hint: 'let a Lambda function do the work' };
  }
  if (state instanceof DistributedMap) {
    return { code: 'EXPRESS_DISTRIBUTED_MAP', what: 'start the children of a distributed Map', hint: 'use an inline map' };
  }
  if (!(state instanceof TaskStateBase)) return undefined;
  const pattern = patternOf(resourceOf(state));
  if (pattern === 'waitForCallback') {
    return { code: 'EXPRESS_CALLBACK', what: 'wait for a task token', hint: 'drop waitForTaskToken' };
  }
  if (pattern === 'runJob') {
    return { code: 'EXPRESS_SYNC', what: 'wait for a job (.sync)', hint: 'use the request-response pattern of this task' };
  }
  return undefined;
}

function resourceOf(state: State): string {
  return (state.toStateJson() as { readonly Resource?: string }).Resource ?? '';
}

function waitsForJob(resource: string): boolean {
  return patternOf(resource) === 'runJob';
}
