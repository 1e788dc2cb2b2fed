import { type CatchProps, type IChainable, JitterType, JsonPath, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonValue } from '../../asl';
import { type ExpressionNode, internalRoot } from '../../expressions';
import type { Renderer } from '../rendering/renderer';
import type { RetryRule } from '../steps/retry';
import { errorKey, type Recovery } from '../steps/step-node';
import { checkErrorNames } from './check-errors';
import { checkRetrier } from './check-times';
import type { OpenEnd } from './fragment';
import { addCatcher } from './kept-fields';
import type { Lowering } from './lowering';
import { keyPath, mergedInput } from './place-result';

/** An L2 state that can be retried and caught. */
export interface RecoverableState {
  addRetry(props?: RetryProps): unknown;
  addCatch(handler: IChainable, props?: CatchProps): unknown;
}

/** Adds retriers and catchers to a state and gives the ways out of its handlers. */
export function recover(lowering: Lowering, state: RecoverableState, recovery: Recovery, step: string): readonly OpenEnd[] {
  for (const rule of recovery.retry?.rules ?? []) {
    checkRetrier(step, rule);
    checkErrorNames(step, 'retry', rule.errors);
    state.addRetry(retryProps(rule));
  }
  return recovery.catches.flatMap((entry) => {
    checkErrorNames(step, 'catch', entry.errors);
    const handler = lowering.lower(entry.handler);
    const errors = entry.errors === undefined ? {} : { errors: [...entry.errors] };
    const { keepInput } = entry;
    const variable = keepInput === true ? undefined : keepInput;
    const output = keepInput === undefined ? errorMerged(lowering.renderer, step) : inputKept(lowering.renderer, step, variable);
    addCatcher(state, handler.start, { ...errors, ...output });
    return handler.ends;
  });
}

function retryProps(rule: RetryRule): RetryProps {
  const { errors, jitter, ...rest } = rule;
  return {
    ...rest,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(jitter === true ? { jitterStrategy: JitterType.FULL } : {}),
  };
}

function errorMerged(renderer: Renderer, step: string): CatchProps {
  const place = { step, field: 'catch' };
  if (renderer.language === 'JSONPath') return { resultPath: keyPath(errorKey, place) };
  return { outputs: renderer.template(mergedInput(errorKey, internalRoot('errorOutput')), place) };
}

/** Catcher fields that hand on the state input as it was; the failure goes into the variable, where one is named. */
export function inputKept(renderer: Renderer, step: string, variable?: string): CatchProps {
  return inputKeptWith(renderer, step, variable === undefined ? {} : { [variable]: internalRoot('errorOutput') });
}

/** Catcher fields that hand on the state input as it was and store values in variables. */
export function inputKeptWith(renderer: Renderer, step: string, variables: Readonly<Record<string, ExpressionNode>>): CatchProps {
  const place = { step, field: 'catch' };
  const fields = Object.entries(variables).map(([key, value]) => ({ key, value, optional: false }));
  const assign = renderer.template({ kind: 'object', fields }, place) as Record<string, JsonValue>;
  const kept =
    renderer.language === 'JSONPath' ? { resultPath: JsonPath.DISCARD } : { outputs: renderer.template(internalRoot('input'), place) };
  return fields.length === 0 ? kept : { ...kept, assign };
}
