import { printable } from '../../../asl';
import type { CommandFinding } from '../findings';
import type { ReportContents } from './report';

/** The workflow commands that GitHub shows as annotations of files; known findings give none. */
export function githubReport({ findings }: ReportContents): string {
  return findings
    .filter(({ known }) => !known)
    .map((finding) => `${annotation(finding)}\n`)
    .join('');
}

function annotation({ diagnostic, machine, place }: CommandFinding): string {
  const { severity, rule, message, pointer, hint } = diagnostic;
  const properties = [
    `file=${property(place.file)}`,
    ...(place.line === undefined ? [] : [`line=${place.line}`, `col=${place.column}`]),
    `title=${property(`${rule}${machine.name === '' ? '' : ` in ${machine.name}`}`)}`,
  ];
  const lines = [message, `at ${pointer === '' ? 'the top level' : pointer}`, ...(hint === undefined ? [] : [`Hint: ${hint}`])];
  const text = lines.map(printable).join('\n');
  return `::${severity === 'ERROR' ? 'error' : 'warning'} ${properties.join(',')}::${data(text)}`;
}

/** As @actions/core escapes them: a line break would end the command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
