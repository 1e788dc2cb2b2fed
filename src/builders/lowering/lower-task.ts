import type { RenderPlace } from '../rendering/renderer';
import { keptFaults } from '../tree/lambda-faults';
import type { TaskNode } from '../tree/step-node';
import type { Fragment } from './fragment';
import { keepFields } from './kept-fields';
import { boundFunction } from './lambda-binding';
import { openEnd } from './later-output';
import { type Lowering, queryLanguageOf } from './lowering';
import { placeResult } from './place-result';
import { recover } from './recover';
import { refuseNarrowedLimits, taskLimits } from './task-limits';

/** The L2 task of a step. */
export function lowerTask(lowering: Lowering, node: TaskNode): Fragment {
  const { renderer, scope } = lowering;
  const limits = taskLimits(renderer, node);
  const name = lowering.names.claim(node.name, node);
  const placed = placeResult(lowering, node.name, node.placement, node.result[renderer.language]);
  const place: RenderPlace = { step: node.name, field: 'payload' };
  const state = node.create({
    scope,
    id: name,
    renderer,
    place,
    keptFaults: keptFaults(node.retry),
    render: (template) => renderer.template(template, place),
    boundFunction: (lambdaFunction, own = lowering.lambda) =>
      boundFunction(lambdaFunction, own, { scope, constructPath: lowering.constructPath, step: node.name }),
    fields: {
      stateName: name,
      queryLanguage: queryLanguageOf(lowering),
      ...placed.fields,
      ...limits.props,
    },
  });
  keepFields(state, limits.kept);
  if (renderer.language === 'JSONPath') refuseNarrowedLimits(node, state);
  lowering.lowered.set(node, state);
  const handled = recover(lowering, state, node, node.name);
  return { start: state, ends: [openEnd(lowering, node, { state, name, later: placed.later }), ...handled] };
}
