import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

/** Reports fields whose value is not a path, or not the kind of path the field takes. */
export const paths: Rule = {
  name: 'INVALID_PATH',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ sites }) {
    for (const site of sites()) {
      if (typeof site.value !== 'string') continue;
      if (site.kind === 'path') yield* path(site, site.value);
      else if (site.kind === 'resultPath') yield* resultPath(site, site.value);
      else if (site.kind === 'referencePath') yield* referencePath(site, site.value);
      else if (site.kind === 'pathOrIntrinsic') yield* errorPath(site, site.value);
    }
  },
};

// Functions that give something else than a string: Error and Cause take strings only.
const NO_STRING = new Set([
  'States.StringToJson',
  'States.MathAdd',
  'States.MathRandom',
  'States.Array',
  'States.ArrayPartition',
  'States.ArrayContains',
  'States.ArrayRange',
  'States.ArrayLength',
  'States.ArrayUnique',
  'States.JsonMerge',
  'States.StringSplit',
]);

const NO_REFERENCE_PATH = `Value is not a Reference Path: Reference path didn't start with '$'`;

/** The fields with a number of a Map, whose paths AWS refuses to lead into the context object. */
const MAP_NUMBERS =
  /\/(?:MaxConcurrency|ToleratedFailureCount|ToleratedFailurePercentage|MaxItems|MaxItemsPerBatch|MaxInputBytesPerBatch)Path$/;

const WRITE_HINTS = {
  input: 'name one place: members and indexes only, without wildcards, filters or slices',
  context: 'the context object cannot be written',
  variable: 'use "Assign" to store a variable',
};

function* path(site: ExpressionSite, text: string): Iterable<Finding> {
  const read = readPath(text);
  if (!read.ok && !read.failsWhenRun)
    yield {
      pointer: site.pointer,
      message: site.pointer.includes('/Choices/') && !text.startsWith('$') ? NO_REFERENCE_PATH : 'Value must be a valid JSONPath.',
      hint: pathHint(text, read.reason),
    };
}

function* resultPath(site: ExpressionSite, text: string): Iterable<Finding> {
  const read = readPath(text);
  if (!read.ok) yield noReferencePath(site, text, read.reason);
  else if (!read.facts.isReferencePath)
    yield { pointer: site.pointer, message: `Value is not a Reference Path: ${text}`, hint: WRITE_HINTS[read.facts.root] };
}

function* referencePath(site: ExpressionSite, text: string): Iterable<Finding> {
  const read = readPath(text);
  if (!read.ok) yield noReferencePath(site, text, read.reason);
  else if (read.facts.segments === undefined)
    yield { pointer: site.pointer, message: `Value is not a Reference Path: ${text}`, hint: WRITE_HINTS.input };
  else if (read.facts.root === 'context' && MAP_NUMBERS.test(site.pointer))
    yield {
      pointer: site.pointer,
      message: `Value is not a Reference Path: ${text}`,
      hint: 'take the number from the input of the state or from a variable: AWS does not take the context object here',
    };
}

function noReferencePath(site: ExpressionSite, text: string, reason: string): Finding {
  const message = text.startsWith('$') ? `Value is not a Reference Path: ${reason}` : NO_REFERENCE_PATH;
  return { pointer: site.pointer, message, hint: pathHint(text, reason) };
}

function* errorPath(site: ExpressionSite, text: string): Iterable<Finding> {
  const message = `The value for the field '${site.field}' must be a valid JSONPath or a valid intrinsic function call`;
  if (looksLikePath(text)) {
    const read = readPath(text);
    if (!read.ok && !read.failsWhenRun) yield { pointer: site.pointer, message, hint: read.reason };
    return;
  }
  const read = readIntrinsic(text);
  if (!read.ok)
    yield {
      pointer: site.pointer,
      message,
      hint: text.startsWith('States.') ? read.reason : `use "${site.field.slice(0, -4)}" for plain text`,
    };
  else if (NO_STRING.has(read.facts.name)) yield { pointer: site.pointer, message, hint: `${read.facts.name} does not give a string` };
}

function pathHint(text: string, reason: string): string {
  if (text.startsWith('States.')) return 'an intrinsic function is not allowed here: call it in "Parameters", "ResultSelector" or "Assign"';
  if (text.startsWith('{%')) return 'set "QueryLanguage": "JSONata" on the state to use an expression';
  return looksLikePath(text) ? reason : `begin it with "$"`;
}
