import { Parallel } from 'aws-cdk-lib/aws-stepfunctions';
import type { ParallelNode } from '../steps/step-node';
import type { Fragment } from './fragment';
import { type Lowering, queryLanguageOf } from './lowering';
import { placeResult } from './place-result';
import { recover } from './recover';

/** Gives the Parallel of a step, with its branches. */
export function lowerParallel(lowering: Lowering, node: ParallelNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const state = new Parallel(lowering.scope, name, {
    stateName: name,
    queryLanguage: queryLanguageOf(lowering),
    ...placeResult(lowering.renderer, node.name, node.placement, node.result),
  });
  lowering.lowered.set(node, state);
  for (const branch of node.branches) state.branch(lowering.lowerInside(branch).start);
  const handled = recover(lowering, state, node, node.name);
  return { start: state, ends: [{ link: (next) => void state.next(next), mayEnd: true, from: name }, ...handled] };
}
