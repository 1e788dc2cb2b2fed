import type { JsonObject, JsonValue } from '../../asl';
import type { Branch, MapItem } from './branch';

/** The context object a branch sees: made when an expression or handler reads it. */
export function contextObject(branch: Branch): JsonObject {
  const run = branch.run;
  if (run.options.context !== undefined) return run.options.context(branch);
  const state: Record<string, JsonValue> = { Name: branch.state.name, EnteredTime: isoTime(branch.enteredAt) };
  if (branch.state.node.type === 'Task' || branch.state.retriers.length > 0) state.RetryCount = branch.retryCount;
  const context: Record<string, JsonValue> = {
    Execution: {
      Id: run.arn,
      Input: run.input,
      StartTime: isoTime(run.startedAt),
      Name: run.name,
      RoleArn: run.roleArn,
      RedriveCount: run.redriveCount,
      ...(run.redrivenAt === undefined || run.options.type === 'EXPRESS' ? {} : { RedriveTime: isoTime(run.redrivenAt) }),
    },
    StateMachine: { Id: run.stateMachineArn, Name: run.stateMachineName },
    State: state,
  };
  if (branch.taskToken !== undefined) context.Task = { Token: branch.taskToken };
  const item = nearestItem(branch);
  if (item !== undefined) context.Map = { Item: itemContext(item) };
  return context;
}

/** What the context object says of an item of a Map. */
export function itemContext({ index, value, key, source }: MapItem): JsonObject {
  return { Index: index, Value: value, ...(key === undefined ? {} : { Key: key }), ...(source === undefined ? {} : { Source: source }) };
}

function nearestItem(branch: Branch) {
  if (branch.selecting !== undefined) return branch.selecting;
  for (
    let at: Branch | undefined = branch;
    at !== undefined;
    at = at.parent === undefined || at.parent.isolated ? undefined : at.parent.branch
  ) {
    if (at.item !== undefined) return at.item;
  }
  return undefined;
}

/** A time as the service prints it: ISO 8601 with milliseconds, in UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
