import type { JsonObject, JsonValue } from '../../asl';
import type { Branch, MapItem } from './branch';
import type { Visit } from './visit';

/** The context object a visit sees: made when an expression or handler reads it. */
export function contextObject(visit: Visit): JsonObject {
  const { run } = visit;
  if (run.options.context !== undefined) return run.options.context(visit);
  const state: Record<string, JsonValue> = { Name: visit.state.name, EnteredTime: isoTime(visit.enteredAt) };
  if (visit.state.node.type === 'Task' || visit.state.retriers.length > 0) state.RetryCount = visit.retryCount;
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
  const { taskToken } = visit.wait;
  if (taskToken !== undefined) context.Task = { Token: taskToken };
  const item = nearestItem(visit);
  if (item !== undefined) context.Map = { Item: itemContext(item) };
  return context;
}

/** What the context object says of an item of a Map. */
export function itemContext({ index, value, key, source }: MapItem): JsonObject {
  return { Index: index, Value: value, ...(key === undefined ? {} : { Key: key }), ...(source === undefined ? {} : { Source: source }) };
}

function nearestItem(visit: Visit) {
  if (visit.selecting !== undefined) return visit.selecting;
  for (
    let at: Branch | undefined = visit.branch;
    at !== undefined;
    at = at.parent === undefined || at.parent.isolated ? undefined : at.parent.visit.branch
  ) {
    if (at.item !== undefined) return at.item;
  }
  return undefined;
}

/** A time as the service prints it: ISO 8601 with milliseconds, in UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
