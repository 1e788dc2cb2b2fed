import { kinds, type OptionTable, printable, requireArguments, requireOptions } from '../asl';
import type { Diagnostic } from './diagnostic';
import { DIAGNOSTIC } from './parameters';

/** What can be told beside the diagnostic itself. */
export interface DiagnosticTextOptions {
  /** Where the text of the definition is, or whatever names the machine: comes first in the line. */
  readonly subject?: string;
}

const OPTIONS: OptionTable<DiagnosticTextOptions> = { subject: kinds.text };

/** A finding as lines for a person: severity and rule, the sentence, the place, the hint. */
export function diagnosticText(diagnostic: Diagnostic, options: DiagnosticTextOptions = {}): string {
  requireArguments('diagnosticText()', arguments, DIAGNOSTIC, { name: 'the options', kind: kinds.anything });
  requireOptions('diagnosticText()', options, OPTIONS);
  const { subject } = options;
  const { severity, rule, message, hint } = diagnostic;
  const place = [subject, whereText(diagnostic)].filter((part) => part !== undefined && part !== '').join(' ');
  return [
    `${severity} ${rule}${place === '' ? '' : ` at ${printable(place)}`}`,
    `  ${printable(message)}`,
    ...(hint === undefined ? [] : [`  Hint: ${printable(hint)}`]),
  ].join('\n');
}

/** The JSON pointer of a finding, with line and column where they are known. */
function whereText({ pointer, position }: Diagnostic): string {
  const where = pointer === '' ? 'the top level' : pointer;
  return position === undefined ? where : `${where} (line ${position.line}, column ${position.column})`;
}
