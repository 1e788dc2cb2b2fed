import type { Diagnostic } from './diagnostic';
import type { ValidateOptions } from './validate';

/** Gives a finding for each thing of a template that could not be resolved, as the options want such findings. */
export function unresolvedDiagnostics(
  texts: readonly string[],
  {
    rules,
    severity: least,
    severities,
  }: { readonly [Option in 'rules' | 'severity' | 'severities']?: ValidateOptions[Option] | undefined },
): Diagnostic[] {
  const name = 'UNRESOLVED_DEFINITION';
  const severity = severities?.[name] ?? 'WARNING';
  if (severity === 'off' || rules === 'aws' || (least === 'ERROR' && severity !== 'ERROR')) return [];
  return texts.map((message) => ({ severity, code: name, rule: name, message, pointer: '' }));
}
