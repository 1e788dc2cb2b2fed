import { type AnyStateNode, isJsonObject, type JsonObject, jsonFrom, ownKey, type StateGroup } from '../../asl';
import type { RecordedMapRun, RecordedMapRuns } from '../engine/recorded-map-runs';
import type { BranchStep } from '../tasks/task-call';
import { type BranchLog, branchKey, stateKey } from './branch-logs';
import { detailText, payloadOf, type RecordedEvent } from './recorded-event';

/** Takes runs of distributed Maps with tasks from a history, which holds none of their child executions. */
export class OpaqueMapRuns implements RecordedMapRuns {
  private readonly runs = new Map<string, RecordedMapRun[]>();
  /** States that were taken as recorded. */
  readonly taken = new Set<string>();

  /** @param times whether runs take as long as recorded */
  constructor(
    logs: ReadonlyMap<string, BranchLog>,
    private readonly states: ReadonlyMap<string, AnyStateNode>,
    private readonly times: boolean,
  ) {
    for (const log of logs.values()) this.read(log);
  }

  take(state: string, branch: readonly BranchStep[]): RecordedMapRun | undefined {
    const node = this.states.get(state);
    if (node === undefined || !node.groups.some(hasTask)) return undefined;
    this.taken.add(state);
    return this.runs.get(stateKey(branchKey(branch), state))?.shift() ?? { seconds: 0, end: undefined };
  }

  private read(log: BranchLog): void {
    let state = '';
    let open: { -readonly [Key in keyof RecordedMapRun]: RecordedMapRun[Key] } | undefined;
    let startedAt = 0;
    for (const [index, event] of log.events.entries()) {
      const { type } = event;
      if (type.endsWith('StateEntered')) state = detailText(event, 'name')!;
      if (type === 'MapRunStarted' || type === 'MapRunRedriven') {
        const key = stateKey(log.key, state);
        open = { seconds: 0, end: undefined };
        startedAt = event.at;
        this.runs.set(key, [...(this.runs.get(key) ?? []), open]);
      }
      if (open === undefined || !/^MapRun(Succeeded|Failed)$/.test(type)) continue;
      if (this.times) open.seconds = Math.max(0, event.at - startedAt) / 1000;
      const after = log.events.slice(index + 1).filter((later) => later.type !== 'MapStateSucceeded');
      const [next] = after;
      if (type === 'MapRunFailed') open.end = { error: detailText(event, 'error'), cause: detailText(event, 'cause') };
      // A history that ends here ends before anybody could see the output.
      else if (next === undefined) open.end = { output: null, assigned: undefined };
      else if (next.type === 'MapStateExited') open.end = { output: payloadOf(next, 'output') ?? null, assigned: assignedIn(next.details) };
      else open.end = { unfit: failureIn(after) };
      open = undefined;
    }
  }
}

function hasTask(group: StateGroup): boolean {
  return [...group.states.values()].some((node) => node.type === 'Task' || node.groups.some(hasTask));
}

/** The error with which a state failed, told by its own event, by that of the execution or by what its catcher got. */
function failureIn(after: readonly RecordedEvent[]) {
  const told = after.find((event) => detailText(event, 'error') !== undefined || event.type === 'MapStateExited');
  const location = told === undefined ? undefined : detailText(told, 'location');
  const output = told?.type === 'MapStateExited' ? payloadOf(told, 'output') : undefined;
  const caught = isJsonObject(output) ? output : {};
  const of = (name: string, field: string): string | undefined => {
    const value = ownKey(caught, field);
    return (told === undefined ? undefined : detailText(told, name)) ?? (typeof value === 'string' ? value : undefined);
  };
  return { error: of('error', 'Error'), cause: of('cause', 'Cause'), location };
}

function assignedIn(details: JsonObject): JsonObject | undefined {
  const assigned = ownKey(details, 'assignedVariables');
  if (!isJsonObject(assigned)) return undefined;
  return Object.fromEntries(Object.entries(assigned).map(([name, text]) => [name, jsonFrom(text as string)]));
}
