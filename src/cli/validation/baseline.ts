import { existsSync } from 'node:fs';
import { isJsonArray, isJsonObject, type JsonValue, jsonFrom, ownKey } from '../../asl';
import { boundedText } from '../bounded-text';
import { CommandError } from '../command-error';
import type { CommandFinding } from './findings';
import { writeText } from './write-text';

/** What marks a finding as the same one tomorrow: no line and no index, which move when something else is inserted. */
interface BaselineEntry {
  readonly file: string;
  readonly machine: string;
  readonly state: string;
  readonly rule: string;
  readonly message: string;
}

const VERSION = 1;

/** Writes today's findings, sorted, one line each, so that a diff of the file reads well. */
export function writeBaseline(file: string, findings: readonly CommandFinding[]): void {
  const lines = findings.map((finding) => JSON.stringify(entryOf(finding))).sort();
  writeText('the baseline', file, `{ "version": ${VERSION}, "findings": [${lines.map((line) => `\n  ${line}`).join(',')}\n] }\n`);
}

/** Marks findings that the baseline lists, each entry once, and counts the entries that nothing fits any more. Throws a CommandError for an unusable file. */
export function applyBaseline(
  file: string,
  findings: readonly CommandFinding[],
): { readonly findings: CommandFinding[]; readonly gone: number } {
  const left = new Map<string, number>();
  for (const entry of readBaseline(file)) left.set(entryKey(entry), (left.get(entryKey(entry)) ?? 0) + 1);
  const marked = findings.map((finding) => {
    const key = entryKey(entryOf(finding));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return { ...finding, known: count > 0 };
  });
  return { findings: marked, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

function readBaseline(file: string): readonly BaselineEntry[] {
  const hint = 'write it with drystep validate --write-baseline.';
  if (!existsSync(file)) throw new CommandError(`found no baseline ${file}.`, hint);
  const text = boundedText(file, file);
  let content: JsonValue;
  try {
    content = jsonFrom(text);
  } catch {
    throw new CommandError(`the baseline ${file} is not JSON.`, hint);
  }
  const findings = isJsonObject(content) && ownKey(content, 'version') === VERSION ? ownKey(content, 'findings') : undefined;
  if (!isJsonArray(findings) || !findings.every(isJsonObject)) throw new CommandError(`${file} is not a baseline.`, hint);
  return findings as unknown as readonly BaselineEntry[];
}

function entryOf({ machine, state, diagnostic }: CommandFinding): BaselineEntry {
  return { file: machine.file, machine: machine.name, state: state ?? '', rule: diagnostic.rule, message: diagnostic.message };
}

function entryKey({ file, machine, state, rule, message }: BaselineEntry): string {
  return JSON.stringify([file, machine, state, rule, message]);
}
