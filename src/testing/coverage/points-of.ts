import { type AnyStateFields, type AnyStateNode, fieldsAsJson, pointerTokens, type StateGroup, transitionTargets } from '../../asl';
import { type CoverageKind, type CoveragePoint, pointId } from './coverage-point';
import { operandsOf } from './operands';

/** Everything that a suite may reach in a machine, in the order of the definition. */
export function pointsOf(group: StateGroup): CoveragePoint[] {
  const points: CoveragePoint[] = [];
  for (const node of group.states.values()) {
    const add = (kind: CoverageKind, pointer: string, label: string, outcome?: string, key = pointer) =>
      points.push({ id: pointId(kind, key, outcome), kind, state: node.name, pointer, outcome, label });
    add('states', node.pointer, 'entered');
    for (const { path, name } of transitionTargets(node.type, fieldsAsJson(node.fields)))
      add('transitions', [node.pointer, ...path].join('/'), `${pathLabel(path)} → ${name}`);
    EXTRA_POINTS[node.type]?.(node, add);
    for (const inner of node.groups) points.push(...pointsOf(inner));
  }
  return points;
}

/** `key`: what tells points apart that share a pointer. */
type Add = (kind: CoverageKind, pointer: string, label: string, outcome?: string, key?: string) => unknown;

/** What kinds of states add to being entered and left. */
const EXTRA_POINTS: Partial<Record<AnyStateNode['type'], (node: AnyStateNode, add: Add) => void>> = {
  Choice(node, add) {
    const { Choices = [] }: AnyStateFields = node.fields;
    for (const [index, rule] of Choices.entries()) {
      const pointer = `${node.pointer}/Choices/${index}`;
      for (const outcome of ['true', 'false']) add('rules', pointer, `Choices/${index} ${outcome}`, outcome);
      for (const operand of operandsOf(rule, pointer)) {
        const label = `Choices/${index}${operand.label}`;
        for (const outcome of ['true', 'false']) add('operands', operand.pointer, `${label} decides as ${outcome}`, outcome, operand.key);
      }
    }
  },
  Task: recovery,
  Parallel(node, add) {
    recovery(node, add);
    for (const group of node.groups)
      add('failures', group.pointer, `${pathLabel(pointerTokens(group.pointer).slice(-2))} (${group.startAt}) fails`);
  },
  Map(node, add) {
    recovery(node, add);
    for (const outcome of ['none', 'one', 'many'])
      add('items', node.pointer, `${outcome === 'one' ? 'one item' : `${outcome === 'none' ? 'no' : 'many'} items`}`, outcome);
  },
};

function recovery(node: AnyStateNode, add: Add): void {
  const { Retry = [], Catch = [] }: AnyStateFields = node.fields;
  for (const [index, { ErrorEquals }] of Retry.entries())
    add('retriers', `${node.pointer}/Retry/${index}`, `Retry/${index} (${ErrorEquals.join(', ')})`);
  for (const [index, { ErrorEquals }] of Catch.entries())
    add('catchers', `${node.pointer}/Catch/${index}`, `Catch/${index} (${ErrorEquals.join(', ')})`);
}

function pathLabel(path: readonly (string | number)[]): string {
  return path.length === 1 ? String(path[0]) : path.slice(0, 2).join('/');
}
