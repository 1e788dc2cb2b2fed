import { Duration } from 'aws-cdk-lib';
import { Fail, type INextable, Pass, type State, Succeed, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject } from '../../asl';
import { type ExpressionNode, internalRoot } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import { errorKey, type FailNode, type PassNode, type SucceedNode, type WaitNode } from '../tree/step-node';
import type { Fragment } from './fragment';
import { keepFields } from './kept-fields';
import { unnamed } from './lower-rethrow';
import { type Lowering, queryLanguageOf } from './lowering';
import { outcomeFields } from './outcome-fields';
import { jsonPathOutput } from './pass-output';
import { keyPath, placeResult } from './place-result';
import { isRoot, readsRoot } from './reads-root';

function opened(name: string, state: State & INextable): Fragment {
  return { start: state, ends: [{ link: (next) => void state.next(next), mayEnd: true, from: name }] };
}

/** The Wait of a step. */
export function lowerWait(lowering: Lowering, node: WaitNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const state = new Wait(lowering.scope, name, {
    stateName: name,
    queryLanguage: queryLanguageOf(lowering),
    time: waitTime(lowering, node),
  });
  keepFields(state, outcomeFields(lowering.renderer, { step: node.name, takesPath: true }, node.placement));
  lowering.lowered.set(node, state);
  return opened(name, state);
}

function waitTime(lowering: Lowering, node: WaitNode): WaitTime {
  const [field, expression] = 'seconds' in node.time ? (['seconds', node.time.seconds] as const) : (['until', node.time.until] as const);
  const place = { step: node.name, field };
  if (lowering.renderer.language === 'JSONPath' && expression.kind !== 'literal') {
    const path = pathOf(expression, place);
    if (path === undefined) throw cannotSay('a computed time', place, 'put the time into the input or a variable first.');
    return field === 'seconds' ? WaitTime.secondsPath(path) : WaitTime.timestampPath(path);
  }
  const rendered = lowering.renderer.template(expression, place);
  if (typeof rendered === 'number') return WaitTime.duration(Duration.seconds(rendered));
  return field === 'seconds' ? WaitTime.seconds(rendered as string) : WaitTime.timestamp(rendered as string);
}

/** The Pass of a step. */
export function lowerPass(lowering: Lowering, node: PassNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const common = { stateName: name, queryLanguage: queryLanguageOf(lowering) };
  const jsonata = () => {
    const mode = (node.placement.mode === 'result' && node.value === undefined) || handsOnInput(node) ? 'discard' : node.placement.mode;
    const { outputs, assign } = placeResult(lowering, node.name, { ...node.placement, mode }, node.value ?? internalRoot('input')).fields;
    // A Pass without Output hands on its input by itself.
    return { outputs: mode === 'discard' ? undefined : outputs, assign };
  };
  const state = new Pass(lowering.scope, name, {
    ...common,
    ...(lowering.renderer.language === 'JSONata' ? jsonata() : jsonPathPass(lowering, node)),
  });
  lowering.lowered.set(node, state);
  return opened(name, state);
}

function jsonPathPass(lowering: Lowering, node: PassNode) {
  const { mode, key, output, assign } = node.placement;
  const value = handsOnInput(node) ? undefined : mode === 'output' ? output : node.value;
  const place = (field: string) => ({ step: node.name, field });
  // Assign reads the result of a Pass, which is no longer the input where the Pass makes something else of it.
  if (assign !== undefined && value !== undefined && !isRoot(value, 'input') && readsRoot(assign, 'input'))
    throw cannotSay('"input"', place('assign'), 'store it in a pass of its own before this one, or leave queryLanguage at JSONata.');
  const assigned = assign === undefined ? undefined : lowering.renderer.template(assign, place('assign'));
  return {
    ...(value === undefined ? {} : jsonPathOutput(lowering.renderer, value, place('output'), mode === 'output' || mode === 'result')),
    ...(mode === 'into' || mode === 'replace' ? { resultPath: keyPath(key ?? '', place(mode)) } : {}),
    assign: assigned === undefined || !isJsonObject(assigned) ? undefined : { ...assigned },
  };
}

function handsOnInput({ placement: { mode, output } }: PassNode): boolean {
  return mode === 'output' && isRoot(output, 'input');
}

/** The Succeed of a step. */
export function lowerSucceed(lowering: Lowering, node: SucceedNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const place = { step: node.name, field: 'output' };
  const common = { stateName: name, queryLanguage: queryLanguageOf(lowering) };
  if (node.output === undefined || isRoot(node.output, 'input')) return closed(lowering, node, new Succeed(lowering.scope, name, common));
  if (lowering.renderer.language === 'JSONata') {
    return closed(
      lowering,
      node,
      new Succeed(lowering.scope, name, { ...common, outputs: lowering.renderer.template(node.output, place) }),
    );
  }
  const outputPath = pathOf(node.output, place);
  if (outputPath !== undefined) return closed(lowering, node, new Succeed(lowering.scope, name, { ...common, outputPath }));
  // A Succeed takes a path in JSONPath: what is more is made by a Pass before it.
  const made = lowering.names.claimBehind(name, 'Output', node);
  const shaped = new Pass(lowering.scope, made, {
    ...common,
    stateName: made,
    ...jsonPathOutput(lowering.renderer, node.output, place, true),
  });
  shaped.next(new Succeed(lowering.scope, name, common));
  return closed(lowering, node, shaped);
}

/** The Fail of a step. */
export function lowerFail(lowering: Lowering, node: FailNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const fields = { ...failText(lowering, node, 'error'), ...failText(lowering, node, 'cause') };
  return closed(lowering, node, new Fail(lowering.scope, name, { stateName: name, queryLanguage: queryLanguageOf(lowering), ...fields }));
}

function failText(lowering: Lowering, node: FailNode, field: 'error' | 'cause'): Record<string, string> {
  const given = node[field];
  if (given === undefined) return {};
  const expression = isCaught(given) ? textOf(given, field, lowering) : given;
  const rendered = lowering.renderer.template(expression, { step: node.name, field }) as string;
  return { [lowering.renderer.language === 'JSONPath' && expression.kind !== 'literal' ? `${field}Path` : field]: rendered };
}

/** Whether an expression is a part of the failure that was caught: null where a task failed without it, as SendTaskFailure may. */
function isCaught(node: ExpressionNode): boolean {
  const failure = node.kind === 'field' && (node.name === 'Error' || node.name === 'Cause') ? node.of : undefined;
  return failure?.kind === 'field' && failure.name === errorKey && failure.of.kind === 'root' && failure.of.root === 'input';
}

/** A Fail that gets null fails for that, and what its author says is lost. JSONPath has no fallback; its cause is the text "null" then. */
function textOf(part: ExpressionNode, field: 'error' | 'cause', { renderer }: Lowering): ExpressionNode {
  const text = (value: string): ExpressionNode => ({ kind: 'literal', value });
  if (renderer.language === 'JSONata')
    return { kind: 'call', operator: 'orElse', operands: [part, text(field === 'cause' ? '' : unnamed)] };
  return field === 'cause' ? { kind: 'call', operator: 'format', operands: [text('{}'), part] } : part;
}

function closed(lowering: Lowering, node: SucceedNode | FailNode, state: State): Fragment {
  lowering.lowered.set(node, state);
  return { start: state, ends: [] };
}
