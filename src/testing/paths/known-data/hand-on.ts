import {
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
import type { Way } from '../ways-of';
import { argumentsOf, isInput } from './jsonata-syntax';
import { type Knowledge, keeping, restricted } from './knowledge';
import { type DataPlace, touches } from './place';
import { exactly, type PossibleValues } from './possible-values';

/** What a state does with its input before it hands it on: what is written, and over what. */
interface Written {
  /** Places in the input: an empty one is the whole. */
  readonly at: readonly (readonly (string | number)[])[];
  /** A constant that is written at the first of them. */
  readonly constant?: JsonValue;
  /** A list of objects becomes one of them. */
  readonly merges?: boolean;
}

interface Fields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: JsonValue;
  readonly Result?: JsonValue;
  readonly Output?: JsonValue;
  readonly Assign?: JsonObject;
  readonly Catch?: readonly Catcher[];
}

const NOTHING: Written = { at: [] };
const EVERYTHING: Written = { at: [[]] };

/** What becomes of the data of a state on one way out of it. */
export interface HandOn {
  /** Whether what stands at a place stays as it is. */
  keeps(place: DataPlace): boolean;
  /** What is known behind it, of what was known before it; `places`: those that are asked about later. */
  behind(before: Knowledge, places: readonly DataPlace[]): Knowledge;
}

/** What becomes of the data of a state on one way out of it. */
export function handOn(node: AnyStateNode, { cause, transition }: Way): HandOn {
  const fields = node.fields as Fields;
  const catcher = cause.kind === 'fails' ? fields.Catch?.[Number(transition?.split('/').at(-2))] : undefined;
  const rule = cause.kind === 'chooses' ? cause.holds : undefined;
  const written = node.queryLanguage === 'JSONata' ? byJsonata(node, catcher, rule) : byJsonPath(node, fields, catcher);
  const assigned = ((catcher ?? rule ?? fields) as { readonly Assign?: JsonObject }).Assign ?? {};
  const names = new Set(Object.keys(assigned).map(plainName));
  const keeps = ({ variable, segments }: DataPlace): boolean =>
    variable === undefined ? !written.at.some((at) => touches(at, segments)) : !names.has(variable);
  const constantOf = (place: DataPlace): PossibleValues | undefined =>
    place.variable === undefined ? constantAt(written, place) : assignedConstant(assigned, place);
  return {
    keeps,
    behind: (before, places) => {
      const asked = new Set(places.map(({ key }) => key));
      const stays = (place: DataPlace, values: PossibleValues): boolean =>
        asked.has(place.key) &&
        keeps(place) &&
        !(written.merges === true && place.variable === undefined && values.sorts.includes('other'));
      return places.reduce(
        (known, place) => {
          const constant = constantOf(place);
          return constant === undefined ? known : restricted(known, place, constant);
        },
        keeping(before, stays),
      );
    },
  };
}

function byJsonPath(node: AnyStateNode, fields: Fields, catcher: Catcher | undefined): Written {
  if (catcher !== undefined) return writtenAt((catcher as Fields).ResultPath);
  const { InputPath = '$', OutputPath = '$', ResultPath, Parameters, Result } = fields;
  if (OutputPath !== '$') return EVERYTHING;
  if (!stateFacts(node.type).hasResultPath) return InputPath === '$' ? NOTHING : EVERYTHING;
  if (node.type !== 'Pass') return writtenAt(ResultPath);
  if (Result !== undefined) return { ...writtenAt(ResultPath), ...(ResultPath === null ? {} : { constant: Result }) };
  const isInput = InputPath === '$' && Parameters === undefined && (ResultPath === undefined || ResultPath === '$');
  return isInput ? NOTHING : writtenAt(ResultPath);
}

function writtenAt(path: string | null | undefined): Written {
  if (path === null) return NOTHING;
  const described = path === undefined ? undefined : describePath(path);
  const segments = described !== undefined && 'facts' in described ? described.facts.segments : undefined;
  return { at: [segments ?? []] };
}

function byJsonata(node: AnyStateNode, catcher: Catcher | undefined, rule: ChoiceRule | undefined): Written {
  const { Output } = (catcher ?? rule ?? node.fields) as Fields;
  const isWork = catcher !== undefined || !['Pass', 'Wait', 'Choice'].includes(node.type);
  if (Output === undefined) return isWork ? EVERYTHING : NOTHING;
  const text = typeof Output === 'string' ? jsonataTextOf(Output) : undefined;
  if (text === undefined) return { at: [[]], constant: Output };
  const expression = parseJsonata(text);
  if (isInput(expression)) return NOTHING;
  return mergedKeys(expression) ?? EVERYTHING;
}

/** `$merge([$states.input, {"receipt": …}])` writes some keys and leaves the others. */
function mergedKeys(expression: Parameters<typeof isInput>[0]): Written | undefined {
  const [list, ...more] = argumentsOf(expression, 'merge') ?? [];
  const [input, object, ...others] = list?.type === 'unary' && list.value === '[' ? (list.expressions ?? []) : [];
  if (input === undefined || object === undefined || more.length > 0 || others.length > 0 || !isInput(input)) return undefined;
  if (object.type !== 'unary' || object.value !== '{' || !Array.isArray(object.lhs)) return undefined;
  const keys = object.lhs.map(([key]) => (key.type === 'string' ? String(key.value) : undefined));
  return keys.includes(undefined) ? undefined : { at: keys.map((key) => [key as string]), merges: true };
}

function plainName(name: string): string {
  return name.endsWith('.$') ? name.slice(0, -2) : name;
}

function constantAt({ at: [written], constant }: Written, { segments, key }: DataPlace): PossibleValues | undefined {
  if (constant === undefined || written === undefined || written.length > segments.length || !touches(written, segments)) return undefined;
  return constantIn(constant, segments.slice(written.length), key);
}

function assignedConstant(assigned: JsonObject, { variable, segments, key }: DataPlace): PossibleValues | undefined {
  const constant = ownKey(assigned, variable as string);
  return constant === undefined ? undefined : constantIn(constant, segments, key);
}

/** Only scalars behind plain names: what a language makes of lists, and of what is not there, is its own matter. */
function constantIn(constant: JsonValue, segments: readonly (string | number)[], key: string): PossibleValues | undefined {
  // What a question that is not taken apart comes to is not known.
  if ((JSON.parse(key) as readonly unknown[])[3] !== '') return undefined;
  let at: JsonValue | undefined = constant;
  for (const segment of segments) at = isJsonObject(at) && typeof segment === 'string' ? ownKey(at, segment) : undefined;
  if (at === undefined || (typeof at === 'object' && at !== null)) return undefined;
  return typeof at === 'string' && at.startsWith('{%') ? undefined : exactly(at);
}
