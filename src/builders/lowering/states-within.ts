import { type IChainable, State, type StateGraph } from 'aws-cdk-lib/aws-stepfunctions';

/** Where a state of the CDK keeps the states inside of it: branches wait under the first name until the definition is bound. */
interface HoldsStates {
  readonly _branches?: readonly IChainable[];
  readonly branches?: readonly StateGraph[];
  readonly processor?: StateGraph;
  readonly iteration?: StateGraph;
}

/** Every state that can be reached from one, those inside of a Map or Parallel included; each once. */
export function statesWithin(start: State): ReadonlySet<State> {
  const found = new Set<State>();
  const open = [start];
  for (let first = open.pop(); first !== undefined; first = open.pop()) {
    for (const state of State.findReachableStates(first, { includeErrorHandlers: true })) {
      if (found.has(state)) continue;
      found.add(state);
      open.push(...startsInside(state));
    }
  }
  return found;
}

/** Every state inside of a Map or Parallel. */
export function statesInside(state: State): ReadonlySet<State> {
  return new Set(startsInside(state).flatMap((start) => [...statesWithin(start)]));
}

function startsInside(state: State): readonly State[] {
  const { _branches = [], branches = [], processor, iteration } = state as unknown as HoldsStates;
  return [..._branches, ...branches, ...(processor === undefined ? [] : [processor]), ...(iteration === undefined ? [] : [iteration])].map(
    ({ startState }) => startState,
  );
}
