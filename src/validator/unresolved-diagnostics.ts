import { kinds, type Parameter, requireArguments } from '../asl';
import type { Diagnostic, Severity } from './diagnostic';
import type { ValidateOptions } from './validate';

/** Something of a template that has no value, or that AWS refuses. */
export interface TemplatePart {
  /** ERROR: AWS refuses the template. */
  readonly severity: Severity;
  readonly message: string;
  /** JSON pointer of the place in the template. */
  readonly pointer: string;
  readonly hint?: string | undefined;
  /** A WARNING of another kind than what has no value. @default 'UNRESOLVED_DEFINITION' */
  readonly rule?: 'DUPLICATE_KEY' | 'INCOMPLETE_TEMPLATE' | undefined;
}

const PARTS: Parameter = {
  name: 'the parts',
  kind: kinds.listOf(
    kinds.objectWith('a part of a template', { severity: kinds.oneOf('ERROR', 'WARNING'), message: kinds.text, pointer: kinds.text }),
  ),
};
const OPTIONS: Parameter = { name: 'the options', kind: kinds.anObject };

/** A finding for each part of a template that could not be resolved, errors first, as the options want such findings. */
export function unresolvedDiagnostics(
  parts: readonly TemplatePart[],
  options: { readonly [Option in 'rules' | 'severity' | 'severities']?: ValidateOptions[Option] | undefined },
): Diagnostic[] {
  requireArguments('unresolvedDiagnostics()', arguments, PARTS, OPTIONS);
  const { rules, severity: least, severities } = options;
  const found = parts.flatMap(({ severity: own, message, pointer, hint, rule: kind }): Diagnostic[] => {
    // What CloudFormation refuses AWS says, too.
    if (rules === 'aws' && own === 'WARNING') return [];
    const rule = own === 'ERROR' ? 'BROKEN_TEMPLATE' : (kind ?? 'UNRESOLVED_DEFINITION');
    const asked = severities?.[rule] ?? own;
    const lowered = own === 'ERROR' && asked !== 'ERROR';
    if (!lowered && (asked === 'off' || (least === 'ERROR' && asked !== 'ERROR'))) return [];
    const severity = asked === 'off' ? 'WARNING' : asked;
    return [
      {
        severity,
        code: rule,
        rule,
        message,
        pointer,
        ...(hint === undefined ? {} : { hint }),
        ...(lowered ? { refusedByAws: true as const } : {}),
      },
    ];
  });
  return [...found.filter(({ severity }) => severity === 'ERROR'), ...found.filter(({ severity }) => severity !== 'ERROR')];
}
