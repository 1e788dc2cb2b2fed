import { addTo } from '../asl';
import { constructPathOf } from './construct-name';
import type { NamedResource } from './resource-names';

/** The way back from a fake name to the construct that it stands for. */
export interface ResourceDirectory {
  readonly all: readonly NamedResource[];
  /** Resources whose ARN, `Ref` or name is this text; the function behind a qualified Lambda ARN follows its version or alias. */
  readonly byValue: (value: string) => readonly NamedResource[];
  /** Resources of a construct: its own path, with or without CDK's `/Resource`. */
  readonly byPath: (constructPath: string) => readonly NamedResource[];
}

/** Indexes the named resources of one or several stacks. */
export function resourceDirectory(all: readonly NamedResource[]): ResourceDirectory {
  const values = new Map<string, NamedResource[]>();
  const paths = new Map<string, NamedResource[]>();
  for (const resource of all) {
    for (const value of new Set([resource.arn, resource.ref, resource.name])) addTo(values, value, resource);
    if (resource.constructPath !== undefined) addTo(paths, resource.constructPath, resource);
  }
  return {
    all,
    byValue: (value) => {
      const [unqualified] = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+(?=:)/.exec(value) ?? [];
      const behind = unqualified === undefined ? [] : (values.get(unqualified) ?? []);
      return [...new Set([...(values.get(value) ?? []), ...behind])];
    },
    byPath: (path) => paths.get(constructPathOf(path)) ?? [],
  };
}
