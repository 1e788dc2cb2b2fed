import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  kinds,
  type OptionTable,
  optionMistake,
  parseDefinition,
} from '../../asl';
import { UsageError } from '../usage-error';
import type { CoveragePart } from './parts';
import { pointsOf } from './points-of';
import { RUN_PART, type RunPart } from './run-part';

interface ReportedMachine {
  readonly name: string;
  readonly executions: number;
  readonly definition: JsonObject;
  readonly points: readonly { readonly id: string; readonly hits: number }[];
  readonly summary: JsonValue;
}

const MACHINE: OptionTable<ReportedMachine> = {
  name: kinds.text,
  executions: kinds.wholeNumber(0),
  definition: kinds.anObject,
  points: kinds.listOf(kinds.objectWith('a point with id and hits', { id: kinds.name, hits: kinds.wholeNumber(0) })),
  summary: kinds.anything,
};

interface ReportJson {
  readonly machines: JsonValue;
  readonly part?: JsonValue;
}

/** Whether a value looks like what a whole run writes as `coverage.json`. */
export function isReport(value: unknown): value is ReportJson {
  return isJsonObject(value) && 'total' in value && 'machines' in value;
}

/** Reads what a whole run reached out of its `coverage.json`. Throws a usage error for a file that was changed, or that another version wrote. */
export function readReport(
  { machines, part }: ReportJson,
  shown: string,
): { readonly machines: readonly CoveragePart[]; readonly part?: RunPart } {
  const refuse = (what: string): UsageError =>
    new UsageError(`Merging coverage: ${shown}${what}`, 'run the tests again, with the version of drystep that merges.');
  if (!isJsonArray(machines)) throw refuse(': expected a list of machines.');
  if (part !== undefined && !RUN_PART.accepts(part)) throw refuse(`: expected ${RUN_PART.expected}.`);
  const read = machines.map((machine, index): ReportedMachine => {
    const mistake = isJsonObject(machine) ? optionMistake(machine, MACHINE) : { message: 'expected an object.' };
    if (mistake !== undefined) throw refuse(`: machines[${index}]: ${mistake.message}`);
    const missing = Object.keys(MACHINE).find((member) => !Object.hasOwn(machine as JsonObject, member));
    if (missing !== undefined) throw refuse(`: machines[${index}]: expected ${missing}, received nothing.`);
    return machine as unknown as ReportedMachine;
  });
  const names = new Set(read.map(({ name }) => name));
  const reached = read.map(({ name, definition, executions, points }): CoveragePart => {
    const parsed = parseDefinition(definition);
    if (!parsed.ok) throw refuse(`: the definition of ${JSON.stringify(name)} has problems.`);
    const known = new Set(pointsOf(parsed.machine).map(({ id }) => id));
    const stranger = points.find(({ id }) => !known.has(id));
    if (stranger !== undefined) throw refuse(` counts ${JSON.stringify(stranger.id)}, which its definition does not have.`);
    const hits = Object.fromEntries(points.filter(({ hits: count }) => count > 0).map(({ id, hits: count }) => [id, count]));
    return { name: ownName(name, names), definition, executions, hits };
  });
  return { machines: reached, ...(part === undefined ? {} : { part: part as unknown as RunPart }) };
}

/** `Orders (2)` is another definition of `Orders`: numbers are given anew. */
function ownName(name: string, names: ReadonlySet<string>): string {
  const [, base] = /^(.*) \(\d+\)$/s.exec(name) ?? [];
  return base !== undefined && names.has(base) ? base : name;
}
