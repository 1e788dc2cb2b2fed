import { isJsonObject, type JsonValue, ownKey } from '../../../asl';
import { describeIntrinsic, describePath, type IntrinsicArgument, type IntrinsicCall, parseIntrinsic } from '../../../data';
import { type ComputedValue, constantValue, copiedValue, reckonedValue } from './computed-value';
import { placeOf, type Segments } from './place';

/** Where `$` stands, from the input of the state; undefined where it is something else. */
export type TemplateRoot = Segments | undefined;

const MOST = 2 ** 31 - 1;

/** What stands at some segments of a payload template; undefined for what is not understood. */
export function templateValue(template: JsonValue, segments: Segments, root: TemplateRoot): ComputedValue | undefined {
  const [name, ...rest] = segments;
  if (name === undefined) return constantValue(template);
  if (!isJsonObject(template) || typeof name !== 'string') return undefined;
  const text = ownKey(template, `${name}.$`);
  if (typeof text === 'string') return fieldValue(text, rest, root);
  const inner = ownKey(template, name);
  return inner === undefined ? undefined : templateValue(inner, rest, root);
}

/** What stands at some segments of what a path or an intrinsic function gives. */
export function fieldValue(text: string, segments: Segments, root: TemplateRoot): ComputedValue | undefined {
  if (text.startsWith('$')) return pathValue(text, segments, root);
  return segments.length > 0 || 'problem' in describeIntrinsic(text) ? undefined : callValue(parseIntrinsic(text), root);
}

function pathValue(text: string, segments: Segments, root: TemplateRoot): ComputedValue | undefined {
  const described = describePath(text);
  const facts = 'facts' in described ? described.facts : undefined;
  if (facts?.segments === undefined || facts.root === 'context') return undefined;
  if (facts.root === 'variable') return copiedValue(placeOf('JSONPath', facts.variables[0], [...facts.segments, ...segments]));
  return root === undefined ? undefined : copiedValue(placeOf('JSONPath', undefined, [...root, ...facts.segments, ...segments]));
}

/** `States.MathAdd` of whole numbers. */
function callValue({ name, args }: IntrinsicCall, root: TemplateRoot): ComputedValue | undefined {
  const parts = args.map((each) => argumentValue(each, root));
  if (name !== 'States.MathAdd' || parts.length !== 2 || parts.includes(undefined)) return undefined;
  return reckonedValue(parts as readonly ComputedValue[], (left, right) => wholeSum(left, right));
}

function wholeSum(left: number, right: number): number | undefined {
  const sum = left + right;
  return [left, right, sum].every((each) => Number.isInteger(each) && Math.abs(each) <= MOST) ? sum : undefined;
}

function argumentValue(argument: IntrinsicArgument, root: TemplateRoot): ComputedValue | undefined {
  if (argument.kind === 'literal') return constantValue(argument.value);
  return argument.kind === 'call' ? callValue(argument.call, root) : pathValue(argument.path.text, [], root);
}
