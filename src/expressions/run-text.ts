import { copiedAlone } from './lone-copy';
import type { ExpressionNode } from './node';
import { absentNode, type CallbackRun } from './tracking';

/** One run of a callback. */
export interface RecordedRun {
  readonly record: CallbackRun;
  readonly result: ExpressionNode;
}

// Each call of Fn.join and its like makes a token of its own for the same value.
const tokens = /[$#]\{Token\[[^\]]*\]\}|-1\.888\d+e\+289/g;

/**
 * What a run made and gave, as text, with some expressions left blank where they are used.
 *
 * @param absent the places of those among what was made
 * @param alike a value of the program that is left blank as well, since it stood where they would
 */
export function runText({ record, result }: RecordedRun, absent: ReadonlySet<number>, alike?: unknown): string {
  const nodes = new Set<ExpressionNode>([absentNode, ...[...absent].flatMap((index) => record.made[index] ?? [])]);
  const blank = (node: ExpressionNode) => nodes.has(node) || (node.kind === 'literal' && node.value === alike);
  const tree: Description[] = [...record.made.map((node) => describedNode(node, blank)), part(result, blank)];
  return JSON.stringify(tree).replace(tokens, 'token');
}

type Blank = (node: ExpressionNode) => boolean;

type Description = string | number | boolean | null | readonly Description[];

const gap = '\u0000absent';

function part(node: ExpressionNode, blank: Blank): Description {
  const copied = copiedAlone(node);
  if (copied !== undefined) return merged([copied], blank);
  return blank(node) ? gap : describedNode(node, blank);
}

function describedNode(node: ExpressionNode, blank: Blank): Description {
  switch (node.kind) {
    case 'root':
      return ['root', node.root];
    case 'field':
      return ['field', part(node.of, blank), node.name];
    case 'index':
      return ['index', part(node.of, blank), node.index];
    case 'literal':
      return ['literal', node.value];
    case 'array':
      return ['array', ...node.items.map((item) => part(item, blank))];
    case 'object':
      return ['object', ...node.fields.map(({ key, value }): Description => [key, part(value, blank)])];
    case 'call':
      return node.operator === 'merge'
        ? merged(node.operands, blank)
        : [node.operator, ...node.operands.map((operand) => part(operand, blank))];
    case 'lambda':
      return ['lambda', part(node.body, blank)];
    case 'bound':
      return ['bound', node.name];
    case 'raw':
      return ['raw', node.text];
    case 'composed':
      return ['composed', ...node.texts, ...node.values.map((value) => part(value, blank))];
  }
}

/** Copying what is absent adds nothing, and what stands on both sides of it becomes one object. */
function merged(operands: readonly ExpressionNode[], blank: Blank): Description {
  const parts: Description[] = [];
  for (const operand of operands) {
    const described = part(operand, blank);
    const last = parts.at(-1);
    if (described === gap) continue;
    if (isObject(described) && last !== undefined && isObject(last)) parts[parts.length - 1] = [...last, ...described.slice(1)];
    else parts.push(described);
  }
  if (parts.length === 0) return ['object'];
  return parts.length === 1 ? (parts[0] as Description) : ['merge', ...parts];
}

function isObject(description: Description): description is readonly Description[] {
  return Array.isArray(description) && description[0] === 'object';
}
