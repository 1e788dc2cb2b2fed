import { isTimestamp } from '../../asl';
import type { ExpressionSite } from '../expressions/expression-sites';
import { readPath } from '../expressions/read-expression';
import { readFrom } from './impossible-reads';
import { type ScalarShape, type Shape, select } from './shape';
import type { StateFlow } from './state-flow';

/** A path that leads to a value with which its field can do nothing: what is wrong, and what to do. */
export interface WrongType {
  readonly text: string;
  readonly hint: string;
}

/** What a path at a place leads to, where states before it give another thing than the field takes: the state fails whenever it is entered. */
export function wrongType(site: ExpressionSite, flow: StateFlow): WrongType | undefined {
  const read = typeof site.value === 'string' ? readPath(site.value) : undefined;
  if (!read?.ok || read.facts.root !== 'input' || read.facts.segments === undefined) return undefined;
  const { segments } = read.facts;
  if (site.kind === 'resultPath') return conflict(String(site.value), segments, flow.input);
  const takes = TAKES[site.field];
  const from = takes === undefined ? undefined : readFrom(site, flow);
  const shape = from === undefined ? undefined : select(from, segments, 'JSONPath');
  const problem = shape === undefined ? undefined : takes?.problem(shape, site.field);
  if (takes === undefined || problem === undefined) return undefined;
  return { text: `"${site.field}" takes ${takes.what}, and "${String(site.value)}" is ${problem}`, hint: takes.hint };
}

interface TakenValue {
  readonly what: string;
  readonly hint: string;
  readonly problem: (shape: Shape, field: string) => string | undefined;
}

const NUMBER: TakenValue = {
  what: 'an integer of 0 or more',
  hint: 'give it a number: 30, not "30 seconds"',
  problem: (shape, field) => {
    const other = otherKind(shape, ['number', 'string']);
    if (other !== undefined || shape.kind !== 'scalar' || shape.value === undefined) return other;
    // AWS reads a number out of a text.
    const number = typeof shape.value === 'string' && shape.value.trim() === '' ? Number.NaN : Number(shape.value);
    const fits = number >= 0 && (Number.isInteger(number) || field === 'ToleratedFailurePercentagePath');
    return fits ? undefined : JSON.stringify(shape.value);
  },
};
const TIMESTAMP: TakenValue = {
  what: 'a timestamp',
  hint: 'write it as 2026-01-31T12:00:00Z',
  problem: (shape) => {
    const other = otherKind(shape, ['string']);
    if (other !== undefined || shape.kind !== 'scalar' || typeof shape.value !== 'string') return other;
    return isTimestamp(shape.value) ? undefined : JSON.stringify(shape.value);
  },
};
const TEXT: TakenValue = {
  what: 'a text',
  hint: 'make a text of it: States.Format or States.JsonToString',
  problem: (shape) => otherKind(shape, ['string']),
};
const TAKES: Readonly<Record<string, TakenValue | undefined>> = Object.assign(Object.create(null), {
  SecondsPath: NUMBER,
  TimeoutSecondsPath: NUMBER,
  HeartbeatSecondsPath: NUMBER,
  MaxConcurrencyPath: NUMBER,
  ToleratedFailureCountPath: NUMBER,
  ToleratedFailurePercentagePath: NUMBER,
  MaxItemsPath: NUMBER,
  MaxItemsPerBatchPath: NUMBER,
  MaxInputBytesPerBatchPath: NUMBER,
  TimestampPath: TIMESTAMP,
  ErrorPath: TEXT,
  CausePath: TEXT,
} satisfies Record<string, TakenValue>);

function otherKind(shape: Shape, types: readonly ScalarShape['type'][]): string | undefined {
  if (shape.kind === 'array' || shape.kind === 'object') return nameOfKind(shape);
  return shape.kind !== 'scalar' || shape.type === undefined || types.includes(shape.type) ? undefined : nameOfKind(shape);
}

/** Where a result cannot be written: AWS fails with States.ReferencePathConflict. */
function conflict(path: string, segments: readonly (string | number)[], input: Shape): WrongType | undefined {
  for (const [depth, segment] of segments.entries()) {
    const at = select(input, segments.slice(0, depth), 'JSONPath');
    if (at === undefined || at.kind === 'unknown' || at.kind === 'absent') return undefined;
    if (at.kind === 'object' ? typeof segment === 'string' : at.kind === 'array' && typeof segment === 'number') continue;
    const place =
      depth === 0
        ? 'the input'
        : `$${segments
            .slice(0, depth)
            .map((each) => (typeof each === 'number' ? `[${each}]` : `.${each}`))
            .join('')}`;
    return {
      text: `the result cannot be written at "${path}": ${place} is ${nameOfKind(at)}`,
      hint: depth === 0 ? 'write "ResultPath": "$", or let the state before it give an object' : 'choose another name',
    };
  }
  return undefined;
}

/** What a shape is, in a sentence. */
export function nameOfKind(shape: Shape): string {
  if (shape.kind === 'array') return 'an array';
  if (shape.kind === 'object') return 'an object';
  const type = shape.kind === 'scalar' ? shape.type : undefined;
  if (type === 'null') return 'null';
  return type === 'boolean' ? 'true or false' : type === 'number' ? 'a number' : type === 'string' ? 'a text' : 'a single value';
}
