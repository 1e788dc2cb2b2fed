import { duplicateKeys, isJsonObject, type JsonValue, jsonFrom, noteInexactIn, ownKey } from '../../asl';
import { isTemplate } from './is-template';
import { readYaml } from './read-yaml';
import { yamlPackage } from './yaml-package';

/** Where a text comes from. */
export interface TextPlace {
  /** What messages call it. */
  readonly what: string;
  /** Folder that the files it names are relative to. */
  readonly folder: string;
  readonly file?: string | undefined;
  /** Folders in which, or above which, the package `yaml` is looked for, beside `folder`. */
  readonly folders: readonly string[];
}

/** What a text says. */
export interface ParsedSource {
  /** Absent for JSON that cannot be parsed. */
  readonly value?: JsonValue;
  /** The JSON, or the YAML, that the value was written in. */
  readonly json?: string;
  readonly yaml?: string;
  /** Keys that a template in JSON, or any YAML, gives twice in one object, each with its places: the last one counts. */
  readonly repeated: readonly string[];
}

/**
 * Parses a text in JSON or YAML. Text that is quoted in another is taken out: `--query definition` of the AWS command prints a definition as a JSON text,
 * and `get-template` a template. Throws a TemplateError for what is not YAML, and where nothing reads YAML.
 */
export function parseSource(source: string, place: TextPlace): ParsedSource {
  const text = withoutHeredoc(source.replace(/^\uFEFF/, ''));
  if (isMeantAsJson(text, place.file)) {
    const value = parsedJson(text);
    if (value === undefined) return { json: text, repeated: [] };
    return unquoted({ value, json: text, repeated: isTemplate(value) ? repeatedIn(text, value) : [] }, place);
  }
  const repeated: string[] = [];
  const value = yamlReader(place, (problem) => void repeated.push(problem))(text);
  return unquoted({ value, yaml: text, repeated }, place);
}

/** `terraform console` prints a text of several lines between `<<EOT` and `EOT`. Lines keep their numbers. */
function withoutHeredoc(text: string): string {
  return /^<<(\w+)(\r?\n[\s\S]*?\n)\1\s*$/.exec(text)?.[2] ?? text;
}

/** A function that reads YAML; the package is looked for when it is first called. */
export function yamlReader(
  { what, folder, folders }: Omit<TextPlace, 'file'>,
  repeated?: (problem: string) => void,
): (text: string) => JsonValue {
  return (text) => readYaml(text, yamlPackage([folder, ...folders], what), what, repeated);
}

function repeatedIn(text: string, value: JsonValue): readonly string[] {
  return duplicateKeys(text, value).map(
    ({ key, position: { line, column } }) =>
      `the key ${JSON.stringify(key)} is given twice, the second time at line ${line}, column ${column}`,
  );
}

/** What begins like JSON and is not JSON was meant to be JSON, unless the name says that it is YAML. */
function isMeantAsJson(text: string, file = ''): boolean {
  const looksSo = /^\s*[{["]/.test(text);
  if (/\.ya?ml$/i.test(file)) return looksSo && parsedJson(text) !== undefined;
  return looksSo || /\.json$/i.test(file);
}

function unquoted(parsed: ParsedSource, place: TextPlace): ParsedSource {
  const { value = null } = parsed;
  const inner = isJsonObject(value) ? ownKey(value, 'TemplateBody') : value;
  if (typeof inner === 'string' && /^\s*\{|\n/.test(inner)) return parseSource(inner, { ...place, file: undefined });
  return isJsonObject(value) && isJsonObject(inner ?? null) && inner !== value
    ? { value: inner as JsonValue, repeated: parsed.repeated }
    : parsed;
}

function parsedJson(text: string): JsonValue | undefined {
  try {
    const value = jsonFrom(text);
    noteInexactIn(text, value);
    return value;
  } catch {
    return undefined;
  }
}
