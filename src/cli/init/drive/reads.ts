import { type AnyStateNode, fieldsAsJson, type JsonValue, objectsIn, type StateGroup } from '../../../asl';
import type { JsonPlace } from '../json-place';

/** A place that an expression reads: of the state's input or result, or of a variable. */
export interface DataRead {
  /** Undefined: the input, or the result. */
  readonly variable: string | undefined;
  readonly place: JsonPlace;
}

const STEP = String.raw`(?:\.[\w-]+|\.\x60[^\x60]+\x60|\['[^']*'\]|\["[^"]*"\]|\[\d+\]|\[\*\])*`;
const READ = new RegExp(
  String.raw`(?<input>\$\$\.Execution\.Input|\$states\.(?:input|result|errorOutput|context\.Execution\.Input))(?<from>${STEP})|\$\$?(?:states)?\.context${STEP}|\$\$(?:\.Map\.Item\.Value)(?<item>${STEP})|\$\$${STEP}|\$(?<variable>[A-Za-z_]\w*)?(?<path>${STEP})(?<call>\s*\()?`,
  'g',
);

/** The places that an expression reads, in either language. */
export function readsIn(text: string): DataRead[] {
  return [...text.matchAll(READ)].flatMap(({ groups = {} }) => {
    const { input, from, item, variable, path, call } = groups;
    if (input !== undefined) return [{ variable: undefined, place: placeInPath(from ?? '') }];
    if (item !== undefined) return [{ variable: undefined, place: placeInPath(item) }];
    if (path === undefined || call !== undefined || variable === 'states') return [];
    return [{ variable, place: placeInPath(path) }];
  });
}

function placeInPath(path: string): JsonPlace {
  return [...path.matchAll(/\.([\w-]+)|\.`([^`]+)`|\['([^']*)'\]|\["([^"]*)"\]|\[(\d+|\*)\]/g)].map(
    ([, plain, ticked, single, double, index]) => plain ?? ticked ?? single ?? double ?? (index === '*' ? '0' : index!),
  );
}

/** Fields that hold states of their own, or words for people. */
const NOT_READ = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Comment', 'Retry']);

/** The places that the fields of a state read, each once. */
export function readsOf(node: AnyStateNode): DataRead[] {
  const found = new Map<string, DataRead>();
  for (const [name, value] of Object.entries(fieldsAsJson(node.fields)))
    if (!NOT_READ.has(name)) for (const text of textsIn(value)) for (const read of readsIn(text)) found.set(JSON.stringify(read), read);
  return [...found.values()];
}

function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return value.includes('$') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((item) => textsIn(item)) : [];
}

/** Data that a state hands on under another name than it got them: what stands at `to` comes from `read`. */
export interface Alias {
  /** The variable that it is assigned to; undefined: it is handed on. */
  readonly variable: string | undefined;
  readonly to: JsonPlace;
  readonly read: DataRead;
}

const TEMPLATES = [
  'Parameters',
  'Arguments',
  'ResultSelector',
  'ItemSelector',
  'Output',
  'Result',
  'InputPath',
  'OutputPath',
  'Assign',
  'BatchInput',
];

/** All renamings in a machine. */
export function aliasesIn(group: StateGroup): Alias[] {
  return [...group.states.values()].flatMap((node) => {
    const fields = fieldsAsJson(node.fields);
    const holders = [fields, ...[fields.Choices, fields.Catch].flatMap(objectsIn)];
    const own = holders.flatMap((holder) => TEMPLATES.flatMap((name) => leaves(holder[name], [], name === 'Assign')));
    const items = [fields.ItemsPath, fields.Items].flatMap((value) => (typeof value === 'string' ? readsIn(value) : []));
    const listed = items.map((read): Alias => ({ variable: undefined, to: [], read: { ...read, place: [...read.place, '0'] } }));
    // What stands where a result is put is the result itself.
    const results = typeof fields.ResultPath === 'string' ? readsIn(fields.ResultPath) : [];
    const put = results.map(({ variable, place }): Alias => ({ variable, to: place, read: { variable: undefined, place: [] } }));
    return [...own, ...listed, ...put.filter(({ to }) => to.length > 0), ...node.groups.flatMap(aliasesIn)];
  });
}

function leaves(value: JsonValue | undefined, to: JsonPlace, assigns: boolean): Alias[] {
  if (typeof value === 'string') {
    const [variable, ...rest] = to;
    if (assigns && variable === undefined) return [];
    return readsIn(value).map((read) => (assigns ? { variable: variable!, to: rest, read } : { variable: undefined, to, read }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, [...to, name.replace(/\.\$$/, '')], assigns));
}

const MOST_PLACES = 24;

/** Where data may stand, earlier, that a state reads at a place: the place itself first, then what it was called before. */
export function originsOf(read: DataRead, aliases: readonly Alias[]): JsonPlace[] {
  const open: DataRead[] = [read];
  const seen = new Set<string>();
  const places: JsonPlace[] = [];
  for (const { variable, place } of open) {
    const key = JSON.stringify([variable, place]);
    if (seen.has(key) || seen.size > MOST_PLACES * 2) continue;
    seen.add(key);
    if (variable === undefined) places.push(place);
    for (const alias of aliases) {
      if (alias.variable !== variable) continue;
      for (let skip = 0; skip <= (variable === undefined ? Math.max(0, place.length - 1) : 0); skip++) {
        if (!alias.to.every((name, index) => place[skip + index] === name)) continue;
        const rest = place.slice(skip + alias.to.length);
        if (alias.to.length > 0 || skip === 0) open.push({ ...alias.read, place: [...alias.read.place, ...rest] });
      }
    }
  }
  const all = places.flatMap((place) => place.map((_, skip) => place.slice(skip)).concat(place.length === 0 ? [[]] : []));
  return [...new Map(all.map((place) => [place.join('\n'), place])).values()].slice(0, MOST_PLACES);
}
