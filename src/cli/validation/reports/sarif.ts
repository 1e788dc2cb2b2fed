import { createHash } from 'node:crypto';
import { jsonText } from '../../json-text';
import type { CommandFinding } from '../findings';
import type { ReportContents } from './report';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report as SARIF 2.1.0, which code scanning reads. With a baseline each result says whether it is new. */
export function sarifReport({ findings, baseline, version }: ReportContents): string {
  const rules = [...new Set(findings.map(({ diagnostic }) => diagnostic.rule))].sort();
  const seen = new Map<string, number>();
  const run = {
    tool: {
      driver: {
        name: 'drystep',
        version,
        rules: rules.map((id) => ({ id, shortDescription: { text: sentence(id) } })),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => ({
      ...result(finding, rules.indexOf(finding.diagnostic.rule), seen),
      ...(baseline === undefined ? {} : { baselineState: finding.known ? 'unchanged' : 'new' }),
    })),
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

function result({ diagnostic, machine, state, place }: CommandFinding, ruleIndex: number, seen: Map<string, number>): object {
  const { rule, severity, message, pointer, hint } = diagnostic;
  const same = JSON.stringify([machine.file, machine.name, state, rule, message]);
  const count = (seen.get(same) ?? 0) + 1;
  seen.set(same, count);
  return {
    ruleId: rule,
    ruleIndex,
    level: severity === 'ERROR' ? 'error' : 'warning',
    message: { text: hint === undefined ? message : `${message.replace(/[.]$/, '')}. Hint: ${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place.file) },
          // Code scanning wants a region: the file's first line where none is known.
          region: { startLine: place.line ?? 1, startColumn: place.column ?? 1 },
        },
        logicalLocations: [
          { fullyQualifiedName: `${machine.name}#${pointer}`, ...(state === undefined ? {} : { name: state }), kind: 'object' },
        ],
      },
    ],
    // Lines move; a finding stays the same one.
    partialFingerprints: { 'drystep/v1': createHash('sha256').update(`${same} ${count}`).digest('hex').slice(0, 32) },
  };
}

/** A relative reference stays one; an absolute path becomes a file URI. */
function uriOf(file: string): string {
  const encoded = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${encoded}` : /^[A-Za-z]:\//.test(file) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}

/** `MISSING_FIELD` as `Missing field`. */
function sentence(rule: string): string {
  const words = rule.toLowerCase().replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
