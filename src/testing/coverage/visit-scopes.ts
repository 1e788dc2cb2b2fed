import { addTo, type JsonObject, type JsonValue, jsonFrom } from '../../asl';
import type { EvaluationScope } from '../../data';
import type { HistoryEvent } from '../../interpreter';
import type { StateVisit, VisitBranch } from '../visits/state-visit';
import type { ReadableMapRun } from '../visits/visits';

/** What the expressions of a state could read when it was entered, as far as a history tells. Ask in the order of the visits. */
export class VisitScopes {
  private readonly variables = new Map<VisitBranch | undefined, Map<string, JsonValue>>();
  private readonly last = new Map<VisitBranch | undefined, StateVisit>();
  private readonly assigned = new Map<string, Readonly<Record<string, string>>[]>();
  private readonly execution: JsonObject;

  constructor(history: readonly HistoryEvent[], mapRuns: readonly ReadableMapRun[]) {
    const [started] = history;
    this.execution = {
      Input: jsonFrom(started?.executionStartedEventDetails?.input ?? 'null'),
      StartTime: (started?.timestamp ?? new Date(0)).toISOString(),
      RoleArn: started?.executionStartedEventDetails?.roleArn ?? '',
    };
    this.readAssigned(history);
    this.readChildren(mapRuns);
  }

  /** What the visit saw; variables of the visits before it in its branch are known from then on. */
  enter(visit: StateVisit): EvaluationScope {
    const { branch } = visit;
    const before = this.last.get(branch);
    if (before !== undefined) this.leave(before);
    this.last.set(branch, visit);
    return {
      input: visit.input ?? null,
      context: () => ({
        Execution: this.execution,
        State: { Name: visit.state, EnteredTime: new Date(visit.enteredAt).toISOString() },
        ...(branch === undefined ? {} : { Map: { Item: { Index: branch.index } } }),
      }),
      variable: (name) => this.lookup(name, branch),
      now: () => visit.enteredAt,
      random: { next: () => 0, uuid: () => '00000000-0000-4000-8000-000000000000' },
    };
  }

  private readChildren(mapRuns: readonly ReadableMapRun[]): void {
    for (const { children } of mapRuns)
      for (const child of children) {
        this.readAssigned(child.history);
        this.readChildren(child.mapRuns ?? []);
      }
  }

  private readAssigned(history: readonly HistoryEvent[]): void {
    for (const { timestamp, stateExitedEventDetails: details } of history) {
      if (details?.assignedVariables === undefined) continue;
      addTo(this.assigned, exitKey(details.name, timestamp.getTime(), details.output), details.assignedVariables);
    }
  }

  private leave(visit: StateVisit): void {
    if (this.assigned.size === 0 || visit.exitedAt === undefined) return;
    const values = this.assigned.get(exitKey(visit.state, visit.exitedAt, visit.outputText))?.shift();
    if (values === undefined) return;
    const known = this.variables.get(visit.branch) ?? new Map<string, JsonValue>();
    this.variables.set(visit.branch, known);
    for (const [name, text] of Object.entries(values)) known.set(name, jsonFrom(text));
  }

  private lookup(name: string, branch: VisitBranch | undefined): JsonValue | undefined {
    const own = this.variables.get(branch)?.get(name);
    return own !== undefined || branch === undefined ? own : this.lookup(name, branch.visit.branch);
  }
}

/** An exit is known by its state, time and output: two that share all of these come in the order of their visits. */
function exitKey(state: string, at: number, output: string | undefined): string {
  return `${at} ${state} ${output ?? ''}`;
}
