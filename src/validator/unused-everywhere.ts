import { kinds, type Parameter, requireArguments } from '../asl';
import type { Diagnostic } from './diagnostic';

/** The findings of one machine among several that were validated with the same suppressions. */
export interface JudgedMachine<Finding> {
  readonly findings: readonly Finding[];
  /** False for a machine without a definition, or of which warnings were not wanted: it tells nothing of what is needed. */
  readonly isJudged: boolean;
}

/** Where these are found nothing else is looked for. */
const UNREADABLE = new Set(['INVALID_JSON', 'NOT_A_MACHINE', 'DEFINITION_TOO_LARGE', 'NESTED_TOO_DEEPLY']);

const MACHINES: Parameter = {
  name: 'the machines',
  kind: kinds.listOf(kinds.objectWith('the findings of a machine', { findings: kinds.list, isJudged: kinds.flag })),
};
const DIAGNOSTIC_OF: Parameter = { name: 'the way to a diagnostic', kind: kinds.callable };

/**
 * The findings of several machines, in their order: a suppression that any of them needs is reported as unused for none, and one that none
 * needs once, with the first machine.
 */
export function unusedEverywhere<Finding>(
  machines: readonly JudgedMachine<Finding>[],
  diagnosticOf: (finding: Finding) => Diagnostic,
): Finding[] {
  requireArguments('unusedEverywhere()', arguments, MACHINES, DIAGNOSTIC_OF);
  const counts = new Map<string, number>();
  let judged = 0;
  for (const { findings, isJudged } of machines) {
    const diagnostics = findings.map(diagnosticOf);
    if (!isJudged || diagnostics.some(({ rule }) => UNREADABLE.has(rule))) continue;
    judged++;
    for (const text of new Set(diagnostics.map(unusedText))) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const told = new Set<string>();
  return machines.flatMap(({ findings }) =>
    findings.filter((finding) => {
      const text = unusedText(diagnosticOf(finding));
      if (text === undefined) return true;
      const isFirst = counts.get(text) === judged && !told.has(text);
      told.add(text);
      return isFirst;
    }),
  );
}

/** What an unused suppression of the options says; those of a `Comment` stand in one machine only. */
function unusedText({ rule, pointer, message }: Diagnostic): string | undefined {
  return rule === 'UNUSED_SUPPRESSION' && pointer === '' ? message : undefined;
}
