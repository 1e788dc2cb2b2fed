import {
  type AnyStateFields,
  type AnyStateNode,
  type Catcher,
  type ChoiceRule,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownKey,
  stateFacts,
} from '../../../asl';
import { describePath, jsonataTextOf, parseJsonata } from '../../../data';
import type { PathWay } from '../ways-of';
import { type ComputedValue, constantValue } from './computed-value';
import { argumentsOf, isInput } from './jsonata-syntax';
import { jsonataValue, nodeValue, objectFields } from './jsonata-value';
import { fieldValue, type TemplateRoot, templateValue } from './jsonpath-value';
import { type Knowledge, rewritten } from './knowledge';
import { type DataPlace, type Segments, touches } from './place';
import type { PossibleValues } from './possible-values';

/** What a state does with its input before it hands it on: what is written, and over what. */
interface WrittenPlaces {
  /** Places in the input: an empty one is the whole. */
  readonly at: readonly Segments[];
  /** What is written at the first of them, and at some segments within it. */
  readonly value?: (within: Segments) => ComputedValue | undefined;
  /** The fields of an object are written into the input, those that are there. A list of objects becomes one of them. */
  readonly merged?: (place: Segments) => ComputedValue | undefined;
}

interface HandedOnFields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: JsonValue;
  readonly Result?: JsonValue;
  readonly Output?: JsonValue;
  readonly Assign?: JsonObject;
  readonly Catch?: readonly Catcher[];
}

const NOTHING: WrittenPlaces = { at: [] };
const EVERYTHING: WrittenPlaces = { at: [[]] };

/** What becomes of the data of a state on one way out of it. */
export interface HandOn {
  /** Whether what stands at a place stays as it is. */
  keeps(place: DataPlace): boolean;
  /** The places from which it follows what is written at a place. */
  reads(place: DataPlace): readonly DataPlace[];
  /** What is known behind it, of what was known before it; `places`: those that are asked about later. */
  behind(before: Knowledge, places: readonly DataPlace[]): Knowledge;
}

/** What becomes of the data of a state on one way out of it. `reckons`: numbers that follow from others are known. */
export function handOn(node: AnyStateNode, { cause, transition }: PathWay, reckons: boolean): HandOn {
  const fields: AnyStateFields = node.fields;
  const catcher = cause.kind === 'fails' ? fields.Catch?.[Number(transition?.split('/').at(-2))] : undefined;
  const rule = cause.kind === 'chooses' ? cause.holds : undefined;
  const written = node.queryLanguage === 'JSONata' ? byJsonata(node, catcher, rule) : byJsonPath(node, fields, catcher);
  const assigned = (catcher ?? rule ?? fields).Assign ?? {};
  const names = new Set(Object.keys(assigned).map(plainName));
  const keeps = ({ variable, segments }: DataPlace): boolean =>
    variable === undefined ? !written.at.some((at) => touches(at, segments)) : !names.has(variable);
  const assignedValue = ({ variable = '', segments }: DataPlace): ComputedValue | undefined => {
    if (node.queryLanguage !== 'JSONata') return templateValue(assigned, [variable, ...segments], assignRoot(node, fields));
    const value = ownKey(assigned, variable);
    return value === undefined ? undefined : jsonataValue(value, segments);
  };
  const read = (place: DataPlace): ComputedValue | undefined => {
    // What a question that is not taken apart comes to is not known.
    if (keeps(place) || place.question !== '') return undefined;
    const value = place.variable === undefined ? writtenValue(written, place.segments) : assignedValue(place);
    // The languages read lists differently, behind a copy as well.
    const isForeign = place.language !== node.queryLanguage && (value?.reads.length ?? 0) > 0;
    return isForeign || (value?.isReckoned === true && !reckons) ? undefined : value;
  };
  const values = new Map<string, ComputedValue | undefined>();
  const valueAt = (place: DataPlace): ComputedValue | undefined => {
    if (!values.has(place.key)) values.set(place.key, read(place));
    return values.get(place.key);
  };
  return {
    keeps,
    reads: (place) => valueAt(place)?.reads ?? [],
    behind: (before, places) => {
      const asked = new Set(places.map(({ key }) => key));
      const isMerged = written.merged !== undefined;
      const stays = (place: DataPlace, values: PossibleValues): boolean =>
        asked.has(place.key) && keeps(place) && !(isMerged && place.variable === undefined && values.sorts.includes('other'));
      return rewritten(before, stays, (known) =>
        places.flatMap((place) => {
          const values = valueAt(place)?.values(known);
          // What is absent is not merged.
          const isSure = values !== undefined && !(isMerged && place.variable === undefined && values.sorts.includes('absent'));
          return isSure ? [{ place, values }] : [];
        }),
      );
    },
  };
}

function byJsonPath(node: AnyStateNode, fields: HandedOnFields, catcher: Catcher | undefined): WrittenPlaces {
  if (catcher !== undefined) return writtenAt(catcher.ResultPath);
  const { InputPath = '$', OutputPath = '$', ResultPath, Parameters, Result } = fields;
  if (OutputPath !== '$') return EVERYTHING;
  if (!stateFacts(node.type).hasResultPath) return InputPath === '$' ? NOTHING : EVERYTHING;
  if (node.type !== 'Pass') return writtenAt(ResultPath);
  const isSame = InputPath === '$' && Parameters === undefined && Result === undefined && (ResultPath ?? '$') === '$';
  return isSame ? NOTHING : { ...writtenAt(ResultPath), value: passed(fields) };
}

/** What a Pass writes, whatever the place. */
function passed({ InputPath = '$', Parameters, Result }: HandedOnFields): NonNullable<WrittenPlaces['value']> {
  if (Result !== undefined) return (within) => constantAt(Result, within);
  if (Parameters !== undefined) return (within) => templateValue(Parameters, within, rootOf(InputPath));
  return (within) => (InputPath === null ? undefined : fieldValue(InputPath, within, []));
}

/** Only scalars behind plain names: what a language makes of lists, and of what is not there, is its own matter. */
function constantAt(constant: JsonValue, within: Segments): ComputedValue | undefined {
  let at: JsonValue | undefined = constant;
  for (const segment of within) at = isJsonObject(at) && typeof segment === 'string' ? ownKey(at, segment) : undefined;
  return at === undefined ? undefined : constantValue(at);
}

function rootOf(path: string | null): TemplateRoot {
  const described = path === null ? undefined : describePath(path);
  const facts = described !== undefined && 'facts' in described ? described.facts : undefined;
  return facts?.root === 'input' ? facts.segments : undefined;
}

/** What `$` is in `Assign`: the result of a state, which is its input where it does nothing else with it. */
function assignRoot({ type }: AnyStateNode, { InputPath = '$', Parameters, Result }: HandedOnFields): TemplateRoot {
  return type === 'Pass' && InputPath === '$' && Parameters === undefined && Result === undefined ? [] : undefined;
}

function writtenAt(path: string | null | undefined): WrittenPlaces {
  if (path === null) return NOTHING;
  const described = path === undefined ? undefined : describePath(path);
  const segments = described !== undefined && 'facts' in described ? described.facts.segments : undefined;
  return { at: [segments ?? []] };
}

function byJsonata(node: AnyStateNode, catcher: Catcher | undefined, rule: ChoiceRule | undefined): WrittenPlaces {
  const fields: AnyStateFields = node.fields;
  const { Output } = catcher ?? rule ?? fields;
  const isWork = catcher !== undefined || !['Pass', 'Wait', 'Choice'].includes(node.type);
  if (Output === undefined) return isWork ? EVERYTHING : NOTHING;
  const text = typeof Output === 'string' ? jsonataTextOf(Output) : undefined;
  const expression = text === undefined ? undefined : parseJsonata(text);
  if (expression !== undefined && isInput(expression)) return NOTHING;
  return (expression && mergedKeys(expression)) ?? { at: [[]], value: (within) => jsonataValue(Output, within) };
}

/** `$merge([$states.input, {"receipt": …}])` writes some keys and leaves the others. */
function mergedKeys(expression: Parameters<typeof isInput>[0]): WrittenPlaces | undefined {
  const [list, ...more] = argumentsOf(expression, 'merge') ?? [];
  const [input, object, ...others] = list?.type === 'unary' && list.value === '[' ? (list.expressions ?? []) : [];
  if (input === undefined || object === undefined || more.length > 0 || others.length > 0 || !isInput(input)) return undefined;
  const fields = objectFields(object);
  return fields && { at: fields.map(([key]) => [key]), merged: (place) => nodeValue(object, place) };
}

function plainName(name: string): string {
  return name.endsWith('.$') ? name.slice(0, -2) : name;
}

function writtenValue({ at: [written], value, merged }: WrittenPlaces, segments: Segments): ComputedValue | undefined {
  if (merged !== undefined) return merged(segments);
  if (value === undefined || written === undefined || written.length > segments.length || !touches(written, segments)) return undefined;
  return value(segments.slice(written.length));
}
