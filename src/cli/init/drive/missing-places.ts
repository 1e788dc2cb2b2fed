import type { DataRead } from './reads';
import { readsIn } from './reads';

/** How causes name a place that was not found: behind these words. */
const MISSING =
  /(?:JSONPath '|Invalid path '|'Variable': '|No results for path: |argument for the field '|reference an input value: |path ')(\$(?:[A-Za-z_]\w*)?(?:\.[\w-]+|\['[^']*'\]|\[\d+\]|\[\*\])+)/g;

/** The places that a state did not find, as the cause of its failure names them. */
export function missingPlaces(cause: string): readonly DataRead[] {
  const expression = /The JSONata expression '([\s\S]*?)' specified for/.exec(cause)?.[1];
  const reads = expression === undefined ? [...cause.matchAll(MISSING)].flatMap(([, path]) => readsIn(path!)) : readsIn(expression);
  return reads.filter(({ place, variable }) => place.length > 0 || variable !== undefined);
}
