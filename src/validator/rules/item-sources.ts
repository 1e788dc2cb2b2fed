import {
  type AnyStateNode,
  childPointer,
  isJsonArray,
  isJsonataText,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownKey,
} from '../../asl';
import { isFunctionAnswer } from '../data-flow/dead-end';
import { type Shape, select } from '../data-flow/shape';
import type { Finding } from '../diagnostic';
import { isDistributed } from '../distributed-map';
import { readPath } from '../expressions/read-expression';
import { PLACEHOLDER } from '../placeholder';
import type { Rule } from '../rule';

const STATES_ARN = /^arn:[^:]*:states:[^:]*:[^:]*:(.+)$/;
const READERS = ['s3:getObject', 's3:listObjectsV2'];
const WRITERS = ['s3:putObject'];

/** Reports readers and writers of a Map that name another action than S3's or do not say how to read an object, and items that are not a list. */
export const itemSources: Rule = {
  name: 'ITEM_SOURCE',
  severity: 'ERROR',
  aws: 'partly',
  *check({ states, flows }) {
    for (const { node, state } of states) {
      if (node.type !== 'Map') continue;
      const reader = ownKey(state, 'ItemReader');
      const writer = ownKey(state, 'ResultWriter');
      const place = (field: string): MapPlace => ({ stateName: node.name, pointer: childPointer(node.pointer, field) });
      if (isJsonObject(reader)) {
        yield* readerFindings(reader, place('ItemReader'));
        yield* missingParameters(reader, node.queryLanguage, place('ItemReader'));
        yield* unknownParameters(reader, node.queryLanguage, place('ItemReader'));
        yield* addressedBucket(reader, node.queryLanguage, place('ItemReader'));
      }
      if (isJsonObject(writer)) {
        yield* resourceFindings(ownKey(writer, 'Resource'), WRITERS, place('ResultWriter'));
        yield* missingParameters(writer, node.queryLanguage, place('ResultWriter'));
        yield* unknownParameters(writer, node.queryLanguage, place('ResultWriter'));
        yield* addressedBucket(writer, node.queryLanguage, place('ResultWriter'));
      }
      const items = node.queryLanguage === 'JSONata' ? ownKey(state, 'Items') : undefined;
      if (items !== undefined && !isJsonataText(items) && (typeof items !== 'object' || items === null))
        yield finding(
          place('Items'),
          `the items are an array or an object, and this is ${JSON.stringify(items)}`,
          'write an array, or an expression between {% and %}',
        );
      if (isJsonObject(items) && !isDistributed(state))
        yield {
          ...finding(
            place('Items'),
            'the items of an inline Map are an array, and this is an object',
            'write an array, or let the Map be DISTRIBUTED',
          ),
          severity: 'WARNING',
        };
      const flow = reader === undefined && node.queryLanguage === 'JSONPath' ? flows().get(node) : undefined;
      if (flow !== undefined) yield* wrongItems(ownKey(state, 'ItemsPath') ?? '$', flow.effective, isDistributed(state), node);
    }
  },
};

/** What the states before it hand on is not a list: AWS takes the definition, and the Map fails. */
function* wrongItems(path: JsonValue, input: Shape, takesObjects: boolean, { name, pointer }: AnyStateNode): Iterable<Finding> {
  const read = typeof path === 'string' ? readPath(path) : undefined;
  if (!read?.ok || read.facts.root !== 'input' || read.facts.segments === undefined) return;
  const shape = select(input, read.facts.segments, 'JSONPath');
  if (shape === undefined || (shape.kind !== 'scalar' && (shape.kind !== 'object' || takesObjects))) return;
  yield {
    pointer: path === '$' ? pointer : childPointer(pointer, 'ItemsPath'),
    severity: 'WARNING',
    message: `State "${name}": the items are a list, and ${String(path)} is ${shape.kind === 'object' ? 'an object' : 'a single value'}`,
    hint: isFunctionAnswer(shape)
      ? 'the answer of the function is under "Payload": "ItemsPath": "$.Payload", or a list in it'
      : 'name the list: "ItemsPath": "$.items"',
  };
}

/** What S3 cannot do without. */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3:getObject', ['Bucket', 'Key']],
  ['s3:listObjectsV2', ['Bucket']],
  ['s3:putObject', ['Bucket']],
]);

/** What a reader or a writer hands to S3: the action, the field of its parameters, what that holds, and the parameter that a key of it gives. */
function parametersOf(source: JsonObject, language: string) {
  const resource = ownKey(source, 'Resource');
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  return {
    called: typeof resource === 'string' ? (STATES_ARN.exec(resource)?.[1] ?? resource) : '',
    field,
    given: ownKey(source, field),
    nameOf: (key: string) => (language === 'JSONata' ? key : key.replace(/\.\$$/, '')),
  };
}

function* missingParameters(source: JsonObject, language: string, place: MapPlace): Iterable<Finding> {
  const { called, field, given, nameOf } = parametersOf(source, language);
  // An expression gives them, or the field of the other language, which is refused as it is.
  if (isJsonataText(given) || Object.hasOwn(source, language === 'JSONata' ? 'Parameters' : 'Arguments')) return;
  const names = isJsonObject(given) ? Object.keys(given).map(nameOf) : [];
  for (const name of REQUIRED.get(called) ?? []) {
    if (names.includes(name)) continue;
    const pointer = isJsonObject(given) ? childPointer(place.pointer, field) : place.pointer;
    // AWS takes the definition, and fails the state.
    yield {
      ...finding({ ...place, pointer }, `${called} cannot do without "${name}"`, `add "${name}" to "${field}"`),
      severity: 'WARNING',
    };
  }
}

/** S3 takes the name of a bucket, and of ARNs those of access points only. */
function* addressedBucket(source: JsonObject, language: string, place: MapPlace): Iterable<Finding> {
  const { field, given } = parametersOf(source, language);
  const bucket = isJsonObject(given) ? ownKey(given, 'Bucket') : undefined;
  const name = typeof bucket === 'string' ? /^(?:s3:\/\/|arn:[^:]*:s3:::)([^/]*)/.exec(bucket)?.[1] : undefined;
  if (name === undefined) return;
  const pointer = [field, 'Bucket'].reduce(childPointer, place.pointer);
  yield {
    ...finding(
      { ...place, pointer },
      `"Bucket" is the name of a bucket, and this is ${JSON.stringify(bucket)}`,
      `write ${JSON.stringify(name)}`,
    ),
    severity: 'WARNING',
  };
}

/** What the actions take, by the developer guide and, for those that read, by the API of S3. */
const TAKEN: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3:getObject', ['Bucket', 'Key', 'VersionId', 'ExpectedBucketOwner', 'RequestPayer', 'QueryExecutionId']],
  [
    's3:listObjectsV2',
    'Bucket Prefix Delimiter EncodingType MaxKeys StartAfter ContinuationToken FetchOwner RequestPayer ExpectedBucketOwner OptionalObjectAttributes'.split(
      ' ',
    ),
  ],
  ['s3:putObject', ['Bucket', 'Prefix']],
]);

function* unknownParameters(source: JsonObject, language: string, place: MapPlace): Iterable<Finding> {
  const { called, field, given, nameOf } = parametersOf(source, language);
  const taken = TAKEN.get(called);
  if (taken === undefined || !isJsonObject(given)) return;
  for (const key of Object.keys(given)) {
    const name = nameOf(key);
    if (taken.includes(name)) continue;
    const nearest = nearestName(name, taken);
    const pointer = childPointer(childPointer(place.pointer, field), key);
    yield {
      ...finding(
        { ...place, pointer },
        `"${name}" is not a parameter here`,
        nearest ? `did you mean "${nearest}"?` : `use ${taken.slice(0, 3).join(', ')}`,
      ),
      severity: 'WARNING',
    };
  }
}

interface MapPlace {
  readonly stateName: string;
  readonly pointer: string;
}

function* readerFindings(reader: JsonObject, place: MapPlace): Iterable<Finding> {
  const resource = ownKey(reader, 'Resource');
  yield* resourceFindings(resource, READERS, place);
  const written = ownKey(reader, 'ReaderConfig');
  const config = isJsonObject(written) ? written : {};
  const at = isJsonObject(written) ? { ...place, pointer: childPointer(place.pointer, 'ReaderConfig') } : place;
  const type = ownKey(config, 'InputType');
  if (type === undefined && typeof resource === 'string' && resource.endsWith(':s3:getObject')) {
    yield {
      ...finding(
        at,
        'an object of S3 is read as its "InputType" says, and there is none',
        'add "InputType": "JSON" (or CSV, JSONL, PARQUET, MANIFEST) to ReaderConfig',
      ),
      severity: 'WARNING',
    };
  }
  const location = ownKey(config, 'CSVHeaderLocation');
  if (type === 'CSV' && location === undefined)
    yield {
      ...finding(at, 'a CSV file needs "CSVHeaderLocation"', 'add "CSVHeaderLocation": "FIRST_ROW"'),
      aws: schemaAnswer(`The field 'CSVHeaderLocation' is required`),
    };
  if (location === 'GIVEN' && type !== 'JSON' && type !== 'JSONL' && ownKey(config, 'CSVHeaders') === undefined)
    yield {
      ...finding(at, '"CSVHeaderLocation": "GIVEN" needs "CSVHeaders"', 'list the names of the columns'),
      aws: schemaAnswer('These fields are required: [CSVHeaders]'),
    };
  const headers = ownKey(config, 'CSVHeaders');
  const repeated = isJsonArray(headers) ? headers.find((header, index) => headers.indexOf(header) !== index) : undefined;
  if (location === 'GIVEN' && repeated !== undefined)
    // Recorded: States.ItemReaderFailed, "CSV headers cannot contain duplicates."
    yield { ...finding(at, `"CSVHeaders" has ${JSON.stringify(repeated)} twice`, 'name each column once'), severity: 'WARNING' };
  if (type === undefined && ownKey(config, 'Transformation') === 'LOAD_AND_FLATTEN')
    yield {
      ...finding(at, '"Transformation": "LOAD_AND_FLATTEN" needs "InputType"', 'say how the objects are written, for instance "JSON"'),
      aws: schemaAnswer(`The field 'InputType' is required`),
    };
  const foreign = type === 'JSON' ? [...CSV_FIELDS, 'ManifestType'] : type === 'JSONL' ? CSV_FIELDS : [];
  for (const field of foreign.filter((name) => ownKey(config, name) !== undefined))
    yield {
      ...finding(at, `"${field}" means nothing beside "InputType": "${type as string}"`, 'remove it'),
      aws: schemaAnswer(`Field '${field}' is not supported`),
    };
  // AWS was not asked about these: they change nothing.
  const ofType = `"InputType": "${String(type)}"`;
  const idle = [
    { name: 'CSVDelimiter', beside: ofType, holds: type === 'JSON' || type === 'JSONL' || type === 'PARQUET' },
    { name: 'CSVHeaders', beside: '"CSVHeaderLocation": "FIRST_ROW"', holds: location === 'FIRST_ROW' },
    { name: 'ItemsPointer', beside: ofType, holds: type === 'CSV' || type === 'JSONL' || type === 'PARQUET' },
  ];
  for (const { name, beside } of idle.filter(
    (each) => each.holds && ownKey(config, each.name) !== undefined && !foreign.includes(each.name),
  ))
    yield {
      ...finding({ ...at, pointer: childPointer(at.pointer, name) }, `"${name}" means nothing beside ${beside}`, 'remove it'),
      severity: 'WARNING',
    };
  const items = ownKey(config, 'ItemsPointer');
  if (typeof items === 'string' && items !== '' && !items.startsWith('/'))
    yield {
      ...finding({ ...at, pointer: childPointer(at.pointer, 'ItemsPointer') }, `"${items}" is not a JSON pointer`, 'begin it with "/"'),
      aws: schemaAnswer(`Invalid input: JSON Pointer expression must start with '/': ${JSON.stringify(items)}`),
    };
}

const CSV_FIELDS = ['CSVHeaderLocation', 'CSVHeaders'];

/** AWS's words, as measured by tiny-asl-machine (group Validation.ItemReader). */
function schemaAnswer(message: string): Finding['aws'] {
  return { code: 'SCHEMA_VALIDATION_FAILED', message };
}

function* resourceFindings(resource: JsonValue | undefined, allowed: readonly string[], place: MapPlace): Iterable<Finding> {
  if (typeof resource !== 'string' || resource === '' || PLACEHOLDER.test(resource)) return;
  const called = STATES_ARN.exec(resource)?.[1] ?? resource;
  if (allowed.includes(called)) return;
  const nearest = nearestName(called, allowed);
  yield finding(
    { ...place, pointer: childPointer(place.pointer, 'Resource') },
    `"${called}" is not allowed here`,
    nearest ? `did you mean "${nearest}"?` : `use ${allowed.join(' or ')}`,
  );
}

function finding({ stateName, pointer }: MapPlace, message: string, hint: string): Finding {
  return { pointer, message: `State "${stateName}": ${message}`, hint };
}
