import { type AnyStateNode, fieldsAsJson, isJsonArray, isJsonObject, type JsonValue, ownKey } from '../../asl';
import type { ExpressionSite } from '../expressions/expression-sites';
import { intrinsicPaths, looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import { ERROR_OUTPUT, type Shape, select } from './shape';
import type { StateFlow } from './state-flow';

/** A path as written, with its steps. */
interface InputPath {
  readonly text: string;
  readonly segments: readonly (string | number)[];
}

/** A path that leads into nothing, and the data it was read from. */
export interface ImpossibleRead extends InputPath {
  readonly shape: Shape;
}

/** The paths at a place that cannot be there; those that the Choice itself asks for are left out. `checks` keeps what was found of a Choice. */
export function impossibleReads(site: ExpressionSite, flow: StateFlow, checks: Map<AnyStateNode, Set<string>>): ImpossibleRead[] {
  const shape = readFrom(site, flow);
  if (shape === undefined) return [];
  const guarded = site.stateField === 'Choices' ? presenceChecks(site.node, checks) : undefined;
  return inputPaths(site)
    .filter(({ text, segments }) => !guarded?.has(text) && select(shape, segments, site.node.queryLanguage) === undefined)
    .map((path) => ({ ...path, shape }));
}

/** The data that a path at this place reads. */
export function readFrom(site: ExpressionSite, flow: StateFlow): Shape | undefined {
  if (site.kind === 'jsonata') return STATES[STATES_ROOT.exec(String(site.value))?.[1] ?? '']?.(flow, site);
  if (site.kind === 'resultPath') return undefined;
  switch (site.stateField) {
    case 'InputPath':
      return flow.input;
    case 'OutputPath':
      return flow.beforeOutput;
    case 'ResultSelector':
      return flow.rawResult;
    case 'Assign':
      return flow.result;
    case 'Catch':
      return ERROR_OUTPUT;
    case 'ItemsPath':
      // Beside an ItemReader it is read from what the reader gives.
      return Object.hasOwn(site.node.fields, 'ItemReader') ? undefined : flow.effective;
    default:
      return flow.effective;
  }
}

function inputPaths(site: ExpressionSite): InputPath[] {
  if (typeof site.value !== 'string') return [];
  if (site.kind === 'jsonata') return wholePath(site.value);
  const texts = looksLikePath(site.value) ? [site.value] : readIntrinsic(site.value).ok ? intrinsicPaths(site.value) : [];
  return texts.flatMap((text) => {
    const read = readPath(text);
    return read.ok && read.facts.root === 'input' && read.facts.segments ? [{ text, segments: read.facts.segments }] : [];
  });
}

const WHOLE_PATH = /^\{%\s*(\$states\.(?:input|result|errorOutput)((?:\.[A-Za-z_]\w*)+))\s*%\}$/;
const STATES_ROOT = /^\{%\s*\$states\.(\w+)\./;
type StatesMember = (flow: StateFlow, site: ExpressionSite) => Shape | undefined;
const STATES: Readonly<Record<string, StatesMember | undefined>> = Object.assign(Object.create(null), {
  input: (flow) => flow.input,
  result: (flow) => flow.result,
  errorOutput: (_, { hasErrorOutput }) => (hasErrorOutput ? ERROR_OUTPUT : undefined),
} satisfies Record<string, StatesMember>);

/** Only an expression that is nothing but a path is sure to fail: functions and operators may take undefined. */
function wholePath(text: string): InputPath[] {
  const match = WHOLE_PATH.exec(text);
  return match ? [{ text: match[1]!, segments: match[2]!.slice(1).split('.') }] : [];
}

/** The variables whose presence the Choice itself asks for. */
function presenceChecks(node: AnyStateNode, checks: Map<AnyStateNode, Set<string>>): Set<string> {
  const known = checks.get(node);
  if (known) return known;
  const found = new Set<string>();
  checks.set(node, found);
  const visit = (value: JsonValue | undefined): void => {
    if (isJsonArray(value)) for (const item of value) visit(item);
    else if (isJsonObject(value)) {
      const variable = ownKey(value, 'Variable');
      if (ownKey(value, 'IsPresent') !== undefined && typeof variable === 'string') found.add(variable);
      for (const field of ['And', 'Or', 'Not']) visit(ownKey(value, field));
    }
  };
  visit(ownKey(fieldsAsJson(node.fields), 'Choices'));
  return found;
}
