import { BuilderError } from '../../expressions';
import { callingFunction } from './calling-function';
import type { SequenceNode, StepNode } from './step-node';

/** What was added to a flow: each `next` gives a longer one and leaves the flow as it is. */
const continued = new WeakMap<SequenceNode, SequenceNode[]>();
const placed = new WeakSet<StepNode>();

/** Notes that a flow was continued by another, which may be placed somewhere or not. */
export function noteContinued(flow: SequenceNode, by: SequenceNode): void {
  const others = continued.get(flow);
  if (others === undefined) continued.set(flow, [by]);
  else others.push(by);
}

/** Notes that a step stands somewhere: in a flow, a branch or a workflow. */
export function notePlaced(node: StepNode): void {
  placed.add(node);
}

/** The functions in which flows without steps were begun, where it was in a function. */
const begun = new WeakMap<SequenceNode, string>();

/** Notes in which function a flow without steps is begun; one that a module begins is a beginning of many others. */
export function noteBegun(flow: SequenceNode, by: CallableFunction): void {
  const place = callingFunction(by);
  if (place !== undefined) begun.set(flow, place);
}

/** Whether a flow without steps is added to where it was begun, for one callback or in the same function. */
export function isAddedToWhereBegun(flow: SequenceNode, by: CallableFunction): boolean {
  if (flow.nested === true) return true;
  const place = begun.get(flow);
  return place !== undefined && place === callingFunction(by);
}

/** Steps that were made while the function of a step around them ran, per step. */
const making: StepNode[][] = [];

/**
 * Makes a step, and sees to it that those stand somewhere which its functions make: beside a flow, a step that is made is made for nothing.
 *
 * @throws BuilderError naming a step that stands nowhere
 */
export function makingSteps(make: () => StepNode): StepNode {
  const inside: StepNode[] = [];
  making.push(inside);
  try {
    const node = make();
    const lost = inside.find((step) => !placed.has(step));
    if (lost === undefined) return node;
    throw stepDropped(
      lost.name,
      'It is made in a function of another step, and what that function returns does not contain it.',
      'add it: flow.next(step), or make it where it is used.',
    );
  } finally {
    making.pop();
  }
}

/** Notes that a step was made. */
export function noteMadeStep(node: StepNode): void {
  making.at(-1)?.push(node);
}

function isUsed(flow: SequenceNode): boolean {
  return placed.has(flow) || (continued.get(flow) ?? []).some(isUsed);
}

/** The error for a step that was added to a flow, or to what it is made of, and stands nowhere; undefined where there is none. */
export function droppedStep(flow: SequenceNode | undefined): BuilderError | undefined {
  for (let part = flow; part !== undefined; part = part.before) {
    const dropped = continued.get(part)?.find((other) => !isUsed(other))?.last;
    if (dropped === undefined) continue;
    return stepDropped(
      dropped.name,
      'It was added to a flow by next(...). That returns a longer flow, which is used nowhere, and leaves the first one as it is.',
      'write flow = flow.next(step), or chain the calls: flow.next(first).next(second).',
    );
  }
  return undefined;
}

/** The builder that a function of a step is given, by its calls. */
export interface CallCount {
  /** How many calls were made of builders of this step. */
  made: number;
}

/** Refuses what a function returns where some of the calls it made are not in it. */
export function refuseDroppedCalls(step: string, { made }: CallCount, kept: number): void {
  if (made === kept) return;
  throw stepDropped(
    step,
    `Its function makes ${made} calls of the builder that it is given, and what it returns holds ${kept} of them. Each call returns a longer builder and leaves the earlier one as it is.`,
    'chain the calls, and return the result of the last one.',
  );
}

function stepDropped(step: string, message: string, hint: string): BuilderError {
  return new BuilderError({ code: 'STEP_DROPPED', step, message, hint });
}
