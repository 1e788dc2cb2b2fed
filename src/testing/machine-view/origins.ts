import { relative } from 'node:path';
import { placeInSource, type SourceLocation } from '../../template';
import type { SourceMachine } from '../machine/read-source';
import { constructNodeOf, stateNameOf } from './construct-like';
import type { StateOrigin } from './machine-facts';
import { machinePlace } from './machine-place';

/** Where a state comes from, found when first asked: only failures and tables want to know. */
export function stateOrigins(machine: SourceMachine): (state: string) => StateOrigin | undefined {
  let paths: ReadonlyMap<string, readonly string[]> | undefined;
  const found = new Map<string, StateOrigin | undefined>();
  return (state) => {
    if (found.has(state)) return found.get(state);
    paths ??= pathsByState(machine);
    const origin = originAmong(state, paths.get(state) ?? [], machine);
    found.set(state, origin);
    return origin;
  };
}

/** A place in the source as a person finds it: relative to where the tests run. */
export function placeText({ file, line, column }: SourceLocation): string {
  const near = relative(process.cwd(), file);
  return `${near.startsWith('..') ? file : near}:${line}:${column}`;
}

/** Live constructs know the names of their states; a construct tree on disk knows ids and classes. */
function pathsByState(machine: SourceMachine): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  const add = (state: string, path: string): void => void paths.set(state, [...(paths.get(state) ?? []), path]);
  if (machine.construct !== undefined) {
    for (const construct of constructNodeOf(constructNodeOf(machine.construct).root).findAll()) {
      const state = stateNameOf(construct);
      if (state !== undefined) add(state, construct.node.path);
    }
  } else {
    for (const { id, path, className } of machine.constructs.values()) if (className?.includes('aws_stepfunctions') === true) add(id, path);
  }
  return paths;
}

/** The state inside the machine's construct, else the only one of its stack: where two could be meant, none is named. */
function originAmong(state: string, paths: readonly string[], machine: SourceMachine): StateOrigin | undefined {
  const { extracted, constructs } = machine;
  const around = extracted?.constructPath;
  if (around === undefined) return undefined;
  const stack = around.slice(0, Math.max(0, around.lastIndexOf('/')));
  const within = (scope: string): readonly string[] => paths.filter((path) => scope === '' || path.startsWith(`${scope}/`));
  const inside = within(around);
  const candidates = inside.length > 0 ? inside : within(stack);
  const [path] = candidates;
  if (path === undefined || candidates.length > 1) return undefined;
  const source = constructs.get(path)?.source ?? placeNear(machinePlace(machine), state);
  return { path, ...(source === undefined ? {} : { place: placeText(source) }) };
}

function placeNear(machine: SourceLocation | undefined, state: string): SourceLocation | undefined {
  return machine === undefined ? undefined : placeInSource(machine.file, state);
}
