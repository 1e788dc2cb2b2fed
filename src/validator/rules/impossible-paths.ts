import { type AnyStateNode, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { ERROR_OUTPUT, type Shape, select } from '../data-flow/shape';
import type { StateFlow } from '../data-flow/state-flow';
import type { ExpressionSite } from '../expressions/expression-sites';
import { intrinsicPaths, looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

/** Warns of paths into data that cannot be there, whatever the execution's input. */
export const impossiblePaths: Rule = {
  name: 'IMPOSSIBLE_PATH',
  severity: 'WARNING',
  aws: false,
  *check({ flows, sites }) {
    const checks = new Map<AnyStateNode, Set<string>>();
    for (const site of sites()) {
      const flow = flows().get(site.node);
      const shape = flow && readFrom(site, flow);
      if (!shape) continue;
      const guarded = site.stateField === 'Choices' ? presenceChecks(site.node, checks) : undefined;
      for (const path of inputPaths(site)) {
        if (guarded?.has(path.text) || select(shape, path.segments) !== undefined) continue;
        yield {
          pointer: site.pointer,
          message: `State "${site.node.name}": "${path.text}" cannot be there: ${isExcluded(shape, path.segments) ? 'a Choice before has found that it is not' : describe(shape)}`,
          hint: 'check what the states before hand on (ResultPath, OutputPath, Parameters)',
        };
      }
    }
  },
};

interface InputPath {
  readonly text: string;
  readonly segments: readonly (string | number)[];
}

/** What a path at this place reads. */
function readFrom(site: ExpressionSite, flow: StateFlow): Shape | undefined {
  if (site.kind === 'jsonata') return flow.input;
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
  if (site.kind === 'jsonata') return wholeInputPath(site.value);
  const texts = looksLikePath(site.value) ? [site.value] : readIntrinsic(site.value).ok ? intrinsicPaths(site.value) : [];
  return texts.flatMap((text) => {
    const read = readPath(text);
    return read.ok && read.facts.root === 'input' && read.facts.segments ? [{ text, segments: read.facts.segments }] : [];
  });
}

/** Only an expression that is nothing but a path is sure to fail: functions and operators may take undefined. */
function wholeInputPath(text: string): InputPath[] {
  const match = /^\{%\s*(\$states\.input((?:\.[A-Za-z_]\w*)+))\s*%\}$/.exec(text);
  return match ? [{ text: match[1]!, segments: match[2]!.slice(1).split('.') }] : [];
}

/** The variables whose presence the Choice itself asks for. */
function presenceChecks(node: AnyStateNode, checks: Map<AnyStateNode, Set<string>>): Set<string> {
  const known = checks.get(node);
  if (known) return known;
  const found = new Set<string>();
  checks.set(node, found);
  const visit = (value: JsonValue | undefined): void => {
    if (Array.isArray(value)) for (const item of value) visit(item as JsonValue);
    else if (isJsonObject(value)) {
      const variable = ownKey(value, 'Variable');
      if (ownKey(value, 'IsPresent') !== undefined && typeof variable === 'string') found.add(variable);
      for (const field of ['And', 'Or', 'Not']) visit(ownKey(value, field));
    }
  };
  visit(ownKey(node.fields as unknown as JsonObject, 'Choices'));
  return found;
}

/** True when a Choice has ruled the place out, or one around it. */
function isExcluded(shape: Shape, segments: readonly (string | number)[]): boolean {
  let at: Shape | undefined = shape;
  for (const segment of segments) {
    if (at?.kind !== 'object') return false;
    at = at.fields.get(String(segment));
    if (at?.kind === 'absent') return true;
  }
  return false;
}

function describe(shape: Shape): string {
  if (shape.kind !== 'object') return shape.kind === 'scalar' ? 'the data is no object' : 'the data has other fields';
  const names = [...shape.fields].filter(([, field]) => field.kind !== 'absent').map(([name]) => name);
  return names.length === 0
    ? 'the data is an empty object'
    : `the data has ${names
        .slice(0, 8)
        .map((name) => `"${name}"`)
        .join(', ')}${names.length > 8 ? ' and others' : ' only'}`;
}
