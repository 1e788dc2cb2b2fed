import { isJsonObject, type JsonObject } from '../../asl';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import type { Renderer } from '../rendering/renderer';
import type { OutcomeNode } from '../tree/step-node';
import { isRoot } from './reads-root';

/** Where an outcome is written. */
export interface OutcomePlace {
  readonly step: string;
  /** Whether JSONPath has an OutputPath there. */
  readonly takesPath: boolean;
}

/** The fields of ASL that say what a state without a result hands on and stores. */
export function outcomeFields(renderer: Renderer, { step, takesPath }: OutcomePlace, { output, assign }: OutcomeNode): JsonObject {
  const assigned = assign === undefined ? undefined : renderer.template(assign, { step, field: 'assign' });
  const place = { step, field: 'output' };
  return {
    // What a state with a path hands on by itself is its input; a rule without an output may hand on what its choice says.
    ...(output === undefined || (takesPath && isRoot(output, 'input'))
      ? {}
      : renderer.language === 'JSONata'
        ? { Output: renderer.template(output, place) }
        : { OutputPath: outputPath(takesPath ? pathOf(output, place) : undefined) }),
    ...(assigned !== undefined && isJsonObject(assigned) ? { Assign: assigned } : {}),
  };

  function outputPath(path: string | undefined): string {
    if (path !== undefined) return path;
    throw takesPath
      ? cannotSay('an output that is not a path', place, 'reshape the data in a pass after it.')
      : cannotSay('an output of a choice', place, 'reshape the data in a pass on that branch.');
  }
}
