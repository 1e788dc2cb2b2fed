import { type AnyStateFields, type AnyStateNode, childPointer, isJsonArray, isJsonObject, ownKey, type StateGroup } from '../../asl';
import { type ForeignError, foreignError } from '../../data';
import type { Rule } from '../rule';

/** Reports retriers and catchers for errors of a service that the state does not call: AWS accepts them, and they never act. */
export const foreignErrors: Rule = {
  name: 'FOREIGN_ERROR_NAME',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const resources = resourcesOf(node);
      if (resources === undefined) continue;
      for (const field of ['Retry', 'Catch']) {
        const entries = ownKey(state, field);
        for (const [index, entry] of (isJsonArray(entries) ? entries : []).entries()) {
          const names = isJsonObject(entry) ? ownKey(entry, 'ErrorEquals') : undefined;
          // Retriers copied from a Lambda task are found as a whole: UNREACHABLE_ERROR_HANDLER.
          if (!isJsonArray(names) || names.every((name) => typeof name === 'string' && name.startsWith('Lambda.'))) continue;
          for (const [position, name] of names.entries()) {
            const foreign = typeof name === 'string' ? foreignError(name, resources) : undefined;
            if (foreign === undefined) continue;
            yield {
              pointer: [field, index, 'ErrorEquals', position].reduce<string>((at, key) => childPointer(at, key), node.pointer),
              message: `State "${node.name}": ${calledBy(resources)} never fails with ${String(name)}: ${reasonOf(foreign)}`,
              hint: foreign.instead === undefined ? 'name the errors of the service that is called' : `write "${foreign.instead}"`,
            };
          }
        }
      }
    }
  },
};

/** What the tasks of a state call, those inside of a Map or Parallel included; undefined where something else may fail by any name. */
function resourcesOf(node: AnyStateNode): readonly string[] | undefined {
  if (node.type === 'Task') return resourceOf(node);
  if (node.type !== 'Map' && node.type !== 'Parallel') return undefined;
  const found: string[] = [];
  for (const inner of node.groups.flatMap(statesIn)) {
    if (inner.type === 'Fail') return undefined;
    const resources = inner.type === 'Task' ? resourceOf(inner) : [];
    if (resources === undefined) return undefined;
    found.push(...resources);
  }
  return found;
}

function resourceOf(node: AnyStateNode): readonly string[] | undefined {
  const { Resource }: AnyStateFields = node.fields;
  return typeof Resource === 'string' ? [Resource] : undefined;
}

function statesIn(group: StateGroup): readonly AnyStateNode[] {
  return [...group.states.values()].flatMap((node) => [node, ...node.groups.flatMap(statesIn)]);
}

function calledBy(resources: readonly string[]): string {
  const names = [...new Set(resources.map((resource) => resource.split(':').slice(5).join(':')))];
  return names.length <= 2 ? names.join(' and ') : 'what it runs';
}

function reasonOf({ begins }: ForeignError): string {
  return begins === undefined ? 'it is an error of another service' : `its errors begin with "${begins}", spelled exactly so`;
}
