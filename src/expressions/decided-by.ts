import type { ExpressionNode } from './node';
import { absentNode, type CallbackRun, recorded, Thrown } from './tracking';

/**
 * Gives an expression on whose presence JavaScript decided what a callback returned: without it, something else than its own place in the
 * tree changes. Undefined where there is none, and where the callback gives something else each time it is called.
 */
export function decidedBy(record: CallbackRun, result: ExpressionNode, run: () => ExpressionNode): ExpressionNode | undefined {
  const leaves = leavesOf(record.made);
  if (leaves.length === 0) return undefined;
  const first: Run = { record, result };
  const found = leaves
    .map((leaf) => [leaf, difference(first, new Set([leaf]), run)] as const)
    .find(([, by]) => by === 'shape' || by === 'values');
  // The last run is one like the first: what it leaves behind in variables of its author is what it says.
  const again = difference(first, new Set(), run);
  if (found === undefined) return undefined;
  return again === 'none' || (again === 'values' && found[1] === 'shape') ? record.made[found[0]] : undefined;
}

interface Run {
  readonly record: CallbackRun;
  readonly result: ExpressionNode;
}

/** How a run without some expressions differs: in more than values that are known while the workflow is built, in those alone, or not. */
function difference(first: Run, absent: ReadonlySet<number>, run: () => ExpressionNode): 'none' | 'values' | 'shape' | 'threw' {
  const { record, result } = recorded(absent.size === 0 ? {} : { absent }, run);
  if (result instanceof Thrown) return 'threw';
  const second: Run = { record, result };
  if (described(first, absent, true) === described(second, absent, true)) return 'none';
  return described(first, absent, false) === described(second, absent, false) ? 'values' : 'shape';
}

/** The places of the expressions of which no field is read: what remains can be read without them. */
function leavesOf(made: readonly ExpressionNode[]): readonly number[] {
  const parents = new Set(made.flatMap((node) => (node.kind === 'field' || node.kind === 'index' ? [node.of] : [])));
  return made.flatMap((node, index) => (parents.has(node) ? [] : [index]));
}

/** What a run made and gave, as text, with the absent expressions left blank where they are used. */
function described({ record, result }: Run, absent: ReadonlySet<number>, values: boolean): string {
  const blank = new Set<ExpressionNode>([absentNode, ...[...absent].flatMap((index) => record.made[index] ?? [])]);
  const tree: Description[] = [...record.made.map((node) => whole(node, blank)), part(result, blank)];
  return JSON.stringify(tree, (_key, entry: unknown) => (values || !isLiteral(entry) ? entry : ['literal']));
}

function isLiteral(description: unknown): boolean {
  return Array.isArray(description) && description[0] === 'literal';
}

type Description = string | number | boolean | null | readonly Description[];

const gap = '\u0000absent';

function part(node: ExpressionNode, blank: ReadonlySet<ExpressionNode>): Description {
  return blank.has(node) ? gap : whole(node, blank);
}

function whole(node: ExpressionNode, blank: ReadonlySet<ExpressionNode>): Description {
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
function merged(operands: readonly ExpressionNode[], blank: ReadonlySet<ExpressionNode>): Description {
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
