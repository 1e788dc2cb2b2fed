import type { AnyStateNode, JsonObject, JsonValue, StateGroup } from '../../../asl';
import { knownIn } from '../../../asl';
import type { BranchStep, FieldValidationMode, TaskAnswer, TaskCall } from '../../../interpreter';
import type { MachineFacts } from '../../machine-view/machine-facts';
import { UsageError } from '../../usage-error';
import type { CallStepFunctions } from '../step-functions';
import type { ToldHistory } from './told-history';
import type { Strand, Turns } from './turns';
import { VISITS } from './visits';

/** What is the same for all states of one execution. */
export interface Walk {
  readonly call: CallStepFunctions;
  readonly machine: MachineFacts;
  /** The JSON of a group of states as a machine of its own. */
  readonly definitionOf: (group: StateGroup) => string;
  /** How AWS compares a mock's answer with the service's. */
  readonly mode: FieldValidationMode;
  /** The role with which tasks that nobody mocked are called for real. */
  readonly roleArn: string | undefined;
  /** The parts of the context object that stay. */
  readonly identity: { readonly Execution: JsonObject; readonly StateMachine: JsonObject };
  readonly history: ToldHistory;
  readonly turns: Turns;
  /** The mock's answer, undefined when nobody mocked the task. Keeps the call for the test to read. */
  readonly answer: (call: TaskCall) => TaskAnswer | undefined | Promise<TaskAnswer | undefined>;
}

/** Where a walk stands: in the machine itself, in a branch or in an item. */
export interface WalkPlace {
  readonly group: StateGroup;
  readonly definition: string;
  readonly branch: readonly BranchStep[];
  readonly strand: Strand;
  variables: JsonObject;
  /** The event that the next one stands behind. */
  lastEvent: number;
  /** How often each Map and Parallel state was started. */
  readonly runs: Map<string, number>;
}

/** A failure that no retrier or catcher took. */
export interface WalkFailure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** The state it comes from. */
  readonly state: string;
}

/** How the visit of a state ended. */
export type VisitEnd =
  | { readonly output: JsonValue; readonly next: string | undefined; readonly variables: JsonObject }
  | { readonly failure: WalkFailure };

/** One visit of a state. */
export interface WalkVisit<Node extends AnyStateNode = AnyStateNode> {
  readonly walk: Walk;
  readonly place: WalkPlace;
  readonly node: Node;
  readonly input: JsonValue;
  readonly enteredAt: number;
}

/** How a walk through a group of states ended. */
export type WalkEnd = { readonly output: JsonValue } | { readonly failure: WalkFailure };

/** Goes from state to state, each asked of TestState, until one ends the group or fails. */
export async function walkGroup(walk: Walk, place: WalkPlace, input: JsonValue): Promise<WalkEnd> {
  let name: string | undefined = place.group.startAt;
  let payload = input;
  while (name !== undefined) {
    const node = knownIn(place.group.states, name);
    const end = await visitState(walk, place, node, payload);
    if ('failure' in end) return end;
    payload = end.output;
    name = end.next;
    if (name !== undefined) await walk.turns.giveWay(place.strand);
  }
  return { output: payload };
}

async function visitState(walk: Walk, place: WalkPlace, node: AnyStateNode, input: JsonValue): Promise<VisitEnd> {
  const { history } = walk;
  if (history.full) {
    throw new UsageError(
      `The walk of ${walk.machine.name} through TestState came to ${history.events.length} events at state "${node.name}" and did not end.`,
      'check what ends the loop.',
    );
  }
  place.lastEvent = history.add(`${node.type}StateEntered`, place.lastEvent, {
    stateEnteredEventDetails: { name: node.name, input: JSON.stringify(input) },
  });
  place.strand.inside = { type: node.type, event: place.lastEvent };
  const visit = { walk, place, node, input, enteredAt: history.now };
  const end = await (VISITS[node.type] as (visit: WalkVisit) => Promise<VisitEnd>)(visit);
  if ('failure' in end) return end;
  place.strand.inside = undefined;
  if (node.type !== 'Fail') {
    place.lastEvent = history.add(`${node.type}StateExited`, place.lastEvent, {
      stateExitedEventDetails: { name: node.name, output: JSON.stringify(end.output), ...assigned(place.variables, end.variables) },
    });
  }
  place.variables = end.variables;
  return end;
}

/** TestState tells the variables there are, and not which of them the state assigned: those that are new or changed. */
function assigned(before: JsonObject, after: JsonObject): JsonObject {
  const changed = Object.entries(after)
    .map(([name, value]) => [name, JSON.stringify(value)] as const)
    .filter(([name, text]) => !Object.hasOwn(before, name) || JSON.stringify(before[name]) !== text);
  return changed.length === 0 ? {} : { assignedVariables: Object.fromEntries(changed) };
}
