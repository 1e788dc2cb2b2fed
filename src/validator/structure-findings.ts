import { awsWording, type InspectedDefinition, mergeMissing, type StructureProblem, structureProblem } from '../asl';
import { isCloudFormation } from './cloudformation-function';
import { withoutConsequences, withoutLanguageConsequences } from './consequences';
import type { Finding } from './diagnostic';

/** Problems that the service has not: it takes the last of a key's values, and integers of any size. */
const OURS: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'INEXACT_NUMBER']);

/** The structural problems of a definition as findings with AWS's codes and wording. */
export function structureFindings({ problems, source }: InspectedDefinition, awsOnly: boolean): Finding[] {
  // A blank text is not broken JSON to AWS, but a definition that is not an object (recorded).
  const blank = problems.find((problem) => problem.code === 'INVALID_JSON' && problem.wanted.found === 'blank');
  if (blank) {
    const { pointer, received, hint } = blank;
    return [toFinding(structureProblem('NOT_A_MACHINE', {}, { pointer, received, ...(hint === undefined ? {} : { hint }) }))];
  }
  if (isCloudFormation(source))
    return [
      {
        pointer: '',
        rule: 'UNRESOLVED_DEFINITION',
        code: 'UNRESOLVED_DEFINITION',
        severity: 'WARNING',
        message: 'The definition is a CloudFormation function: its value is not known here',
        hint: 'validate the synthesized template, or the text that it becomes',
      },
    ];
  const accepted = problems.filter((problem) => !isUnresolved(problem) && !(awsOnly && OURS.has(problem.code)));
  if (awsOnly) return mergeMissing(withoutLanguageConsequences(accepted)).map(toFinding);
  return mergeMissing(withoutConsequences(accepted)).map((problem) => clearly(toFinding(problem), problem));
}

function toFinding(problem: StructureProblem): Finding {
  const { pointer, code, hint, position } = problem;
  // Where text is not JSON, and where a key is there twice, no pointer leads to.
  const place = code === 'INVALID_JSON' || OURS.has(code) ? position : undefined;
  return {
    ...awsWording(problem),
    pointer,
    hint: hint ?? plainHint(problem),
    rule: code,
    ...(code === 'INEXACT_NUMBER' ? { severity: 'WARNING' as const } : {}),
    ...(place === undefined ? {} : { position: place }),
  };
}

/** AWS lists all comparison operators of a Choice. */
function briefly(message: string): string {
  return message.replace(/\[((?:\w+, ){3})[^\]]{200,}\]/, '[$1…]');
}

/** AWS's words where they say enough, ours where they do not. */
function clearly(finding: Finding, problem: StructureProblem): Finding {
  // The parser of AWS breaks its lines.
  if (problem.code === 'INVALID_JSON') return { ...finding, message: finding.message.replaceAll(/\s+/g, ' ').trim() };
  // Where any text will not do.
  if (problem.code === 'WRONG_TYPE' && problem.wanted.type === 'condition' && typeof problem.received === 'string')
    return { ...finding, message: `Expected ${problem.expected}` };
  return { ...finding, message: briefly(finding.message) };
}

/** What our own text says more than AWS's. */
function plainHint({ expected }: StructureProblem): string {
  return `expected ${expected}`;
}

/** A value that CloudFormation fills in. */
function isUnresolved({ code, received }: StructureProblem): boolean {
  return code === 'WRONG_TYPE' && isCloudFormation(received);
}
