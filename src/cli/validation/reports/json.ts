import { jsonText } from '../../json-text';
import type { ReportContents } from './report';

/** The report for programs: every machine with its findings, as `validate` gives them, and the sums. */
export function jsonReport({ machines, findings, baseline }: ReportContents): string {
  const fresh = findings.filter(({ known }) => !known);
  const errors = fresh.filter(({ diagnostic }) => diagnostic.severity === 'ERROR').length;
  return jsonText({
    summary: {
      machines: machines.length,
      errors,
      warnings: fresh.length - errors,
      known: findings.length - fresh.length,
      ...(baseline === undefined ? {} : { gone: baseline.gone }),
    },
    machines: machines.map((machine) => ({
      file: machine.file,
      ...(machine.name === '' ? {} : { name: machine.name }),
      type: machine.type,
      diagnostics: findings
        .filter((finding) => finding.machine === machine)
        .map(({ diagnostic, state, place, known }) => ({ ...diagnostic, state, place, known })),
    })),
  });
}
