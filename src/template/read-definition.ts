import {
  carryInexact,
  errorText,
  inexactInteger,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  memberIn,
  ownKey,
  type Problem,
} from '../asl';
import type { DefinitionFiles } from './definition-files';
import { readSubstitutions, reportEndless, reportMissing, substitute } from './definition-substitutions';
import { scalarText } from './functions';
import { inventedFunction, withResources } from './invented-resources';
import { openValueIn } from './open-value-in-text';
import { resolve } from './resolve';
import type { StackScope } from './stack-scope';
import { isTemplateError } from './template-error';

/** The property a definition was given by. */
export type DefinitionProperty = 'DefinitionString' | 'Definition' | 'DefinitionUri' | 'DefinitionS3Location';

/** A definition with every intrinsic and placeholder resolved; `value` is absent when that was impossible, and `problems` say why. */
export interface ResolvedDefinition {
  readonly givenBy?: DefinitionProperty;
  readonly text?: string | undefined;
  readonly value?: JsonValue | undefined;
  readonly problems: readonly Problem[];
}

/** What a machine's definition is read with. */
export interface ReadDefinitionOptions {
  readonly scope: StackScope;
  readonly files: DefinitionFiles;
  /** Turns YAML into JSON values. @default none: a YAML definition is listed with the reason */
  readonly parseYaml?: ((text: string) => unknown) | undefined;
  /** JSON pointer of the machine's `Properties`. */
  readonly pointer: string;
}

type DefinitionReading = ReadDefinitionOptions & { readonly properties: JsonObject; readonly report: (problem: Problem) => void };
type ReadProperty = (
  value: JsonValue,
  reading: DefinitionReading,
) => { readonly text?: string | undefined; readonly value?: JsonValue | undefined } | undefined;

/** Reads a machine's definition from whichever property holds it. Never throws. */
export function readDefinition(properties: JsonObject, options: ReadDefinitionOptions): ResolvedDefinition {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const given = (Object.keys(readers) as DefinitionProperty[]).filter((name) => ownKey(properties, name) !== undefined);
  // `AWS::NoValue` leaves a property out.
  const valued = given.length > 1 ? given.filter((name) => resolve(memberIn(properties, name), options.scope) !== undefined) : given;
  const [givenBy = given[0], ...others] = valued;
  if (givenBy !== undefined) {
    if (others.length > 0) {
      report({
        code: 'TEMPLATE_DEFINITION_INVALID',
        pointer: options.pointer,
        expected: 'one of Definition, DefinitionString, DefinitionUri, DefinitionS3Location',
        received: [givenBy, ...others].join(', '),
        hint: `Leave out ${others.join(' and ')}.`,
      });
    }
    const given = memberIn(properties, givenBy);
    const found = readers[givenBy](given, { ...options, properties, report });
    carryInexact(given, found?.value);
    return { givenBy, ...(found === undefined ? {} : callable(found, options.scope)), problems };
  }
  report({
    code: 'TEMPLATE_DEFINITION_MISSING',
    pointer: options.pointer,
    expected: 'one of Definition, DefinitionString, DefinitionUri, DefinitionS3Location',
    hint: 'Give the state machine a definition.',
  });
  return { problems };
}

/** With ARNs in the place of invented names that tasks call, in the text as well, whose lines people are told. */
function callable(
  { text, value }: NonNullable<ReturnType<ReadProperty>>,
  { inventions, environment }: StackScope,
): NonNullable<ReturnType<ReadProperty>> {
  if (!isJsonObject(value) || inventions.size === 0) return { text, value };
  const replaced = new Map<string, string>();
  const definition = withResources(value, (resource) => {
    const [, name = resource, qualifier] = inventions.has(resource) ? [] : (/^(.+):([\w$-]+)$/.exec(resource) ?? []);
    if (!inventions.has(name)) return undefined;
    const arn = inventedFunction(name, environment, qualifier);
    replaced.set(resource, arn);
    return arn;
  });
  carryInexact(value, definition);
  const written = text?.replace(/("Resource"\s*:\s*)"([^"\\]*)"/g, (whole, key: string, resource: string) => {
    const arn = replaced.get(resource);
    return arn === undefined ? whole : `${key}${JSON.stringify(arn)}`;
  });
  return { ...(written === undefined ? {} : { text: written }), value: definition };
}

const fromString: ReadProperty = (given, reading) => {
  const resolved = resolve(given, reading.scope, { pointer: `${reading.pointer}/DefinitionString`, report: reading.report });
  return typeof resolved === 'string'
    ? fromText(resolved, 'DefinitionString', false, reading)
    : fromObject(resolved ?? null, 'DefinitionString', reading);
};

const fromDefinition: ReadProperty = (given, reading) =>
  fromObject(
    resolve(given, reading.scope, { pointer: `${reading.pointer}/Definition`, report: reading.report }) ?? null,
    'Definition',
    reading,
  );

/** SAM's `DefinitionUri`, and `DefinitionS3Location` before `aws cloudformation package`: a path, `s3://bucket/key`, or an object with both. */
const fromPlace =
  (property: 'DefinitionUri' | 'DefinitionS3Location'): ReadProperty =>
  (given, reading) => {
    const pointer = `${reading.pointer}/${property}`;
    const uri = resolve(given, reading.scope, { pointer, report: reading.report });
    if (typeof uri !== 'string') return fromLocation(uri ?? null, pointer, reading);
    const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
    if (bucket !== undefined && key !== undefined) return fromObjectStore(bucket, key, pointer, reading);
    const text = reading.files.local(uri);
    if (text !== undefined) return fromText(text, property, isYaml(uri), reading);
    reading.report({
      code: 'TEMPLATE_FILE_NOT_FOUND',
      pointer,
      expected: 'a file of the project, by a path relative to the template',
      received: uri,
      hint: 'Correct the path; where the template was given as an object, give the path of its file.',
    });
    return undefined;
  };

/** In this order; CloudFormation refuses a machine with two of them. */
const readers: Readonly<Record<DefinitionProperty, ReadProperty>> = {
  DefinitionString: fromString,
  Definition: fromDefinition,
  DefinitionUri: fromPlace('DefinitionUri'),
  DefinitionS3Location: fromPlace('DefinitionS3Location'),
};

function fromLocation(location: JsonValue, pointer: string, reading: DefinitionReading): ReturnType<ReadProperty> {
  const bucket = isJsonObject(location) ? scalarText(ownKey(location, 'Bucket')) : undefined;
  const key = isJsonObject(location) ? scalarText(ownKey(location, 'Key')) : undefined;
  if (bucket !== undefined && key !== undefined) return fromObjectStore(bucket, key, pointer, reading);
  reading.report({
    code: 'TEMPLATE_DEFINITION_INVALID',
    pointer,
    expected: 'a file, or an object with Bucket and Key',
    received: location,
  });
  return undefined;
}

function fromObjectStore(bucket: string, key: string, pointer: string, reading: DefinitionReading): ReturnType<ReadProperty> {
  const text = reading.files.object(bucket, key);
  if (text !== undefined) return fromText(text, pointer.slice(pointer.lastIndexOf('/') + 1), isYaml(key), reading);
  reading.report({
    code: 'TEMPLATE_OBJECT_NOT_LOCAL',
    pointer,
    expected: 'an asset of the cloud assembly',
    received: `s3://${bucket}/${key}`,
    hint: 'Point at the folder that `cdk synth` wrote, which holds the asset; Drystep downloads nothing.',
  });
  return undefined;
}

function fromText(source: string, property: string, yaml: boolean, reading: DefinitionReading): ReturnType<ReadProperty> {
  const pointer = `${reading.pointer}/${property}`;
  const values = readSubstitutions(reading.properties, reading.scope, reading.pointer, reading.report);
  const substituted = substitute(source, values);
  const { text } = substituted;
  reportEndless(substituted, reading.pointer, reading.report);
  const isJson = !yaml || text.trimStart().startsWith('{');
  const isFile = property !== 'DefinitionString' && property !== 'Definition';
  if (!isJson && reading.parseYaml === undefined) {
    reading.report({
      code: 'TEMPLATE_DEFINITION_YAML',
      pointer,
      expected: 'a definition in JSON',
      received: 'YAML',
      hint: 'Read the template from its file, or keep the definition as JSON.',
    });
    return { text };
  }
  try {
    const value = (yaml && reading.parseYaml !== undefined ? reading.parseYaml(text) : JSON.parse(text)) as JsonValue;
    reportMissing(substituted, value, reading);
    // The value has another number by now: whoever parses the text tells where.
    if (isJson && property !== 'Definition' && inexactInteger(text) !== undefined) return { text };
    return isJsonObject(value) ? { text, value } : refuseText(value, pointer, reading, text);
  } catch (error) {
    const open = isJson ? openValueIn(text, reading.scope.inventions) : undefined;
    if (open !== undefined) {
      reportMissing(substituted, undefined, reading);
      reading.report({
        code: 'TEMPLATE_UNRESOLVED',
        pointer,
        expected: 'values for what is in the definition without quotes, such as a number or a list',
        received: open,
        hint: 'Give the parameter a value: --parameter NAME=VALUE on the command line, or the option { parameters: { NAME: VALUE } }.',
      });
      return undefined;
    }
    const other = isJson && isFile ? yamlValue(text, reading) : undefined;
    if (other !== undefined) {
      reportMissing(substituted, other, reading);
      return { text, value: other };
    }
    reportMissing(substituted, undefined, reading);
    reading.report(problemOf(error, isJson, pointer));
    return { text };
  }
}

/** CloudFormation reads a file that is not JSON as YAML, in which a trailing comma and comments are allowed. */
function yamlValue(text: string, { parseYaml }: DefinitionReading): JsonObject | undefined {
  try {
    const value = parseYaml?.(text) as JsonValue | undefined;
    return value !== undefined && isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function problemOf(error: unknown, isJson: boolean, pointer: string): Problem {
  const received = errorText(error);
  if (isTemplateError(error) && error.code === 'YAML_PACKAGE_MISSING')
    return { code: 'TEMPLATE_DEFINITION_YAML', pointer, expected: 'the npm package yaml, which reads the definition', received };
  return {
    code: 'TEMPLATE_DEFINITION_NOT_JSON',
    pointer,
    expected: `a definition in ${isJson ? 'JSON' : 'YAML'}`,
    received,
    hint: `Look at placeholders whose values break the ${isJson ? 'JSON' : 'YAML'} around them.`,
  };
}

function fromObject(resolved: JsonValue, property: string, reading: DefinitionReading): ReturnType<ReadProperty> {
  const pointer = `${reading.pointer}/${property}`;
  if (typeof resolved === 'string') return fromText(resolved, property, false, reading);
  if (!isJsonObject(resolved)) return refuseText(resolved, pointer, reading);
  // CloudFormation writes an object as JSON before it puts values in, so a quote in a value breaks it, and a backslash escapes.
  return fromText(JSON.stringify(resolved), property, false, reading);
}

function refuseText(received: JsonValue, pointer: string, reading: DefinitionReading, text?: string): ReturnType<ReadProperty> {
  reading.report({ code: 'TEMPLATE_DEFINITION_INVALID', pointer, expected: 'a JSON object with StartAt and States', received });
  return text === undefined ? undefined : { text };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
