import type { ExpressionSite } from '../expressions/expression-sites';
import { newerFeatures } from '../expressions/path-dialect';
import { looksLikePath, readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

/** Warns of filters that cannot be read: a single "=", a bracket that is not closed. */
export const filters: Rule = {
  name: 'INVALID_FILTER',
  severity: 'WARNING',
  aws: false,
  *check({ sites }) {
    for (const site of sites()) {
      if (!isPath(site)) continue;
      const read = readPath(site.value);
      // What a newer dialect can read is told by NEWER_JSONPATH.
      if (!read.ok && read.failsWhenRun && newerFeatures(site.value).length === 0)
        yield {
          pointer: site.pointer,
          message: `State "${site.node.name}": the filter in "${site.value}" cannot be read`,
          hint: "write it as [?(@.name == 'Bob')]",
        };
    }
  },
};

/** Reports a bracket of a path that is never opened: AWS's parser overlooks it, the language has no such path. */
export const openBrackets: Rule = {
  name: 'OPEN_BRACKET',
  severity: 'ERROR',
  aws: false,
  *check({ sites }) {
    for (const site of sites()) {
      if (!isPath(site) || !readPath(site.value).ok) continue;
      if (site.value.endsWith(']') && !site.value.includes('['))
        yield {
          pointer: site.pointer,
          message: `State "${site.node.name}": the path "${site.value}" ends with a bracket that nothing opens`,
          hint: 'open or remove it',
        };
    }
  },
};

function isPath(site: ExpressionSite): site is ExpressionSite & { readonly value: string } {
  return site.kind !== 'jsonata' && typeof site.value === 'string' && looksLikePath(site.value);
}
