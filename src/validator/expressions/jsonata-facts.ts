import { childrenOf, ExpressionSyntaxError, jsonataFunctionNames, parseJsonata, type SyntaxNode } from '../../data';
import type { ExpressionSite } from './expression-sites';
import { keepAnswers } from './keep-answers';
import { NESTED_TOO_DEEPLY, type Read } from './read-expression';

let builtIn: ReadonlySet<string> | undefined;

/** Functions of JSONata 2.0.6 and those the service adds; `$eval` is not among them. Known when the first expression is met. */
export function builtInFunctions(): ReadonlySet<string> {
  builtIn ??= new Set(jsonataFunctionNames());
  return builtIn;
}

/** What the static text of a JSONata expression tells. */
export interface JsonataFacts {
  /** Workflow variables it reads, in order of first use; `$states` and names bound in the expression are not among them. */
  readonly variables: readonly string[];
  /** Names of called functions that neither the language nor the expression defines. */
  readonly unknownFunctions: readonly string[];
  /** What follows `$states`, such as `result`; `''` when it is read as a whole. */
  readonly statesFields: readonly string[];
  /** `$`, `$$` or a bare name where there is nothing they could mean: there is no input document. */
  readonly bareReads: readonly string[];
  /** It binds `$states`. */
  readonly bindsStates: boolean;
}

interface Gathered {
  readonly variables: Set<string>;
  readonly unknownFunctions: Set<string>;
  readonly statesFields: Set<string>;
  readonly bareReads: Set<string>;
  readonly bound: Set<string>;
}

/** Parsing is most of what a validation costs, and machines repeat themselves. */
const answers = keepAnswers((text) => plainPath(text) ?? likeAnother(text));

/** Reads the `{% … %}` text at a place, or says why it cannot be read. */
export function jsonataFacts(site: ExpressionSite): Read<JsonataFacts> {
  return answers(String(site.value));
}

/** Facts depend neither on numbers nor on text: `$x > 1` answers for `$x > 2`, `$x = "a"` for `$x = "b"`, and `$x1`, but for its name, for `$x2`. */
function likeAnother(text: string): Read<JsonataFacts> {
  const { alike, names } = generalised(text);
  const read = alike === text ? undefined : parsedAnswers(alike);
  // What is wrong with a text is told in its own words.
  if (!read?.ok) return parsedAnswers(text);
  if (names.size === 0) return read;
  const own = (name: string): string => names.get(name) ?? name;
  const { variables, unknownFunctions } = read.facts;
  return { ok: true, facts: { ...read.facts, variables: variables.map(own), unknownFunctions: unknownFunctions.map(own) } };
}

/** Gives the text with its numbers, texts and numbered names made the same, and what the names were. */
function generalised(text: string): { readonly alike: string; readonly names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  // Digits of names in backticks and of regular expressions mean something, and quotes in them or after backslashes are none.
  if (/[`/\\]/.test(text)) return { alike: text, names };
  // A text beside a dot is a name: `$states."result"`.
  const unquoted = text.replace(/(?<!\.\s*)("[^"]+"|'[^']+')(?!\s*[.[({^@#])/g, '""');
  const unnumbered = unquoted.replace(/(?<![\w$.])\d{1,9}(?![\w.])/g, '0');
  // Fields after the first are named in no finding.
  const unnamed = unnumbered.replace(/(?<!\$states)(\.[A-Za-z_]+)\d{1,9}(?!\w)/g, (_, name: string) => `${name}0`);
  const aliases = new Map<string, string>();
  const alike = unnamed.replace(/\$([A-Za-z_]+)\d+(?!\w)/g, (found, name: string) => {
    const alias = aliases.get(found) ?? `${name}${aliases.size}`;
    aliases.set(found, alias);
    names.set(alias, found.slice(1));
    return `$${alias}`;
  });
  return { alike, names };
}

const parsedAnswers = keepAnswers(readFacts);

const PLAIN_PATH = /^\{%\s*\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)\s*%\}$/;
const KEYWORD = /\.(?:and|or|in|true|false|null|function)(?:\.|$)/;

/** `$states.input.order.id` and the like need no parser: most expressions are such. */
function plainPath(text: string): Read<JsonataFacts> | undefined {
  const [whole, name, path] = PLAIN_PATH.exec(text) ?? [];
  if (whole === undefined || KEYWORD.test(path!)) return undefined;
  const isStates = name === 'states';
  return {
    ok: true,
    facts: {
      variables: isStates || builtInFunctions().has(name!) ? [] : [name!],
      unknownFunctions: [],
      statesFields: isStates ? [path === '' ? '' : path!.split('.')[1]!] : [],
      bareReads: [],
      bindsStates: false,
    },
  };
}

function readFacts(text: string): Read<JsonataFacts> {
  try {
    return { ok: true, facts: factsOf(parseJsonata(text.slice(2, -2))) };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return { ok: false, reason: error.message };
    // By name: jest's own code runs out of stack in a realm with another RangeError.
    if ((error as { name?: unknown } | null)?.name === 'RangeError') return { ok: false, reason: NESTED_TOO_DEEPLY };
    throw error;
  }
}

function factsOf(root: SyntaxNode): JsonataFacts {
  const gathered: Gathered = {
    variables: new Set(),
    unknownFunctions: new Set(),
    statesFields: new Set(),
    bareReads: new Set(),
    bound: new Set(),
  };
  collectBound(root, gathered.bound);
  visit(root, false, gathered);
  const { variables, unknownFunctions, statesFields, bareReads, bound } = gathered;
  return {
    variables: [...variables],
    unknownFunctions: [...unknownFunctions],
    statesFields: [...statesFields],
    bareReads: [...bareReads],
    bindsStates: bound.has('states'),
  };
}

/** Names bound anywhere in the expression: by `:=`, as parameters, by `@` and `#`. Where exactly they can be seen does not matter here. */
function collectBound(node: SyntaxNode, bound: Set<string>): void {
  if (node.type === 'bind' && !Array.isArray(node.lhs)) bound.add(String((node.lhs as SyntaxNode).value));
  if (node.type === 'lambda') for (const parameter of node.arguments ?? []) bound.add(String(parameter.value));
  if (node.focus !== undefined) bound.add(node.focus);
  if (node.index !== undefined) bound.add(node.index);
  for (const stages of [node.stages, node.predicate])
    for (const stage of stages ?? []) if (stage.type === 'index' && stage.value !== undefined) bound.add(stage.value);
  for (const child of childrenOf(node)) collectBound(child, bound);
}

/** `hasContext`: inside a step, predicate or function body, where `$` and bare names mean the current item. */
function visit(node: SyntaxNode, hasContext: boolean, gathered: Gathered): void {
  const value = String(node.value ?? '');
  if (node.type === 'variable') readVariable(value, hasContext, gathered);
  else if (node.type === 'name' || node.type === 'wildcard' || node.type === 'descendant') {
    if (!hasContext) gathered.bareReads.add(node.type === 'name' ? value : node.type === 'wildcard' ? '*' : '**');
  } else if (node.type === 'path' && node.steps) {
    visitPath(node, node.steps, hasContext, gathered);
    return;
  } else if ((node.type === 'function' || node.type === 'partial') && node.procedure?.type === 'variable') {
    const name = String(node.procedure.value);
    if (!gathered.bound.has(name) && !builtInFunctions().has(name)) gathered.unknownFunctions.add(name);
    for (const argument of node.arguments ?? []) visit(argument, hasContext, gathered);
    visitAttached(node, gathered);
    return;
  }
  const inner = hasContext || node.type === 'lambda' || node.type === 'transform';
  const attached = attachedTo(node);
  for (const child of childrenOf(node)) {
    if (isParameter(node, child) || isTarget(node, child)) continue;
    visit(child, inner || attached.has(child), gathered);
  }
}

function visitPath(node: SyntaxNode, steps: readonly SyntaxNode[], hasContext: boolean, gathered: Gathered): void {
  const [first, second] = steps;
  const ofStates = first?.type === 'variable' && first.value === 'states' && !gathered.bound.has('states');
  if (ofStates) gathered.statesFields.add(second?.type === 'name' || second?.type === 'string' ? String(second.value) : '');
  steps.forEach((step, index) => {
    if (index === 0 && ofStates) visitAttached(step, gathered);
    else visit(step, hasContext || index > 0, gathered);
  });
  visitAttached(node, gathered);
}

/** What hangs on a node and is evaluated per item: predicates, sort terms, groups. */
function visitAttached(node: SyntaxNode, gathered: Gathered): void {
  for (const child of attachedTo(node)) visit(child, true, gathered);
}

function attachedTo(node: SyntaxNode): Set<SyntaxNode> {
  const attached: SyntaxNode[] = [];
  for (const stage of [...(node.stages ?? []), ...(node.predicate ?? [])]) if (stage.expr) attached.push(stage.expr);
  for (const term of node.terms ?? []) attached.push(term.expression);
  for (const pair of node.group?.lhs ?? []) attached.push(...pair);
  return new Set(attached);
}

function isParameter(node: SyntaxNode, child: SyntaxNode): boolean {
  return node.type === 'lambda' && (node.arguments ?? []).includes(child);
}

function isTarget(node: SyntaxNode, child: SyntaxNode): boolean {
  return node.type === 'bind' && node.lhs === child;
}

function readVariable(name: string, hasContext: boolean, gathered: Gathered): void {
  if (name === '' || name === '$') {
    if (!hasContext || name === '$') gathered.bareReads.add(name === '' ? '$' : '$$');
  } else if (name === 'states') {
    if (!gathered.bound.has(name)) gathered.statesFields.add('');
  } else if (!gathered.bound.has(name) && !builtInFunctions().has(name)) {
    gathered.variables.add(name);
  }
}
