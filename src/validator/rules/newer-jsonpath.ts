import type { ExpressionSite } from '../expressions/expression-sites';
import { newerFeatures } from '../expressions/path-dialect';
import { intrinsicPaths, looksLikePath, readIntrinsic } from '../expressions/read-expression';
import type { Rule } from '../rule';

/** Tells of paths that work in newer dialects of JSONPath, and in testers on the web, and not on AWS. */
export const newerJsonPath: Rule = {
  name: 'NEWER_JSONPATH',
  severity: 'WARNING',
  aws: false,
  *check({ sites }) {
    for (const site of sites()) {
      for (const path of pathsOf(site)) {
        const [feature] = newerFeatures(path);
        if (feature === undefined) continue;
        yield {
          pointer: site.pointer,
          severity: feature.severity,
          message: `State "${site.node.name}": the path "${path}" has ${feature.name}: ${feature.onAws}`,
          hint: feature.instead,
        };
      }
    }
  },
};

/** The paths at a place: the value itself, or the arguments of the call that it is. */
function pathsOf({ kind, value }: ExpressionSite): readonly string[] {
  if (kind === 'jsonata' || typeof value !== 'string') return [];
  if (looksLikePath(value)) return [value];
  return kind === 'pathOrIntrinsic' || kind === 'templateMember' ? (readIntrinsic(value).ok ? intrinsicPaths(value) : []) : [];
}
