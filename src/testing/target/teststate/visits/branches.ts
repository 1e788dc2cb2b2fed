import type { JsonValue, StateGroup } from '../../../../asl';
import type { BranchStep } from '../../../../interpreter';
import { UsageError } from '../../../usage-error';
import type { Attempted } from '../recover';
import { type Visit, type WalkEnd, type WalkFailure, walkGroup } from '../walk';

/** Walks a branch or an item from its own beginning; it sees the variables around it, and none of its own is seen outside. */
export function walkBranch(
  { walk, place }: Visit,
  group: StateGroup,
  step: BranchStep,
  input: JsonValue,
  startedBy: number,
  seesVariables = true,
): Promise<WalkEnd> {
  const inner = {
    group,
    definition: walk.definitionOf(group),
    branch: [...place.branch, step],
    variables: seesVariables ? place.variables : {},
    lastEvent: startedBy,
    runs: new Map<string, number>(),
  };
  return walkGroup(walk, inner, input).then((end) => {
    place.lastEvent = inner.lastEvent;
    return end;
  });
}

/** The number of this run of a Map or Parallel state, from 0. */
export function nextRun({ place, node }: Visit): number {
  const run = place.runs.get(node.name) ?? 0;
  place.runs.set(node.name, run + 1);
  return run;
}

/** Tells TestState that a state inside failed. Throws a usage error for a failure without a name, which it cannot be told. */
export function failedInside({ node }: Visit, { error, cause, state }: WalkFailure): Attempted {
  if (error === undefined) {
    throw new UsageError(
      `State "${state}" inside of "${node.name}" fails without the name of an error, which TestState cannot be told.`,
      "give the Fail state an Error, or run this test with target: 'local'.",
    );
  }
  const errorOutput = { error, ...(cause === undefined ? {} : { cause }) };
  return { mock: { errorOutput }, configuration: { errorCausedByState: state }, state };
}

/** Tells TestState what all branches or items came to. */
export function succeededInside(outputs: readonly JsonValue[]): Attempted {
  return { mock: { result: JSON.stringify(outputs), fieldValidationMode: 'NONE' } };
}
