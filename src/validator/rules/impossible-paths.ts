import { type AnyStateNode, isJsonObject, type JsonObject, type JsonValue, ownKey, type StateGroup } from '../../asl';
import { type DeadEnd, deadEnd, describeShape, isFunctionAnswer } from '../data-flow/dead-end';
import { ERROR_OUTPUT, type Shape, select } from '../data-flow/shape';
import type { StateFlow } from '../data-flow/state-flow';
import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { intrinsicPaths, looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import { catchTargets, targetNames, walk } from '../group-graph';
import type { Rule } from '../rule';
import type { RuleContext } from '../rule-context';

/** Warns of paths into data that cannot be there, whatever the execution's input. */
export const impossiblePaths: Rule = {
  name: 'IMPOSSIBLE_PATH',
  severity: 'WARNING',
  aws: false,
  *check(context) {
    const found = impossible(context);
    const reached = reachedBeforeFailing(context, found);
    for (const { node, finding } of found) if (reached.has(node)) yield finding;
  },
};

interface Impossible {
  readonly node: AnyStateNode;
  readonly finding: Finding;
  /** The state fails whenever it is entered. */
  readonly fails: boolean;
}

function impossible({ flows, sites }: RuleContext): Impossible[] {
  const checks = new Map<AnyStateNode, Set<string>>();
  const told = new Set<string>();
  const found: Impossible[] = [];
  for (const site of sites()) {
    const { node } = site;
    const flow = flows().get(node);
    const shape = flow && readFrom(site, flow);
    if (!shape) continue;
    const guarded = site.stateField === 'Choices' ? presenceChecks(node, checks) : undefined;
    for (const path of inputPaths(site)) {
      if (guarded?.has(path.text) || select(shape, path.segments) !== undefined) continue;
      // Rules of one Choice often ask the same: one mistake.
      const key = JSON.stringify([node.pointer, site.stateField, path.text]);
      if (site.stateField === 'Choices' && told.has(key)) continue;
      told.add(key);
      found.push({
        node,
        fails: site.stateField !== 'Choices' || parentIsFirstRule(site, node),
        finding: finding(site, path, shape),
      });
    }
  }
  return found;
}

function parentIsFirstRule({ parentPointer }: ExpressionSite, node: AnyStateNode): boolean {
  return parentPointer === `${node.pointer}/Choices/0`;
}

/** The states that an execution can come to before one of these fails it: what is wrong behind is a consequence, and may be right once that is mended. */
function reachedBeforeFailing({ machine }: RuleContext, found: readonly Impossible[]): Set<AnyStateNode> {
  const failing = new Set(found.filter(({ fails }) => fails).map(({ node }) => node));
  const reached = new Set<AnyStateNode>();
  const groups: StateGroup[] = [machine];
  for (const group of groups) {
    const names = walk([group.startAt], (name) => {
      const node = group.states.get(name);
      return node !== undefined && failing.has(node) ? catchTargets(node) : targetNames(node);
    });
    for (const name of names) {
      const node = group.states.get(name);
      if (node === undefined) continue;
      reached.add(node);
      if (!failing.has(node)) groups.push(...node.groups);
    }
  }
  return reached;
}

interface InputPath {
  readonly text: string;
  readonly segments: readonly (string | number)[];
}

/** What a path at this place reads. */
function readFrom(site: ExpressionSite, flow: StateFlow): Shape | undefined {
  if (site.kind === 'jsonata') return typeof site.value === 'string' && RESULT_PATH.test(site.value) ? flow.result : flow.input;
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

const WHOLE_PATH = /^\{%\s*(\$states\.(?:input|result)((?:\.[A-Za-z_]\w*)+))\s*%\}$/;
const RESULT_PATH = /^\{%\s*\$states\.result\./;

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

function finding({ node, pointer, kind }: ExpressionSite, path: InputPath, shape: Shape): Finding {
  const root = kind === 'jsonata' ? path.text.slice(0, path.text.indexOf('.', '$states.'.length)) : '$';
  const end = deadEnd(shape, path.segments);
  const place = `${root}${end.found.map(written).join('')}`;
  const reason = end.isRuledOut
    ? 'a Choice before has found that it is not'
    : describeShape(end.shape, end.found.length === 0 ? 'the data' : place);
  return {
    pointer,
    message: `State "${node.name}": "${path.text}" cannot be there: ${reason}`,
    hint: hintFor(end, place, kind === 'jsonata'),
  };
}

function written(segment: string | number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return /^\w+$/.test(segment) ? `.${segment}` : `['${segment}']`;
}

/** Forgetting where a function's answer stands is the most common mistake of all. */
function hintFor({ shape, found }: DeadEnd, place: string, jsonata: boolean): string {
  if (!isFunctionAnswer(shape))
    return `check what the states before hand on (${jsonata ? 'Output' : 'ResultPath, OutputPath, Parameters'})`;
  if (found.length > 0 || place === '$states.result') return `the answer of the function is ${place}.Payload`;
  return jsonata
    ? 'the answer of the function before stands under "Payload": give it "Output": "{% $states.result.Payload %}"'
    : 'the answer of the function before stands under "Payload" and replaces the input: give it "OutputPath": "$.Payload", or keep the input with "ResultPath"';
}
