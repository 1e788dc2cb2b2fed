import { BuilderError } from './builder-error';
import { type Decision, decidedBy } from './decided-by';
import { copiedAlone } from './lone-copy';
import { mayDecide } from './may-decide';
import type { ExpressionNode } from './node';
import { refusingLookups } from './refusing-lookups';
import { type RecordedRun, runText } from './run-text';
import { spokenExpression } from './spoken-expression';
import { deletesField, takenWhileBuilt } from './taken-while-built';
import { childNodes, keysTaken, orderUnknown, templateNode } from './template-node';
import { type CallbackRun, recorded, Thrown } from './tracking';

/** A callback of an author. */
export interface Callback {
  /** Calls it with its references. */
  call(): unknown;
  /** Its text, as JavaScript knows it. */
  readonly text: string;
  /** Runs it at another time and with another chance. @default none: what it takes from them is told by its text alone */
  otherwise?<Result>(chance: 'least' | 'most', run: () => Result): Result;
}

/**
 * Returns the tree of what a callback returns, and sees to it that the tree is all that the callback says. A callback runs more than once:
 * what JavaScript decides while the workflow is built shows where a run with other values gives something else.
 *
 * @throws BuilderError where the tree says something else than the callback
 */
export function callbackNode(step: string, callback: Callback): ExpressionNode {
  const run = () => refusingLookups(() => templateNode(callback.call(), { step }));
  const { record, result } = recorded({}, run);
  if (result instanceof Thrown) throw isUncloned(result.error) ? cloned(step) : result.error;
  refuseKeys(step, record);
  refuseLength(step, record);
  refuseTaken(step, callback.text, record);
  refuseUndefined(step, record);
  for (const copy of new Set(record.copied.map((copied) => copied.copy))) checkCopy(step, copy, record, run);
  refuseDropped(step, record, result);
  if (!mayDecide(callback.text)) return result;
  for (let copy = 0; copy < record.copies; copy += 1) refuseKeysOfCopy(step, copy, callback.text, { record, result }, run);
  const decided = decidedBy({ record, result }, callback, run);
  if (decided !== undefined) throw decidedWhileBuilt(step, decided);
  return result;
}

function isUncloned(error: unknown): boolean {
  return (error as { readonly name?: unknown } | null | undefined)?.name === 'DataCloneError';
}

function cloned(step: string): BuilderError {
  return new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    step,
    message: 'A callback clones a reference, as by structuredClone, and a reference has no value while the workflow is built.',
    hint: 'use the reference itself, or copy it by spread: ({ ...input }). Nothing changes the data that it stands for.',
  });
}

function refuseKeys(step: string, { listed }: CallbackRun): void {
  const [asked] = listed.values();
  if (asked === undefined) return;
  const spoken = spokenExpression(asked);
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    step,
    message: `The keys of "${spoken}" are not known while the workflow is built, and Object.keys or a loop asks for them.`,
    hint: `name the fields you need: ${spoken}.id, or pick(${spoken}, 'id') for several.`,
  });
}

/** Lists and texts have no length in the data; an object may, and shows by its other fields that it is one. */
function refuseLength(step: string, { measured, made }: CallbackRun): void {
  const objects = new Set(made.flatMap((node) => (node.kind === 'field' && node.name !== 'length' ? [spokenExpression(node.of)] : [])));
  const list = measured.map(spokenExpression).find((spoken) => !objects.has(spoken));
  if (list === undefined) return;
  throw new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    step,
    message: `"${list}" has no value while the workflow is built, and its length is asked for. Lists and texts have a length only in JavaScript.`,
    hint: `write count(${list}) for a list, textLength(${list}) for a text, and field(${list}, 'length') where the data has a field of that name.`,
  });
}

/** A field read from a copy is undefined, since a copy knows no fields: left out it would be missing without a word. */
function refuseUndefined(step: string, { copies, absentFields }: CallbackRun): void {
  const [field] = absentFields;
  if (field === undefined || copies === 0) return;
  throw new BuilderError({
    code: 'SPREAD_UNDEFINED',
    step,
    message: `Field "${field}" is undefined beside a copy by spread: the fields of a copy are not known while the workflow is built.`,
    hint: 'read fields from the reference itself, as in input.orderId, and leave out fields without a value.',
  });
}

/** What a callback takes from the clock or from chance is the same in every execution; what it deletes from a copy is still there. */
function refuseTaken(step: string, text: string, { copies }: CallbackRun): void {
  const taken = takenWhileBuilt(text);
  if (taken !== undefined) {
    throw new BuilderError({
      code: 'VALUE_WHILE_BUILT',
      step,
      message: `A callback calls ${taken.call}, and callbacks run while the workflow is built: every execution would use the same ${taken.what}.`,
      hint: `write ${taken.write}, known when the workflow runs; if that of the build is meant, take it outside the callback.`,
    });
  }
  if (copies === 0 || !deletesField(text)) return;
  throw new BuilderError({
    code: 'REFERENCE_REST',
    step,
    message: 'A callback deletes from a copy, which does not know its fields while the workflow is built: the field would still be there.',
    hint: 'name the fields to keep: pick(input, ...).',
  });
}

/**
 * JavaScript keeps the place of a key that is written a second time, and the rest of a reference looks like a copy of it. With stand-ins
 * for the keys in question, the copy shows who has the last word and what it leaves out.
 */
function checkCopy(step: string, copy: number, record: CallbackRun, run: () => ExpressionNode): void {
  const objects = record.copied.filter((copied) => copied.copy === copy);
  const read = record.made.flatMap((node) => (node.kind === 'field' && node.of === objects[0]?.node ? [node.name] : []));
  const keys = [...new Set([...read, ...objects.flatMap(({ before, after }) => [...before, ...after])])];
  if (keys.length === 0) return;
  const shadow = recorded({ shadow: { copy, keys } }, run);
  for (const { object, node, before, after } of objects) {
    const stands = (key: string) => !(shadow.result instanceof Thrown) && shadow.record.shadowed.has(`${object} ${key}`);
    const twice = before.find((key) => !stands(key)) ?? after.find((key) => stands(key));
    if (twice !== undefined) throw orderUnknown(twice, { step });
    const left = read.find((key) => !before.includes(key) && !after.includes(key) && !stands(key));
    if (left !== undefined && !(shadow.result instanceof Thrown)) throw restOf(step, node, left);
  }
}

function restOf(step: string, node: ExpressionNode, left: string): BuilderError {
  const spoken = spokenExpression(node);
  return new BuilderError({
    code: 'REFERENCE_REST',
    step,
    message: `The rest of "${spoken}" without "${left}" cannot be told from all of it, since no field has a value while the workflow is built.`,
    hint: `name the fields to keep: pick(${spoken}, ...).`,
  });
}

function refuseDropped(step: string, { made, shown }: CallbackRun, result: ExpressionNode): void {
  const used = new Set<ExpressionNode>(shown);
  const use = (node: ExpressionNode): void => {
    if (used.has(node)) return;
    used.add(node);
    childNodes(node).forEach(use);
    const copied = copiedAlone(node);
    if (copied !== undefined) use(copied);
  };
  use(result);
  // Of what is dropped, the outermost is named: its parts count as used by it.
  const parts = new Set(made.flatMap(childNodes).flatMap(below));
  const dropped = made.find((node) => !used.has(node) && !parts.has(node));
  if (dropped === undefined) return;
  const spoken = spokenExpression(dropped);
  throw new BuilderError({
    code: 'EXPRESSION_DROPPED',
    step,
    message: `A callback ${dropped.kind === 'call' ? 'computes' : 'reads'} ${spoken}, and what it returns does not contain it: &&, ||, !, ?:, if and === decide while the workflow is built.`,
    hint: 'write and, or, not, ifElse, eq or orElse, which decide at run time, or take out what is not used.',
  });
}

function below(node: ExpressionNode): readonly ExpressionNode[] {
  return [node, ...childNodes(node).flatMap(below)];
}

/** Words in quotes, which may be the name of a field that a callback looks for. */
const quotedNames = /(['"`])([A-Za-z_$][\w$]*)\1/g;

/** A copy has the keys of what it copies when the workflow runs: who asks for them while it is built finds others with other fields there. */
function refuseKeysOfCopy(step: string, copy: number, text: string, first: RecordedRun, run: () => ExpressionNode): void {
  const keys = ['drystepField', ...[...text.matchAll(quotedNames)].map(([, , name]) => name!)];
  const shadow = recorded({ shadow: { copy, keys: [...new Set(keys)] } }, run);
  if (shadow.result instanceof Thrown) return;
  const objects = first.record.copied.filter((copied) => copied.copy === copy);
  const lost = objects.flatMap(({ object, node, before, after }) => {
    const key = keys.find((name) => !before.includes(name) && !after.includes(name) && !shadow.record.shadowed.has(`${object} ${name}`));
    return key === undefined ? [] : [restOf(step, node, key)];
  });
  if (lost[0] !== undefined) throw lost[0];
  if (runText(first, new Set()) !== runText({ record: shadow.record, result: shadow.result }, new Set())) throw keysTaken({ step });
}

function decidedWhileBuilt(step: string, decision: Decision): BuilderError {
  if (decision.by === 'call') {
    return new BuilderError({
      code: 'VALUE_WHILE_BUILT',
      step,
      message:
        'A callback gives something else each time it is called, and callbacks run while the workflow is built: every execution would use the same value.',
      hint: 'write now(), uuid() or randomInteger(1, 100), known when the workflow runs; count and draw outside the callback where the build is meant.',
    });
  }
  const spoken = spokenExpression(decision.node);
  if (decision.by !== 'presence') {
    return new BuilderError({
      code: 'DECIDED_WHILE_BUILT',
      step,
      message: `What a callback returns depends on how JavaScript sees ${spoken}, as with ===, includes, typeof or flat. While the workflow is built, that is a placeholder, equal to nothing.`,
      hint: 'write eq(a, b), contains(items, item), isString(value), flatten(lists) and the like, which ask at run time.',
    });
  }
  return new BuilderError({
    code: 'DECIDED_WHILE_BUILT',
    step,
    message: `What a callback returns depends on whether ${spoken} is there, as with ||, ??, ?:, if or a default value. While the workflow is built, it always is.`,
    hint: `write orElse(${spoken}, ...) for a default and ifElse(condition, ..., ...) for a choice, which decide at run time.`,
  });
}
