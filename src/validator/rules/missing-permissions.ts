import { childPointer, joinedByAnd } from '../../asl';
import { type CalledResource, judge, type RolePolicies } from '../permissions/iam';
import { type Need, neededPermissions } from '../permissions/needed-permissions';
import type { Rule } from '../rule';

/** Warns of calls that the policies of the machine's role do not allow: the first execution after a deployment fails by them. */
export const missingPermissions: Rule = {
  name: 'MISSING_PERMISSION',
  severity: 'WARNING',
  aws: false,
  *check({ states, role }) {
    if (role === undefined) return;
    for (const place of states) {
      const judged = neededPermissions(place, role).map((need) => judgeNeed(need, role));
      const denied = judged.flatMap((each) => each.denied);
      const missing = judged.filter((each) => each.missing.length > 0);
      const { node } = place;
      const pointer = node.type === 'Task' ? childPointer(node.pointer, 'Resource') : node.pointer;
      if (denied.length > 0)
        yield {
          pointer,
          message: `State "${node.name}": a policy of the machine's role denies ${joinedByAnd([...new Set(denied)])}`,
          hint: 'narrow its statement with "Effect": "Deny"',
        };
      if (missing.length > 0)
        yield {
          pointer,
          message: `State "${node.name}": no policy of the machine's role allows ${missing.map(missingText).join(', nor ')}`,
          hint: `add to its policies: ${missing.map((each) => JSON.stringify(each.statement)).join(', ')}`,
        };
    }
  },
};

interface JudgedNeed {
  readonly missing: readonly string[];
  readonly denied: readonly string[];
  readonly purpose: string | undefined;
  /** What allows all that is missing. */
  readonly statement: object;
}

function missingText({ missing, purpose }: JudgedNeed): string {
  return purpose === undefined ? joinedByAnd([...new Set(missing)]) : `${joinedByAnd([...new Set(missing)])} (${purpose})`;
}

function judgeNeed({ actions, resource, statementResource, purpose }: Need, { statements, invented = [] }: RolePolicies): JudgedNeed {
  const known = resource !== undefined && !isInvented(resource, invented) ? resource : undefined;
  const verdicts = actions.map((action) => ({ action, verdict: judge(statements, action, known) }));
  const missing = verdicts.filter(({ verdict }) => verdict === 'missing').map(({ action }) => action);
  return {
    purpose,
    missing,
    denied: verdicts.filter(({ verdict }) => verdict === 'denied').map(({ action }) => action),
    statement: { Effect: 'Allow', Action: missing.length === 1 ? missing[0] : missing, Resource: statementResource },
  };
}

/** A name that comes from a parameter may be any once it is deployed. */
function isInvented({ arn, forms }: CalledResource, invented: readonly string[]): boolean {
  return invented.some((text) => arn.includes(text) || forms.some((form) => form.includes(text) || text.includes(form)));
}
