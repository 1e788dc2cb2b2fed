import { counted, othersText, printable, printableLines, repeatedFindings } from '../../../asl';
import type { CommandFinding } from '../findings';
import { type FilePlace, unjudged } from '../machines';
import type { ReportContents } from './report';

/** The report for a person: a block for each finding, and what it comes to. */
export function textReport({ machines, findings, baseline }: ReportContents): string {
  const fresh = findings.filter(({ known }) => !known);
  const known = findings.length - fresh.length;
  const told = repeatedFindings(fresh, ({ diagnostic, state, machine }) => ({ finding: diagnostic, state, machine }));
  const errors = told.filter(({ item }) => item.diagnostic.severity === 'ERROR').length;
  const counts = [counted(errors, 'error'), counted(told.length - errors, 'warning')].filter((text) => text !== '').join(', ');
  const lines = [
    ...told.map(({ item, others }) => `${findingText(item, others)}\n`),
    `${counts || 'no findings'} in ${counted(machines.length, 'state machine')}${unjudgedText(machines)}${known === 0 ? '' : `, ${counted(known, 'known finding')} not shown`}`,
  ];
  if (baseline !== undefined && baseline.gone > 0)
    lines.push(`${counted(baseline.gone, 'finding')} of ${printable(baseline.file)} no longer found: write it again with --write-baseline`);
  return `${lines.join('\n')}\n`;
}

/** Empty where every definition was read. */
function unjudgedText(machines: ReportContents['machines']): string {
  const left = unjudged(machines).length;
  if (left === 0) return '';
  return machines.length === 1 ? ', which was not validated' : `, ${left} of them not validated`;
}

function findingText({ diagnostic, machine, state, place }: CommandFinding, others: readonly CommandFinding[]): string {
  const { severity, rule, message, pointer, hint } = diagnostic;
  const stateText = state === undefined || message.includes(`"${state}"`) ? '' : `state "${state}" `;
  const same = othersText(others.map((other) => `"${other.state}" (${placeText(other.place)})`));
  const lines = [
    `${placeText(place)}${machine.name === '' ? '' : ` ${machine.name}`}`,
    `  ${severity} ${message}`,
    `    ${stateText}at ${pointer === '' ? 'the top level' : pointer} (${rule})`,
    ...(same === undefined ? [] : [`    ${same}`]),
    ...(hint === undefined ? [] : [`    Hint: ${hint}`]),
  ];
  return printableLines(lines.map(printable).join('\n'));
}

function placeText({ file, line, column }: FilePlace): string {
  return line === undefined ? file : `${file}:${line}:${column}`;
}
