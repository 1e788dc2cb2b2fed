import { type AnyStateNode, childPointer, fieldsAsJson, isServiceResource, ownKey, parseResource } from '../../asl';
import { compileJsonataTyped, EvaluationError, type JsonTypeName, NO_DATA } from '../../data';
import type { Finding } from '../diagnostic';
import { isDistributed } from '../distributed-map';
import { isConstantExpression } from '../expressions/constant-expression';
import type { ExpressionSite } from '../expressions/expression-sites';
import { type JsonataFacts, jsonataFacts } from '../expressions/jsonata-facts';
import { TYPE_WORDS } from '../expressions/jsonata-types';
import { assignmentsOf } from '../expressions/variable-uses';
import type { Rule } from '../rule';
import { outOfRange } from './constant-range';

/** Warns of expressions of JSONata that fail whatever the data is: operators on values of another type, results that the field does not take, constants that cannot be evaluated. */
export const failingExpressions: Rule = {
  name: 'FAILING_EXPRESSION',
  severity: 'WARNING',
  aws: false,
  *check({ states, sites, isBroken }) {
    const assigned = new Set(states.flatMap(assignmentsOf).map(({ name }) => name));
    for (const site of sites()) {
      if (site.kind !== 'jsonata' || isBroken(site.pointer)) continue;
      const read = jsonataFacts(site);
      // A variable of that name hides the function, and other rules find calls that are wrong.
      if (!read.ok) continue;
      const { unknownFunctions, miscounted, builtIns } = read.facts;
      if (unknownFunctions.length > 0 || miscounted.length > 0 || builtIns.some((name) => assigned.has(name))) continue;
      yield* judge(site, read.facts);
    }
  },
};

function* judge(site: ExpressionSite, facts: JsonataFacts): Iterable<Finding> {
  const fails = (text: string, hint: string): Finding => ({
    pointer: site.pointer,
    message: `State "${site.node.name}": ${text}`,
    hint,
  });
  for (const { text, hint } of facts.misuses) yield fails(`the expression fails whenever it is evaluated: ${text}`, hint);
  const types = typesOf(site);
  const { result } = facts;
  if (facts.misuses.length > 0) return;
  if (result === 'function') yield fails('the expression gives a function, which is not data', 'call it: $now(), $uuid(), $count(…)');
  else if (result !== undefined && types !== undefined && !types.includes(result))
    yield fails(
      `"${site.field}" takes ${types.map((type) => TYPE_WORDS[type]).join(' or ')}, and the expression gives ${TYPE_WORDS[result]}`,
      hintFor(site.field),
    );
  else {
    const text = String(site.value);
    // Where any value will do, a literal is right.
    const isJudged = isConstantExpression(text, facts) && (types !== undefined || !LITERAL.test(text));
    const reason = isJudged ? failureOf(site, types) : undefined;
    if (reason !== undefined) yield fails(reason, 'correct the constants in it');
  }
}

function hintFor(field: string): string {
  if (field === 'Condition') return 'compare the value, or ask $exists(…); conditions are joined by "and" and "or"';
  if (field === 'Arguments') return 'write an object: { "Name": … }';
  return field === 'Timestamp' ? 'make a timestamp of milliseconds: $fromMillis(…)' : 'correct the expression';
}

const NUMBERS = ['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'];
const BATCHES = ['MaxItems', 'MaxItemsPerBatch', 'MaxInputBytesPerBatch'];
const OF_STATE: ReadonlyMap<string, readonly JsonTypeName[]> = new Map<string, readonly JsonTypeName[]>([
  ...NUMBERS.map((field): [string, readonly JsonTypeName[]] => [field, ['number']]),
  ['Timestamp', ['string']],
  ['Error', ['string']],
  ['Cause', ['string']],
  ['Items', ['array', 'object']],
]);

/** The types that the field at this place takes; undefined for one that takes any. */
function typesOf({ node, field, stateField, parentPointer }: ExpressionSite): readonly JsonTypeName[] | undefined {
  // An inline Map takes a list only, as TestState answered.
  if (parentPointer === node.pointer && field === 'Items' && !isDistributed(fieldsAsJson(node.fields))) return ['array'];
  if (field === 'Arguments' && takesObject(node, stateField, parentPointer)) return ['object'];
  if (parentPointer === node.pointer) return OF_STATE.get(field);
  if (stateField === 'Choices') return field === 'Condition' && /\/Choices\/\d+$/.test(parentPointer) ? ['boolean'] : undefined;
  if (stateField === 'Credentials') return field === 'RoleArn' ? ['string'] : undefined;
  return (stateField === 'ItemReader' || stateField === 'ItemBatcher') && BATCHES.includes(field) ? ['number'] : undefined;
}

/** What calls a service hands it an object; functions and activities take anything. */
function takesObject({ type, pointer, fields }: AnyStateNode, stateField: string, parentPointer: string): boolean {
  if (stateField === 'ItemReader' || stateField === 'ResultWriter') return parentPointer === childPointer(pointer, stateField);
  const resource = type === 'Task' && parentPointer === pointer ? ownKey(fieldsAsJson(fields), 'Resource') : undefined;
  return typeof resource === 'string' && isServiceResource(parseResource(resource));
}

const LITERAL = /^\{%\s*(?:"[^"\\]*"|'[^'\\]*'|-?\d+(?:\.\d+)?|true|false|null)\s*%\}$/;

/** The service's own words where a constant cannot be evaluated. */
function failureOf({ value, pointer, node, field }: ExpressionSite, types: readonly JsonTypeName[] | undefined): string | undefined {
  try {
    const result = compileJsonataTyped(value, pointer.slice(node.pointer.length + 1), types ?? ANY).evaluate(NO_DATA);
    return types === undefined ? undefined : outOfRange(field, result);
  } catch (error) {
    if (error instanceof EvaluationError) return error.message;
    throw error;
  }
}

const ANY: readonly JsonTypeName[] = ['array', 'object', 'string', 'number', 'boolean', 'null'];
