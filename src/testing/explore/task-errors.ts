import { isJsonObject, type JsonObject, objectsIn, stringsIn } from '../../asl';
import type { MachineView } from '../machine-view/machine-view';
import { takesError } from '../machine-view/takes-error';

/** What a task may fail with. */
export interface TaskFault {
  readonly error: string;
  /** Retries that the retrier which takes it allows; 0: none takes it. */
  readonly retries: number;
}

/** The errors that each task may fail with: those its retriers and catchers name, a timeout and one that nobody expects. */
export function taskErrors(view: MachineView): ReadonlyMap<string, readonly TaskFault[]> {
  const named = new Map<string, readonly TaskFault[]>();
  const collect = (states: JsonObject): void => {
    for (const [name, state] of Object.entries(states)) {
      if (!isJsonObject(state)) continue;
      const retriers = objectsIn(state.Retry);
      const errors = [...retriers, ...objectsIn(state.Catch)]
        .flatMap((rule) => stringsIn(rule.ErrorEquals))
        .filter((error) => !/^States\.(ALL|TaskFailed)$/.test(error));
      const all = [...new Set([...errors, 'Unexpected', 'States.Timeout'])];
      named.set(
        name,
        all.map((error) => ({ error, retries: retriesFor(error, retriers) })),
      );
      for (const inner of objectsIn([state.ItemProcessor, state.Iterator, ...objectsIn(state.Branches)]))
        collect(inner.States as JsonObject);
    }
  };
  collect(view.core.definition.machine.source.States as JsonObject);
  return named;
}

function retriesFor(error: string, retriers: readonly JsonObject[]): number {
  const retrier = retriers.find(({ ErrorEquals }) => takesError(stringsIn(ErrorEquals), error));
  return retrier === undefined ? 0 : ((retrier.MaxAttempts ?? 3) as number);
}
