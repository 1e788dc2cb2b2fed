import type { AnyStateFields, AnyStateNode, JsonValue, StateGroup } from '../../asl';
import { knownIn } from '../../asl';
import { takesFailure } from '../../interpreter';
import type { EnumeratedPath, PathStep } from '../../testing';
import type { Reply, Script } from './drive/script';
import type { GroupWay, WantedWay } from './drive/wanted-way';
import { modelAnswer } from './model-answer';

/** A path that wants a test. */
export interface WantedPath {
  readonly path: EnumeratedPath;
  /** Name of the Map or Parallel around it. */
  readonly around: string | undefined;
  /** Ways through the whole machine that go it; the likeliest first. */
  readonly ways: readonly WantedWay[];
}

interface GroupWithin {
  readonly group: StateGroup;
  readonly around: GroupWay['around'];
  readonly parent: GroupWithin | undefined;
}

const MOST_WAYS = 3;

/** The paths of a machine, those at the top first, each with ways that lead to it. Paths that never end are left out. */
export function wantedPaths(machine: StateGroup): { readonly wanted: readonly WantedPath[]; readonly endless: number } {
  const { enumeratePaths }: typeof import('../../testing') = require('../../testing');
  const placed = new Map<string, GroupWithin>();
  const place = (group: StateGroup, around: GroupWay['around'], parent: GroupWithin | undefined): void => {
    const self = { group, around, parent };
    placed.set(group.pointer, self);
    for (const node of group.states.values())
      for (const [branch, inner] of node.groups.entries())
        place(inner, { state: node.name, branch: node.type === 'Parallel' ? branch : undefined }, self);
  };
  place(machine, undefined, undefined);
  const { groups } = enumeratePaths((machine as StateGroup & { readonly source: object }).source);
  const pathsOf = new Map(groups.map(({ group, paths }) => [group, paths]));
  const prefixes = (of: GroupWithin | undefined): WantedWay[] => {
    if (of?.parent === undefined || of.around === undefined) return [[]];
    const { state } = of.around;
    const leading = (pathsOf.get(of.parent.group.pointer) ?? [])
      .map(({ steps }) => steps.slice(0, steps.findIndex((step) => step.state === state) + 1))
      .filter((steps) => steps.length > 0)
      .sort((one, other) => Number(fails(one)) - Number(fails(other)) || one.length - other.length)
      .slice(0, MOST_WAYS);
    return prefixes(of.parent)
      .flatMap((before) => leading.map((steps) => [...before, { around: of.parent?.around, steps, end: undefined }]))
      .slice(0, MOST_WAYS);
  };
  const wanted = groups.flatMap(({ group, around, paths }) => {
    const self = knownIn(placed, group);
    return paths
      .filter(({ end }) => end !== 'never')
      .map((path) => ({
        path,
        around,
        ways: prefixes(self).map((before) => [...before, { around: self.around, steps: path.steps, end: path.end }]),
      }));
  });
  return { wanted, endless: groups.reduce((sum, { paths }) => sum + paths.filter(({ end }) => end === 'never').length, 0) };
}

function fails(steps: readonly PathStep[]): boolean {
  return steps.some(({ cause }) => cause.kind === 'fails');
}

/** What tasks answer when nothing is known but the models of their services. */
export function modelScript(nodes: ReadonlyMap<string, AnyStateNode>): Script {
  const tasks = [...nodes.values()].filter((node) => node.type === 'Task');
  return {
    input: {},
    objects: [],
    replies: new Map(tasks.map((node) => [node.name, [{ value: modelAnswer(node.fields.Resource) }]])),
  };
}

const MOST_VARIANTS = 4;

/** Scripts in which tasks fail as often as a way says, and answer as the seed does else: one for each task whose failure makes a Map or Parallel fail. */
export function scriptsFor(way: WantedWay, seed: Script, nodes: ReadonlyMap<string, AnyStateNode>): Script[] {
  const replies = new Map(seed.replies);
  const broken: { readonly node: AnyStateNode; readonly error: string }[] = [];
  const steps = new Map<string, Reply[]>();
  for (const { steps: taken } of way)
    for (const { state, cause } of taken) {
      const node = knownIn(nodes, state);
      if (node.type === 'Task') {
        const value = givenBy(seed, state);
        steps.set(state, [...(steps.get(state) ?? []), cause.kind === 'fails' ? { error: cause.error, times: cause.attempts } : { value }]);
      } else if (cause.kind === 'fails') broken.push({ node, error: cause.error });
    }
  for (const [state, list] of steps) replies.set(state, list);
  let scripts: Script[] = [{ ...seed, replies }];
  for (const { node, error } of broken) {
    const tasks = tasksIn(node).filter((task) => !takes(task, error));
    if (tasks.length === 0) continue;
    scripts = scripts.flatMap((script) =>
      tasks.map(({ name }) => ({ ...script, replies: new Map(script.replies).set(name, [{ error, times: 1 }]) })),
    );
  }
  return scripts.slice(0, MOST_VARIANTS);
}

function givenBy({ replies }: Script, state: string): JsonValue {
  const reply = replies.get(state)?.find((each) => 'value' in each);
  return reply !== undefined && 'value' in reply ? reply.value : {};
}

function tasksIn(node: AnyStateNode): AnyStateNode[] {
  return node.groups.flatMap((group) => [...group.states.values()].flatMap((inner) => (inner.type === 'Task' ? [inner] : tasksIn(inner))));
}

/** Whether a catcher of the task itself takes it. */
function takes(node: AnyStateNode, error: string): boolean {
  const { Catch = [] }: AnyStateFields = node.fields;
  return Catch.some(({ ErrorEquals }) => takesFailure(ErrorEquals, { error }));
}
