import { type CatchProps, type IChainable, State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JsonObject, JsonValue } from '../../asl';

/** A state as CDK prints it; releases differ in which fields they know. */
interface PrintedState {
  toStateJson(...parameters: readonly unknown[]): object;
}

/** What CDK keeps of a catcher. */
interface KeptCatcher {
  readonly props: { outputs?: JsonValue; assign?: JsonObject };
}

/** An L2 state that can be caught. */
interface CatchingState {
  addCatch(handler: IChainable, props?: CatchProps): unknown;
}

/** Adds a catcher. Before 2.184 or so aws-cdk-lib dropped what it hands on and stores, without a word. */
export function addCatcher(state: CatchingState, handler: IChainable, props: CatchProps): void {
  state.addCatch(handler, props);
  const { catches = [] } = state as unknown as { readonly catches?: readonly KeptCatcher[] };
  const kept = catches.at(-1)?.props;
  if (kept === undefined) return;
  kept.outputs ??= props.outputs as JsonValue;
  kept.assign ??= props.assign as JsonObject;
}

/** Has a state print fields that its release of aws-cdk-lib does not know; those that it prints itself stay. */
export function keepFields(state: State, fields: JsonObject): void {
  changePrinted(state, (printed) => {
    const missing = Object.entries(fields).filter(([key]) => printed[key] === undefined);
    return { ...printed, ...Object.fromEntries(missing) };
  });
}

/** Has the rules of a Choice print fields that its release of aws-cdk-lib does not know, rule by rule. */
export function keepRuleFields(state: State, rules: readonly JsonObject[]): void {
  changePrinted(state, (printed) => ({
    ...printed,
    Choices: (printed.Choices as readonly JsonObject[]).map((rule, index) => ({ ...rule, ...rules[index] })),
  }));
}

/** Has states print what their catchers hand on and store, where their release of aws-cdk-lib does not. */
export function keepCatchOutputs(scope: Construct): void {
  for (const state of scope.node.findAll()) {
    if (!(state instanceof State)) continue;
    // A catcher that leads to the next step is added when that is known.
    const { catches = [] } = state as unknown as { readonly catches?: readonly KeptCatcher[] };
    changePrinted(state, (printed) => (printed.Catch === undefined ? printed : { ...printed, Catch: withOutputs(printed.Catch, catches) }));
  }
}

function withOutputs(printed: JsonValue | undefined, catches: readonly KeptCatcher[]): JsonValue {
  return (printed as readonly JsonObject[]).map((catcher, index) => {
    const { outputs, assign } = catches[index]?.props ?? {};
    return {
      ...catcher,
      ...(outputs !== undefined && catcher.Output === undefined ? { Output: outputs } : {}),
      ...(assign !== undefined && catcher.Assign === undefined ? { Assign: assign } : {}),
    };
  });
}

function changePrinted(state: State, change: (printed: JsonObject) => JsonObject): void {
  const printing = state as unknown as PrintedState;
  const print = printing.toStateJson.bind(state);
  printing.toStateJson = (...parameters) => change(print(...parameters) as JsonObject);
}
