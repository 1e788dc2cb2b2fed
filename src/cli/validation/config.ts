import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  errorText,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonFrom,
  nearestName,
  ownKey,
  unknownName,
} from '../../asl';
import { RULE_NAMES, type Severity, type Suppression, type WorkflowType } from '../../validator';
import { boundedText } from '../bounded-text';
import { CommandError } from '../command-error';
import { oneOf } from '../one-of';
import { refuseTwins } from '../refuse-twins';
import type { FailOn } from './options';

/** The section `validate` of `drystep.config.json`. */
export interface ValidationConfig {
  /** Folder of the file: its paths are relative to it. */
  readonly folder: string;
  readonly files?: readonly string[] | undefined;
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  readonly suppressions?: readonly Suppression[] | undefined;
  readonly rules?: 'aws' | 'all' | undefined;
  readonly type?: WorkflowType | undefined;
  readonly failOn?: FailOn | undefined;
  readonly baseline?: string | undefined;
  /** Values of parameters of templates. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** By file or name of a machine: its input, as a JSON Schema or a TypeScript type. */
  readonly inputs?: Readonly<Record<string, string>> | undefined;
}

export const CONFIG_NAME = 'drystep.config.json';
const FIELDS = ['files', 'severities', 'suppressions', 'rules', 'type', 'failOn', 'baseline', 'inputs', 'parameters'];

/** Reads the config file: the one named, or the nearest of its name in this folder or above. Gives an empty one when there is none. */
export function readConfig(named: string | undefined, cwd: string): ValidationConfig {
  const file = configFile(named, cwd);
  if (file === undefined) return { folder: cwd };
  if (!existsSync(file)) throw new CommandError(`found no config file ${file}.`, 'leave --config out, or name one that exists.');
  const content = configIn(file);
  const unknown = Object.keys(content).find((key) => key !== 'validate' && key !== '$schema');
  if (unknown !== undefined)
    throw new CommandError(`${file}: unknown section "${unknown}".`, 'settings of this command go under "validate".');
  const section = ownKey(content, 'validate') ?? {};
  if (!isJsonObject(section)) throw new CommandError(`${file}: expected an object at "validate".`);
  return readSection(section, file);
}

/** The path of the config file: the one named, or the nearest of its name in this folder or above. */
export function configFile(named: string | undefined, cwd: string): string | undefined {
  return named === undefined ? nearestConfig(cwd) : resolve(cwd, named);
}

function readSection(section: JsonObject, file: string): ValidationConfig {
  const unknown = unknownName(section, FIELDS);
  if (unknown !== undefined) {
    const { name, nearest } = unknown;
    throw new CommandError(
      `${file}: unknown setting "${name}".`,
      nearest === undefined ? `choose from ${FIELDS.join(', ')}.` : `did you mean "${nearest}"?`,
    );
  }
  const text = (key: string): string | undefined => {
    const value = ownKey(section, key);
    if (value !== undefined && typeof value !== 'string') throw new CommandError(`${file}: expected a string at "${key}".`);
    return value;
  };
  return {
    folder: dirname(file),
    files: texts(ownKey(section, 'files'), file),
    severities: severities(ownKey(section, 'severities'), file),
    suppressions: suppressions(ownKey(section, 'suppressions'), file),
    rules: oneOf(`${file}: "rules"`, text('rules'), ['all', 'aws']),
    type: oneOf(`${file}: "type"`, text('type'), ['STANDARD', 'EXPRESS']),
    failOn: oneOf(`${file}: "failOn"`, text('failOn'), ['ERROR', 'WARNING', 'never']),
    baseline: text('baseline'),
    inputs: inputs(ownKey(section, 'inputs'), file),
    parameters: parameters(ownKey(section, 'parameters'), file),
  };
}

function texts(value: JsonValue | undefined, file: string): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (isJsonArray(value) && value.every((item) => typeof item === 'string')) return value as string[];
  throw new CommandError(`${file}: expected a list of paths at "files".`);
}

function inputs(value: JsonValue | undefined, file: string): ValidationConfig['inputs'] {
  if (value === undefined) return undefined;
  if (isJsonObject(value) && Object.values(value).every((each) => typeof each === 'string')) return value as Record<string, string>;
  throw new CommandError(`${file}: expected an object at "inputs".`, 'it looks like { "machines/orders.asl.json": "src/order.ts#Order" }.');
}

function parameters(value: JsonValue | undefined, file: string): ValidationConfig['parameters'] {
  if (value === undefined) return undefined;
  if (isJsonObject(value) && Object.values(value).every((each) => typeof each === 'string')) return value as Record<string, string>;
  throw new CommandError(`${file}: expected an object of texts at "parameters".`, 'it looks like { "Stage": "prod" }.');
}

function severities(value: JsonValue | undefined, file: string): ValidationConfig['severities'] {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw new CommandError(`${file}: expected an object of rule names at "severities".`);
  for (const [rule, severity] of Object.entries(value)) {
    checkRule(rule, `${file}: "severities"`);
    oneOf(`${file}: severity of ${rule}`, String(severity), ['ERROR', 'WARNING', 'off']);
  }
  return value as Record<string, Severity | 'off'>;
}

function suppressions(value: JsonValue | undefined, file: string): readonly Suppression[] | undefined {
  if (value === undefined) return undefined;
  const example = '{ "rule": "TASK_WITHOUT_TIMEOUT", "state": "Ship", "reason": "why" }';
  if (!isJsonArray(value)) throw new CommandError(`${file}: expected a list at "suppressions".`, `an entry looks like ${example}.`);
  for (const entry of value) {
    const unknown = isJsonObject(entry) ? unknownName(entry, ['rule', 'state', 'reason']) : undefined;
    if (unknown !== undefined)
      throw new CommandError(`${file}: unknown field "${unknown.name}" of a suppression.`, `an entry looks like ${example}.`);
    const isSuppression =
      isJsonObject(entry) &&
      typeof entry.rule === 'string' &&
      typeof entry.reason === 'string' &&
      entry.reason.trim() !== '' &&
      ['string', 'undefined'].includes(typeof entry.state);
    if (!isSuppression) throw new CommandError(`${file}: a suppression needs "rule" and "reason".`, `it looks like ${example}.`);
    checkRule(entry.rule as string, `${file}: "suppressions"`);
  }
  return value as unknown as readonly Suppression[];
}

function checkRule(rule: string, place: string): void {
  if (RULE_NAMES.includes(rule)) return;
  const nearest = nearestName(rule, RULE_NAMES);
  throw new CommandError(
    `${place}: there is no rule "${rule}".`,
    nearest === undefined ? 'docs/errors.md lists them.' : `did you mean ${nearest}?`,
  );
}

function nearestConfig(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return undefined;
  }
}

function configIn(file: string): JsonObject {
  const text = boundedText(file, file);
  let value: JsonValue;
  try {
    value = jsonFrom(text);
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${errorText(error)}.`);
  }
  if (!isJsonObject(value)) throw new CommandError(`${file}: expected an object.`);
  refuseTwins(file, text, value);
  return value;
}
