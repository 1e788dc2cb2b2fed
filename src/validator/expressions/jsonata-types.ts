import { nearestName } from '../../asl';
import { childrenOf, type SyntaxNode } from '../../data';

/** What the static text of an expression tells of its value, where there is one. */
export type JsonataType = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null' | 'function';

/** Something that fails whenever it is evaluated, and what to write in its place. */
export interface Misuse {
  readonly text: string;
  readonly hint: string;
}

/** The name of a type in a sentence. */
export const TYPE_WORDS: Readonly<Record<JsonataType, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
  function: 'a function',
};

const ARITHMETIC = ['+', '-', '*', '/', '%'];
const ORDER = ['<', '<=', '>', '>='];
const OPERATORS: ReadonlyMap<string, JsonataType> = new Map<string, JsonataType>([
  ...ARITHMETIC.map((sign): [string, JsonataType] => [sign, 'number']),
  ...[...ORDER, '=', '!=', 'and', 'or', 'in'].map((sign): [string, JsonataType] => [sign, 'boolean']),
  ['&', 'string'],
]);
/** Only functions whose result has one type. */
const RESULTS: ReadonlyMap<string, JsonataType> = new Map<string, JsonataType>([
  ...[
    'sum count max min average number abs floor ceil round power sqrt random length toMillis millis parseInteger'
      .split(' ')
      .map((name): [string, JsonataType] => [name, 'number']),
    (
      'string substring substringBefore substringAfter lowercase uppercase trim pad join formatNumber formatBase formatInteger base64encode base64decode ' +
      'encodeUrl encodeUrlComponent decodeUrl decodeUrlComponent replace now fromMillis type uuid hash'
    )
      .split(' ')
      .map((name): [string, JsonataType] => [name, 'string']),
    'contains boolean not exists'.split(' ').map((name): [string, JsonataType] => [name, 'boolean']),
  ].flat(),
]);

/** What tells the types in an expression apart: names bound in it, and the functions that there are. */
export interface TypeScope {
  readonly bound: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

/** The type of a node's value; undefined where that depends on data. The value itself may be missing. */
export function typeOfNode(node: SyntaxNode, scope: TypeScope): JsonataType | undefined {
  if (node.predicate !== undefined || node.stages !== undefined || node.group !== undefined) return undefined;
  return TYPES[node.type]?.(node, scope);
}

type ReadType = (node: SyntaxNode, scope: TypeScope) => JsonataType | undefined;

const TYPES: Readonly<Record<string, ReadType | undefined>> = Object.assign(Object.create(null), {
  string: () => 'string',
  number: () => 'number',
  value: ({ value }) => (value === null ? 'null' : typeof value === 'boolean' ? 'boolean' : undefined),
  regex: () => 'function',
  lambda: ({ thunk, body }, scope) => (thunk === true && body !== undefined ? typeOfNode(body, scope) : 'function'),
  partial: () => 'function',
  unary: ({ value }) => (value === '-' ? 'number' : value === '[' ? 'array' : value === '{' ? 'object' : undefined),
  binary: ({ value }) => OPERATORS.get(String(value)),
  bind: ({ rhs }, scope) => (rhs === undefined ? undefined : typeOfNode(rhs, scope)),
  block: ({ expressions }, scope) => {
    const last = expressions?.at(-1);
    return last === undefined ? undefined : typeOfNode(last, scope);
  },
  condition: ({ then, else: otherwise }, scope) => {
    const type = then === undefined ? undefined : typeOfNode(then, scope);
    return otherwise === undefined || typeOfNode(otherwise, scope) === type ? type : undefined;
  },
  path: ({ steps }, scope) => (steps?.length === 1 ? typeOfNode(steps[0] ?? { type: '' }, scope) : undefined),
  function: ({ procedure }, { bound }) => {
    const name = procedure?.type === 'variable' ? String(procedure.value) : '';
    return bound.has(name) ? undefined : RESULTS.get(name);
  },
  apply: ({ rhs }, scope) => (rhs?.type === 'function' ? typeOfNode(rhs, scope) : undefined),
  variable: ({ value }, { bound, functions }) => (functions.has(String(value)) && !bound.has(String(value)) ? 'function' : undefined),
} satisfies Record<string, ReadType>);

/** What of a node, its children aside, fails whatever the data is: JSONata judges a side of an operator even where the other one is missing. */
export function misuseOf(node: SyntaxNode, scope: TypeScope): Misuse | undefined {
  const { type, value } = node;
  if (type === 'binary') return misusedOperator(String(value), node, scope);
  if (type === 'apply') return misusedApply(node, scope);
  if (type === 'path') return misusedMethod(node, scope);
  return undefined;
}

function misusedOperator(sign: string, node: SyntaxNode, scope: TypeScope): Misuse | undefined {
  const types = [node.lhs, node.rhs].map((side) => (side !== undefined && 'type' in side ? typeOfNode(side, scope) : undefined));
  if (ARITHMETIC.includes(sign)) {
    const wrong = types.find((side) => side !== undefined && side !== 'number');
    if (wrong === undefined) return undefined;
    const joins = sign === '+' && wrong === 'string';
    return {
      text: `"${sign}" takes numbers, and one side is ${TYPE_WORDS[wrong]}`,
      hint: joins ? 'join texts with "&"' : wrong === 'string' ? 'make a number of the text: $number(…)' : 'give it a number',
    };
  }
  if (!ORDER.includes(sign)) return undefined;
  const wrong = types.find((side) => side !== undefined && side !== 'number' && side !== 'string');
  if (wrong !== undefined)
    return { text: `"${sign}" compares numbers or texts, and one side is ${TYPE_WORDS[wrong]}`, hint: 'compare with "=" or "!="' };
  const [left, right] = types;
  return left === undefined || right === undefined || left === right
    ? undefined
    : { text: `"${sign}" compares ${TYPE_WORDS[left]} with ${TYPE_WORDS[right]}`, hint: 'compare values of one type' };
}

function misusedApply({ rhs }: SyntaxNode, scope: TypeScope): Misuse | undefined {
  const type = rhs === undefined || rhs.type === 'function' ? undefined : typeOfNode(rhs, scope);
  return type === undefined || type === 'function'
    ? undefined
    : { text: `"~>" hands a value to a function, and its right side is ${TYPE_WORDS[type]}`, hint: 'name a function: ~> $uppercase' };
}

/** `$states.input.name.length()`: data has no functions. */
function misusedMethod({ steps = [] }: SyntaxNode, { bound, functions }: TypeScope): Misuse | undefined {
  const [root] = steps;
  if (root?.type !== 'variable' || bound.has(String(root.value))) return undefined;
  const call = steps.find(({ type, procedure }) => type === 'function' && procedure !== undefined && nameCalled(procedure) !== undefined);
  const name = call?.procedure === undefined ? undefined : nameCalled(call.procedure);
  if (name === undefined) return undefined;
  const nearest = METHODS.get(name) ?? nearestName(name, [...functions]);
  return {
    text: `"${name}" is called, and no function has that name: those of JSONata begin with "$"`,
    hint: nearest === undefined ? 'call a function of JSONata, such as $length(…)' : `write $${nearest}(…)`,
  };
}

/** What other languages call the functions. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['toUpperCase', 'uppercase'],
  ['toLowerCase', 'lowercase'],
  ['toString', 'string'],
  ['includes', 'contains'],
  ['slice', 'substring'],
  ['size', 'count'],
  ['concat', 'append'],
]);

function nameCalled(procedure: SyntaxNode): string | undefined {
  const [step] = procedure.type === 'path' ? (procedure.steps ?? []) : [procedure];
  return step?.type === 'name' ? String(step.value) : undefined;
}

/** Everything in an expression that fails whenever it is evaluated, each once. */
export function misusesIn(root: SyntaxNode, scope: TypeScope): readonly Misuse[] {
  const found = new Map<string, Misuse>();
  const visit = (node: SyntaxNode): void => {
    const misuse = misuseOf(node, scope);
    if (misuse !== undefined) found.set(misuse.text, misuse);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return [...found.values()];
}
