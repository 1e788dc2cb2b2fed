import { Parallel, type ParallelProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { ExpressionNode } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import type { ParallelNode } from '../tree/step-node';
import type { Fragment } from './fragment';
import { openEnd } from './later-output';
import { type Lowering, queryLanguageOf } from './lowering';
import { placeResult } from './place-result';
import { recover } from './recover';

/** The Parallel of a step, with its branches. */
export function lowerParallel(lowering: Lowering, node: ParallelNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const placed = placeResult(lowering, node.name, node.placement, node.result);
  const state = new Parallel(lowering.scope, name, {
    stateName: name,
    queryLanguage: queryLanguageOf(lowering),
    ...placed.fields,
    ...(node.input === undefined ? {} : branchInput(lowering, node.name, node.input)),
  });
  lowering.lowered.set(node, state);
  for (const branch of node.branches) state.branch(lowering.lowerInside(branch).start);
  const handled = recover(lowering, state, node, node.name);
  return { start: state, ends: [openEnd(lowering, node, { state, name, later: placed.later }), ...handled] };
}

/** What the branches get; the props of aws-cdk-lib ask for an object of arguments and print whatever they are given. */
function branchInput(lowering: Lowering, step: string, input: ExpressionNode): ParallelProps {
  const place = { step, field: 'input' };
  if (lowering.renderer.language === 'JSONPath') {
    const inputPath = pathOf(input, place);
    if (inputPath === undefined) throw cannotSay('an input that is not a path', place, 'reshape the data in a pass before it.');
    return { inputPath };
  }
  return { arguments: lowering.renderer.template(input, place) as unknown as ParallelProps['arguments'] };
}
