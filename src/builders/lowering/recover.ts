import { type CatchProps, type IChainable, JitterType, JsonPath, type RetryProps, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonValue } from '../../asl';
import { type ExpressionNode, internalRoot } from '../../expressions';
import type { Renderer } from '../rendering/renderer';
import type { RetryRule } from '../tree/retry';
import { type CatchNode, errorKey, type Recovery } from '../tree/step-node';
import { checkErrorNames } from './check-errors';
import { checkRetrier } from './check-times';
import type { Fragment, OpenEnd } from './fragment';
import { addCatcher } from './kept-fields';
import type { Lowering } from './lowering';
import { keyPath, mergedInput } from './place-result';
import { refuseShadowedRetriers } from './shadowed-retriers';

/** An L2 state that can be retried and caught. */
export interface RecoverableState {
  addRetry(props?: RetryProps): unknown;
  addCatch(handler: IChainable, props?: CatchProps): unknown;
}

/** Adds retriers and catchers to a state and gives the ways out of its handlers. */
export function recover(lowering: Lowering, state: RecoverableState, recovery: Recovery, step: string): readonly OpenEnd[] {
  refuseShadowedRetriers(step, recovery.retry?.rules ?? []);
  for (const rule of recovery.retry?.rules ?? []) {
    checkRetrier(step, rule);
    checkErrorNames(step, 'retry', rule.errors);
    state.addRetry(retryProps(rule));
  }
  const pending = recovery.catches.map(({ errors, handler, ...entry }): PendingCatcher => {
    checkErrorNames(step, 'catch', errors);
    const fragment = handler === 'continue' ? undefined : lowering.lower(handler);
    return { props: { ...(errors === undefined ? {} : { errors: [...errors] }), ...handedOn(lowering, step, entry) }, fragment };
  });
  // Catchers keep their order, so all of them wait for the next step where one leads there.
  const place = (next?: State): void => {
    for (const { props, fragment } of pending) addCatcher(state, fragment?.start ?? next!, props);
  };
  const ends = pending.flatMap(({ fragment }) => fragment?.ends ?? []);
  const waits = pending.some(({ fragment }) => fragment === undefined);
  if (!waits) place();
  return [...ends, ...(waits ? [{ link: place, mayEnd: false, from: step }] : [])].map((end) => ({ ...end, handled: true }));
}

/** A catcher with the states of its handler; without them it leads to the next step. */
interface PendingCatcher {
  readonly props: CatchProps;
  readonly fragment: Fragment | undefined;
}

function handedOn({ renderer }: Lowering, step: string, { keepInput, output }: Pick<CatchNode, 'keepInput' | 'output'>): CatchProps {
  if (output !== undefined) return { outputs: renderer.template(output, { step, field: 'catch' }) };
  if (keepInput === undefined) return errorMerged(renderer, step);
  return inputKept(renderer, step, keepInput === true ? undefined : keepInput);
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
