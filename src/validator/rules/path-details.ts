import type { ExpressionSite } from '../expressions/expression-sites';
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
      if (!read.ok && read.inFilter)
        yield {
          pointer: site.pointer,
          message: `State "${site.node.name}": the filter in "${site.value}" cannot be read`,
          hint: "write it as [?(@.name == 'Bob')]",
        };
    }
  },
};

/** Reports a bracket of a path that is never closed, or never opened: AWS's parser overlooks some, the language has no such path. */
export const openBrackets: Rule = {
  name: 'OPEN_BRACKET',
  severity: 'ERROR',
  aws: false,
  *check({ sites }) {
    for (const site of sites()) {
      if (!isPath(site) || !readPath(site.value).ok) continue;
      if (site.value.endsWith('['))
        yield {
          pointer: site.pointer,
          message: `State "${site.node.name}": the path "${site.value}" ends in an open bracket`,
          hint: 'close or remove it',
        };
      else if (site.value.endsWith(']') && !site.value.includes('['))
        yield {
          pointer: site.pointer,
          message: `State "${site.node.name}": the path "${site.value}" ends in a bracket that is not open`,
          hint: 'open or remove it',
        };
    }
  },
};

function isPath(site: ExpressionSite): site is ExpressionSite & { readonly value: string } {
  return site.kind !== 'jsonata' && typeof site.value === 'string' && looksLikePath(site.value);
}
