import type { State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { refusingHidden } from '../rendering/hidden-functions';
import type { Renderer } from '../rendering/renderer';
import type { StepKind, StepNode, StepNodeOf } from '../tree/step-node';
import { assignedNames } from './assigned-names';
import type { Fragment } from './fragment';
import { keepCatchOutputs } from './kept-fields';
import type { LambdaBinding } from './lambda-binding';
import { lowerChoice } from './lower-choice';
import { lowerMap } from './lower-map';
import { lowerParallel } from './lower-parallel';
import { lowerRethrow } from './lower-rethrow';
import { lowerSaga } from './lower-saga';
import { closeEnds, lowerBack, lowerChecked, lowerForeign, lowerSequence } from './lower-sequence';
import { lowerFail, lowerPass, lowerSucceed, lowerWait } from './lower-simple';
import { lowerTask } from './lower-task';
import type { Lowering } from './lowering';
import { stateNames } from './names';

const lowerings: { readonly [Kind in StepKind]: (lowering: Lowering, node: StepNodeOf<Kind>) => Fragment } = {
  task: lowerTask,
  choice: lowerChoice,
  map: lowerMap,
  parallel: lowerParallel,
  wait: lowerWait,
  pass: lowerPass,
  succeed: lowerSucceed,
  fail: lowerFail,
  rethrow: lowerRethrow,
  refused: (_lowering, { error }) => {
    throw error;
  },
  sequence: lowerSequence,
  saga: lowerSaga,
  checked: lowerChecked,
  perLanguage: (lowering, node) => {
    const fragment = lowering.lower(node[lowering.renderer.language]);
    lowering.lowered.set(node, fragment.start);
    return fragment;
  },
  ownVariables: (lowering, node) => {
    const fragment = lowering.lower(node.made(node.wanted.map(lowering.names.variable)));
    lowering.lowered.set(node, fragment.start);
    return fragment;
  },
  back: lowerBack,
  foreign: lowerForeign,
};

/** What a definition is lowered for. */
export interface LoweringTarget {
  /** Where the states are made. */
  readonly scope: Construct;
  /** Path of the workflow, for messages. */
  readonly constructPath: string;
  readonly renderer: Renderer;
  /** Which version of the code of Lambda functions the steps run. */
  readonly lambda: LambdaBinding;
  /** Whether the workflow is Express. @default false, as where nobody knows */
  readonly express?: boolean;
  /** Comes before the names of the states. @default none */
  readonly prefix?: string;
}

/**
 * Makes fresh states for a step and gives the first one.
 *
 * @throws BuilderError naming construct, step and way out
 */
export function lowerDefinition(target: LoweringTarget, node: StepNode): State {
  const { start } = lowerClosed(inScope(target, namesFor(target, node), assignedNames(node, 'own')), node);
  keepCatchOutputs(target.scope);
  return start;
}

/**
 * Makes fresh states for a step and gives them with their ways out, for states that others go on from.
 *
 * @throws BuilderError naming construct, step and way out
 */
export function lowerOpen(target: LoweringTarget, node: StepNode): { readonly lowering: Lowering; readonly fragment: Fragment } {
  const lowering = inScope(target, namesFor(target, node), assignedNames(node, 'own'));
  const fragment = lowering.lower(node);
  keepCatchOutputs(target.scope);
  return { lowering, fragment };
}

function namesFor({ constructPath, prefix }: LoweringTarget, node: StepNode): Lowering['names'] {
  return stateNames(constructPath, assignedNames(node), prefix);
}

function lowerClosed(lowering: Lowering, node: StepNode): Fragment {
  return closeEnds(lowering, node, lowering.lower(node));
}

function inScope(target: LoweringTarget, names: Lowering['names'], seen: ReadonlySet<string>): Lowering {
  const lowering: Lowering = {
    ...target,
    express: target.express === true,
    renderer: refusingHidden(target.renderer, seen),
    names,
    lowered: new Map(),
    lower: (node) => commented(node, (lowerings[node.kind] as (lowering: Lowering, node: StepNode) => Fragment)(lowering, node)),
    lowerInside: (node, apart) => {
      const around = apart === undefined ? seen : [];
      const inner = apart === undefined ? target : { ...target, express: apart.express };
      return lowerClosed(inScope(inner, names, new Set([...around, ...assignedNames(node, 'own')])), node);
    },
  };
  return lowering;
}

/** States print the comment they have when the definition is made; it stands with the first state of a step. */
function commented({ comment }: StepNode, fragment: Fragment): Fragment {
  if (comment !== undefined) Object.assign(fragment.start, { comment });
  return fragment;
}
