import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject, parseDefinition, valueAtPointer } from '../../asl';
import { canonicalJson } from '../snapshots/canonical-json';
import { isAddedByCdk } from './added-retriers';
import type { CoveragePoint } from './coverage-point';
import type { Hits } from './hits-of';
import { pointsOf } from './points-of';

/** What one test file reached of one machine. */
export interface CoveragePart {
  readonly name: string;
  readonly definition: JsonObject;
  readonly hits: Hits;
  readonly executions: number;
}

/** What a whole run reached of one machine. */
export interface MachineCoverage {
  /** Its name, with a number where a run knows several definitions by it. */
  readonly name: string;
  /** Its name alone, which several definitions may have. */
  readonly ownName: string;
  readonly definition: JsonObject;
  /** The definition as text, the same for the same definition: what lines are counted in. */
  readonly text: string;
  readonly executions: number;
  readonly points: readonly (CoveragePoint & { readonly hits: number })[];
}

/** Reads the parts that test files left in a folder. */
export function readParts(folder: string): CoveragePart[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CoveragePart[]);
}

/** Puts parts together: hits of the same definition under the same name add up. Retriers that the CDK adds by itself count when `addedRetriers` says so. */
export function mergeParts(
  parts: readonly CoveragePart[],
  { addedRetriers = false }: { readonly addedRetriers?: boolean } = {},
): MachineCoverage[] {
  const names = new Map<string, number>();
  return addedParts(parts)
    .map((part) => ({ ...part, text: fileText(part.definition) }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.text < other.text ? -1 : 1))
    .map(({ name, hits, ...rest }) => {
      const number = (names.get(name) ?? 0) + 1;
      names.set(name, number);
      return {
        ...rest,
        ownName: name,
        name: number === 1 ? name : `${name} (${number})`,
        points: pointsWith(rest.definition, hits, addedRetriers),
      };
    });
}

/** Adds up the parts of the same definition under the same name. */
export function addedParts(parts: readonly CoveragePart[]): CoveragePart[] {
  const added = new Map<string, { readonly name: string; readonly definition: JsonObject; readonly hits: Hits; executions: number }>();
  for (const { name, definition, hits, executions } of parts) {
    const key = `${name}\n${fileText(definition)}`;
    const known = added.get(key) ?? { name, definition, hits: {}, executions: 0 };
    added.set(key, known);
    known.executions += executions;
    for (const [id, count] of Object.entries(hits)) known.hits[id] = (known.hits[id] ?? 0) + count;
  }
  return [...added.values()];
}

function fileText(definition: JsonObject): string {
  return `${canonicalJson(definition)}\n`;
}

function pointsWith(definition: JsonObject, hits: Hits, addedRetriers: boolean): MachineCoverage['points'] {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) return [];
  const counts = ({ kind, pointer }: CoveragePoint): boolean =>
    addedRetriers || kind !== 'retriers' || !isAddedByCdk(valueAtPointer(definition, pointer));
  return pointsOf(parsed.machine)
    .filter(counts)
    .map((point) => ({ ...point, hits: hits[point.id] ?? 0 }));
}
