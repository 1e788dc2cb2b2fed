import { type AnyStateNode, nearestName, type StateGroup } from '../../asl';
import { type DeadEnd, deadEnd, describeShape, isFunctionAnswer } from '../data-flow/dead-end';
import { type ImpossibleRead, impossibleReads } from '../data-flow/impossible-reads';
import { wrongType } from '../data-flow/wrong-types';
import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { catchTargets, targetNames, walk } from '../group-graph';
import type { Rule } from '../rule';
import type { RuleContext } from '../rule-context';

/** Warns of paths into data that cannot be there, or is not what its field takes, whatever the execution's input. */
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
    const wrong = flow === undefined || site.kind === 'jsonata' ? undefined : wrongType(site, flow);
    if (wrong !== undefined)
      found.push({
        node,
        fails: site.stateField !== 'Catch',
        finding: { pointer: site.pointer, message: `State "${node.name}": ${wrong.text}`, hint: wrong.hint },
      });
    for (const path of flow === undefined ? [] : impossibleReads(site, flow, checks)) {
      // Rules of one Choice often ask the same: one mistake.
      const key = JSON.stringify([node.pointer, site.stateField, path.text]);
      if (site.stateField === 'Choices' && told.has(key)) continue;
      told.add(key);
      found.push({
        node,
        fails: site.stateField !== 'Choices' || parentIsFirstRule(site, node),
        finding: finding(site, path),
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

function finding({ node, pointer, kind }: ExpressionSite, path: ImpossibleRead): Finding {
  const root = kind === 'jsonata' ? path.text.slice(0, path.text.indexOf('.', '$states.'.length)) : '$';
  const end = deadEnd(path.shape, path.segments);
  const place = `${root}${end.found.map(written).join('')}`;
  const reason = end.isRuledOut
    ? 'an earlier Choice has ruled it out'
    : describeShape(end.shape, end.found.length === 0 ? 'the data' : place);
  return {
    pointer,
    message: `State "${node.name}": "${path.text}" cannot be there: ${reason}`,
    hint: deadEndHint(end, place, kind === 'jsonata', path.segments[end.found.length]),
  };
}

function written(segment: string | number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return /^\w+$/.test(segment) ? `.${segment}` : `['${segment}']`;
}

/** Forgetting where a function's answer stands is the most common mistake of all. */
function deadEndHint({ shape, found }: DeadEnd, place: string, jsonata: boolean, missing: string | number | undefined): string {
  if (shape.kind === 'array') return `name one of its items: ${place}[0]${missing === undefined ? '' : written(missing)}`;
  const nearest = shape.kind === 'object' ? nearestName(String(missing), [...shape.fields.keys()]) : undefined;
  if (nearest !== undefined) return `did you mean "${place}${written(nearest)}"?`;
  if (!isFunctionAnswer(shape))
    return `check what the states before it pass on (${jsonata ? 'Output' : 'ResultPath, OutputPath, Parameters'})`;
  if (found.length > 0 || place === '$states.result') return `the answer of the function is ${place}.Payload`;
  return jsonata
    ? 'the answer of the earlier function is under "Payload": give it "Output": "{% $states.result.Payload %}"'
    : 'the answer of the earlier function is under "Payload" and replaces the input: give it "OutputPath": "$.Payload", or keep the input with "ResultPath"';
}
