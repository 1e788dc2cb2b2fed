import { kinds, type Parameter, requireArguments } from '../asl';
import type { Diagnostic } from './diagnostic';
import type { ValidateOptions } from './validate';

const TEXTS: Parameter = { name: 'the texts', kind: kinds.listOf(kinds.text) };
const OPTIONS: Parameter = { name: 'the options', kind: kinds.anObject };

/** Gives a finding for each thing of a template that could not be resolved, as the options want such findings. */
export function unresolvedDiagnostics(
  texts: readonly string[],
  options: { readonly [Option in 'rules' | 'severity' | 'severities']?: ValidateOptions[Option] | undefined },
): Diagnostic[] {
  requireArguments('unresolvedDiagnostics()', arguments, TEXTS, OPTIONS);
  const { rules, severity: least, severities } = options;
  const name = 'UNRESOLVED_DEFINITION';
  const severity = severities?.[name] ?? 'WARNING';
  if (severity === 'off' || rules === 'aws' || (least === 'ERROR' && severity !== 'ERROR')) return [];
  return texts.map((message) => ({ severity, code: name, rule: name, message, pointer: '' }));
}
