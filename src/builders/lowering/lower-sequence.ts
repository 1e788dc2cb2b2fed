import { State, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { firstIn } from '../../asl';
import { BuilderError } from '../../expressions';
import type { BackNode, CheckedNode, ForeignNode, SequenceNode, StepNode } from '../tree/step-node';
import type { Fragment } from './fragment';
import { type Lowering, queryLanguageOf } from './lowering';

/** The states of a flow, each open end led to the step after it. */
export function lowerSequence(lowering: Lowering, node: SequenceNode): Fragment {
  const steps = stepsOf(node);
  const first = steps[0];
  if (first === undefined) {
    throw new BuilderError({
      code: 'FLOW_EMPTY',
      constructPath: lowering.constructPath,
      message: 'A flow has no steps.',
      hint: "add one: workflow<Input>().next(pass('Start')).",
    });
  }
  const start = lowering.lower(first);
  let { ends } = start;
  for (const [index, step] of steps.slice(1).entries()) {
    if (ends.length === 0) throw unreachable(lowering, step);
    const fragment = step.kind === 'foreign' ? lowerForeign(lowering, step, steps[index]?.name) : lowering.lower(step);
    for (const end of ends) end.link(fragment.start);
    ends = fragment.ends;
  }
  lowering.lowered.set(node, start.start);
  return { start: start.start, ends };
}

function stepsOf(node: SequenceNode): readonly StepNode[] {
  const steps: StepNode[] = [];
  for (let part: SequenceNode | undefined = node; part !== undefined; part = part.before) {
    if (part.last !== undefined) steps.push(part.last);
  }
  return steps.reverse();
}

function unreachable(lowering: Lowering, step: StepNode): BuilderError {
  return new BuilderError({
    code: 'STEP_UNREACHABLE',
    constructPath: lowering.constructPath,
    step: step.name,
    message: 'Every path before it ends the workflow, so it can never run.',
    hint: 'take it out, or let one of the branches before it continue.',
  });
}

/** The states of a step and of the one that looks at its result. */
export function lowerChecked(lowering: Lowering, node: CheckedNode): Fragment {
  const { start, ends } = lowering.lower(node.step);
  const check = lowering.lower(node.check);
  for (const end of ends) if (end.handled === undefined) end.link(check.start);
  lowering.lowered.set(node, start);
  return { start, ends: [...check.ends, ...ends.filter(({ handled }) => handled !== undefined)] };
}

/** The states with every way out closed: those that may end do, the Default of a choice leads to a Succeed. */
export function closeEnds(lowering: Lowering, owner: StepNode, fragment: Fragment): Fragment {
  const dangling = fragment.ends.filter((end) => !end.mayEnd);
  if (dangling.length === 0) return fragment;
  const name = lowering.names.claimBehind(firstIn(dangling).from, 'Done', owner);
  const state = new Succeed(lowering.scope, name, { stateName: name, queryLanguage: queryLanguageOf(lowering) });
  for (const end of dangling) end.link(state);
  return { start: fragment.start, ends: fragment.ends.filter((end) => end.mayEnd) };
}

/** The state that a step before it became. */
export function lowerBack(lowering: Lowering, node: BackNode): Fragment {
  const target = lowering.lowered.get(node.target);
  if (target !== undefined) return { start: target, ends: [] };
  throw new BuilderError({
    code: 'BACK_TO_UNKNOWN',
    constructPath: lowering.constructPath,
    step: node.name,
    message: 'backTo() names a step that does not come before it in the same flow, branch or iteration.',
    hint: 'pass the same step that was given to next().',
  });
}

const placedAt = new WeakMap<object, string>();

/** The states that somebody made with aws-cdk-lib. */
export function lowerForeign(lowering: Lowering, node: ForeignNode, after?: string): Fragment {
  const { startState, endStates } = node.chainable;
  const suffix = after === undefined ? '' : ` after "${after}"`;
  const before = placedAt.get(startState);
  if (before !== undefined) {
    throw new BuilderError({
      code: 'FOREIGN_STATE_PLACED_TWICE',
      constructPath: lowering.constructPath,
      step: node.name,
      message: `fromState() places ${startState.node.path}${suffix}, which is placed in ${before} already.`,
      hint: 'make a second state with aws-cdk-lib, or build the step with the builders, whose steps can be placed many times.',
    });
  }
  placedAt.set(startState, `${lowering.constructPath}${suffix}`);
  // The names of all its states count: aws-cdk-lib finds a name taken twice only later, and not where.
  for (const state of State.findReachableStates(startState)) {
    lowering.names.claim(state.stateId, node);
    if (lowering.prefix !== undefined) state.addPrefix(lowering.prefix);
  }
  return { start: startState, ends: endStates.map((end) => ({ link: (next) => void end.next(next), mayEnd: true, from: node.name })) };
}
