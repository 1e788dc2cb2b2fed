import { BuilderError } from './builder-error';
import type { ExpressionNode } from './node';
import { spokenExpression } from './spoken-expression';

/** How one run of a callback differs from what its author wrote. */
export interface RunPlan {
  /** Which of the expressions that the callback makes are absent, by their order. */
  readonly absent?: ReadonlySet<number>;
  /** What stands where they would: a value of JavaScript, which tells what asks of which kind they are, or compares them. @default undefined */
  readonly inTheirPlace?: unknown;
  /** Whether functions of arrays are called once more than they are needed. */
  readonly oftener?: boolean;
  /** Which copy by spread brings stand-ins of these keys along, by the order of the copies. */
  readonly shadow?: { readonly copy: number; readonly keys: readonly string[] };
}

/** A copy by spread in one object: which copy it was, and the keys before and after it. */
export interface CopiedObject {
  /** The order of the object among those that the callback made. */
  readonly object: number;
  readonly copy: number;
  /** What was copied. */
  readonly node: ExpressionNode;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What one run of a callback made. */
export interface CallbackRun {
  /** Operators, and references below those that were handed to the callback, in the order in which they were made. */
  readonly made: readonly ExpressionNode[];
  /** Expressions that somebody looked at, as `console.log` does. */
  readonly shown: ReadonlySet<ExpressionNode>;
  /** References that were asked for their `length`. */
  readonly measured: readonly ExpressionNode[];
  /** References whose keys were asked for and whose copy was not taken. */
  readonly listed: ReadonlyMap<string, ExpressionNode>;
  readonly copied: readonly CopiedObject[];
  /** How many copies by spread it took, those included that it did not hand on. */
  readonly copies: number;
  /** Fields of objects that hold undefined. */
  readonly absentFields: readonly string[];
  /** The keys in which a stand-in was found, as `object key`. */
  readonly shadowed: ReadonlySet<string>;
}

interface RunRecording extends CallbackRun {
  readonly plan: RunPlan;
  readonly made: ExpressionNode[];
  readonly shown: Set<ExpressionNode>;
  readonly measured: ExpressionNode[];
  readonly listed: Map<string, ExpressionNode>;
  readonly copied: CopiedObject[];
  readonly absentFields: string[];
  readonly shadowed: Set<string>;
  copies: number;
  objects: number;
}

// Callbacks are called one inside the other where a function of an array has a callback of its own.
const running: RunRecording[] = [];

/** Runs a callback and tells what it made. A run that throws has made something, too. */
export function recorded<Result>(plan: RunPlan, run: () => Result): { readonly record: CallbackRun; readonly result: Result | Thrown } {
  const record: RunRecording = {
    plan,
    made: [],
    shown: new Set(),
    measured: [],
    listed: new Map(),
    copied: [],
    absentFields: [],
    shadowed: new Set(),
    copies: 0,
    objects: 0,
  };
  running.push(record);
  try {
    return { record, result: run() };
  } catch (error) {
    return { record, result: new Thrown(error) };
  } finally {
    running.pop();
  }
}

/** What a callback threw. */
export class Thrown {
  constructor(readonly error: unknown) {}
}

function current(): RunRecording | undefined {
  return running.at(-1);
}

/** Whether a run of a callback is recorded. */
export function isRecording(): boolean {
  return current() !== undefined;
}

/** Whether expressions are absent in this run. */
export function isProbing(): boolean {
  return current()?.plan.absent !== undefined;
}

/** Stands for an expression that is absent in this run. */
export const absentNode: ExpressionNode = Object.freeze({ kind: 'raw', text: '' });

/** What stands for an expression that is absent in this run. */
export function absentValue(): unknown {
  return current()?.plan.inTheirPlace;
}

/** Whether a value stands for an expression that is absent in this run. */
export function isAbsentValue(value: unknown): boolean {
  return isProbing() && Object.is(value, absentValue());
}

/** Whether functions of arrays are called once more than they are needed. */
export function isCalledOftener(): boolean {
  return current()?.plan.oftener === true;
}

/** More than any callback makes; a loop of JavaScript over a condition makes one each time, and never ends. */
const mostMade = 20_000;

function endless(node: ExpressionNode): BuilderError {
  const spoken = spokenExpression(node);
  return new BuilderError({
    code: 'EXPRESSION_DROPPED',
    message: `A callback makes ${spoken} again and again, as in a while loop, which never ends: the condition has no value while the workflow is built.`,
    hint: 'write loop(name, { while: ... }, step), which repeats a step at run time.',
  });
}

/** Notes an expression; whether it is absent in this run. */
export function noteMade(node: ExpressionNode): boolean {
  const record = current();
  if (record === undefined) return false;
  record.made.push(node);
  if (record.made.length > mostMade) throw endless(node);
  return record.plan.absent?.has(record.made.length - 1) === true;
}

/** Notes that somebody looked at an expression. */
export function noteShown(node: ExpressionNode): void {
  current()?.shown.add(node);
}

/** Notes that a reference was asked for its `length`. */
export function noteLength(node: ExpressionNode): void {
  current()?.measured.push(node);
}

const copyPrefix = '\u0000drystep.copy.';
let copyCount = 0;

/** The keys that a copy of a reference finds in it: one of its own, which stands for all that is not known yet. */
export function copyKeys(node: ExpressionNode): { readonly own: string; readonly stood: readonly string[] } {
  copyCount += 1;
  const record = current();
  const copy = record === undefined ? 0 : record.copies++;
  const own = `${copyPrefix}${copyCount} ${copy}`;
  record?.listed.set(own, node);
  const shadow = record?.plan.shadow;
  return { own, stood: shadow?.copy === copy ? shadow.keys : [] };
}

/** Notes that a copy was taken. */
export function noteCopied(key: string): void {
  current()?.listed.delete(key);
}

/** Which copy a key stands for; undefined for the keys of authors. */
export function copyOfKey(key: string): number | undefined {
  return key.startsWith(copyPrefix) ? Number(key.slice(key.indexOf(' ') + 1)) : undefined;
}

/** Whether a text is a key that a copy found in a reference. */
export function isCopyKey(text: string): boolean {
  return text.startsWith(copyPrefix);
}

/** The order of an object that becomes a tree. */
export function nextObject(): number {
  const record = current();
  return record === undefined ? 0 : record.objects++;
}

/** Notes the copies in an object. */
export function noteCopies(copied: CopiedObject): void {
  current()?.copied.push(copied);
}

/** Notes a field of an object that holds undefined. */
export function noteAbsentField(field: string): void {
  current()?.absentFields.push(field);
}

/** Notes that an object has a stand-in under a key. */
export function noteShadowed(object: number, key: string): void {
  current()?.shadowed.add(`${object} ${key}`);
}
