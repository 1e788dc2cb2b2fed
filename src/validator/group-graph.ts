import { type AnyStateNode, fieldsAsJson, knownIn, type StateGroup, transitionTargets } from '../asl';

/** The names a state may go to; those of its catchers only with `Catch`. */
export function targetNames(node: AnyStateNode | undefined, options: { readonly withoutCatch?: boolean } = {}): string[] {
  if (node === undefined) return [];
  const targets = transitionTargets(node.type, fieldsAsJson(node.fields));
  return (options.withoutCatch ? targets.filter(({ path }) => path[0] !== 'Catch') : targets).map(({ name }) => name);
}

/** The names that the catchers of a state lead to. */
export function catchTargets(node: AnyStateNode): string[] {
  return transitionTargets(node.type, fieldsAsJson(node.fields))
    .filter(({ path }) => path[0] === 'Catch')
    .map(({ name }) => name);
}

/** For each name the states that may go to it. */
export function sourcesOf(group: StateGroup, options: { readonly withoutCatch?: boolean } = {}): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const node of group.states.values()) {
    for (const target of targetNames(node, options)) {
      const known = sources.get(target);
      if (known) known.push(node.name);
      else sources.set(target, [node.name]);
    }
  }
  return sources;
}

/** The names that a walk comes to, those it starts from included. */
export function walk(starts: Iterable<string>, next: (name: string) => Iterable<string>): Set<string> {
  const found = new Set(starts);
  for (const name of found) for (const further of next(name)) found.add(further);
  return found;
}

/** Numbers the loops of a group: states that lead to each other have the same number, states outside of loops have none (two walks, after Kosaraju). */
export function loopsOf(group: StateGroup): ReadonlyMap<string, number> {
  const targets = new Map([...group.states.values()].map((node) => [node.name, targetNames(node)]));
  const sources = sourcesOf(group);
  const loops = new Map<string, number>();
  const seen = new Set<string>();
  for (const [number, start] of leavingOrder(targets).reverse().entries()) {
    if (seen.has(start)) continue;
    const members = walk([start], (name) => (sources.get(name) ?? []).filter((source) => !seen.has(source)));
    for (const name of members) seen.add(name);
    if (members.size > 1 || knownIn(targets, start).includes(start)) for (const name of members) loops.set(name, number);
  }
  return loops;
}

/** Names in the order in which a walk in depth leaves them; without recursion, which a chain of thousands would exhaust. */
function leavingOrder(targets: ReadonlyMap<string, readonly string[]>): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const start of targets.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const open = [{ name: start, next: 0 }];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const target = targets.get(at.name)?.[at.next++];
      if (target === undefined) order.push(open.pop()!.name);
      else if (targets.has(target) && !seen.has(target)) {
        seen.add(target);
        open.push({ name: target, next: 0 });
      }
    }
  }
  return order;
}
