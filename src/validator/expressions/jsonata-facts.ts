import {
  childrenOf,
  ExpressionSyntaxError,
  jsonataArguments,
  jsonataFunctionNames,
  parseJsonata,
  readChildrenOf,
  type SyntaxNode,
  topLevelJsonataReads,
} from '../../data';
import type { ExpressionSite } from './expression-sites';
import { type JsonataType, type Misuse, misusesIn, typeOfNode } from './jsonata-types';
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
  /** Built-in functions it names, called or not: a workflow variable of such a name hides the function. */
  readonly builtIns: readonly string[];
  /** Names of called functions that neither the language nor the expression defines. */
  readonly unknownFunctions: readonly string[];
  /** Calls of built-in functions with more or fewer arguments than they take. */
  readonly miscounted: readonly Miscounted[];
  /** What follows `$states`, such as `result`; `''` when it is read as a whole. */
  readonly statesFields: readonly string[];
  /** `$`, `$$`, `*`, `**` and bare names where there is nothing they could mean, each once as written: there is no input document. */
  readonly bareReads: readonly string[];
  /** It binds `$states`. */
  readonly bindsStates: boolean;
  /** What in it fails whatever the data is. */
  readonly misuses: readonly Misuse[];
  /** The type of its value, where the text tells. */
  readonly result: JsonataType | undefined;
}

/** A call of a built-in function with too many or too few arguments. */
export interface Miscounted {
  readonly name: string;
  readonly given: number;
  readonly least: number;
  readonly most: number;
}

interface Gathered {
  readonly variables: Set<string>;
  readonly builtIns: Set<string>;
  readonly unknownFunctions: Set<string>;
  readonly miscounted: Miscounted[];
  readonly statesFields: Set<string>;
  readonly bound: Set<string>;
}

/** Parsing is most of what a validation costs, and machines repeat themselves. */
const answers = keepAnswers((text) => plainPath(text) ?? likeAnother(text));

/** Reads the `{% … %}` text at a place, or says why it cannot be read. */
export function jsonataFacts(site: ExpressionSite): Read<JsonataFacts> {
  return jsonataFactsOf(String(site.value));
}

/** The same for a `{% … %}` text, wherever it stands. */
export function jsonataFactsOf(text: string): Read<JsonataFacts> {
  return answers(text);
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

/** The text with its numbers, texts and numbered names made the same, and what the names were. */
function generalised(text: string): { readonly alike: string; readonly names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  // Digits of names in backticks and of regular expressions mean something, and quotes in them or after backslashes do not.
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
  const [whole, name = '', path = ''] = PLAIN_PATH.exec(text) ?? [];
  if (whole === undefined || KEYWORD.test(path)) return undefined;
  const isStates = name === 'states';
  const isBuiltIn = builtInFunctions().has(name);
  return {
    ok: true,
    facts: {
      variables: isStates || isBuiltIn ? [] : [name],
      builtIns: isBuiltIn ? [name] : [],
      unknownFunctions: [],
      miscounted: [],
      statesFields: isStates ? [path.split('.')[1] ?? ''] : [],
      bareReads: [],
      bindsStates: false,
      misuses: [],
      result: isBuiltIn && path === '' ? 'function' : undefined,
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
    builtIns: new Set(),
    unknownFunctions: new Set(),
    miscounted: [],
    statesFields: new Set(),
    bound: new Set(),
  };
  collectBound(root, gathered.bound);
  visit(root, gathered);
  const { variables, builtIns, unknownFunctions, miscounted, statesFields, bound } = gathered;
  return {
    variables: [...variables],
    builtIns: [...builtIns],
    unknownFunctions: [...unknownFunctions],
    miscounted,
    statesFields: [...statesFields],
    bareReads: topLevelJsonataReads(root),
    bindsStates: bound.has('states'),
    misuses: misusesIn(root, { bound, functions: builtInFunctions() }),
    result: typeOfNode(root, { bound, functions: builtInFunctions() }),
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

/** @param before arguments that stand before those in the brackets: `~>` hands one over */
function visit(node: SyntaxNode, gathered: Gathered, before = 0): void {
  const value = String(node.value ?? '');
  if (node.type === 'variable') readVariable(value, gathered);
  const ofStates = node.type === 'path' && readStatesPath(node.steps ?? [], gathered);
  const called = (node.type === 'function' || node.type === 'partial') && node.procedure?.type === 'variable' ? node.procedure : undefined;
  if (called !== undefined) {
    const name = String(called.value);
    if (!gathered.bound.has(name)) {
      (builtInFunctions().has(name) ? gathered.builtIns : gathered.unknownFunctions).add(name);
      if (node.type === 'function') countArguments(name, (node.arguments?.length ?? 0) + before, gathered);
    }
  }
  for (const child of readChildrenOf(node)) {
    if (child === called) continue;
    if (ofStates && child === node.steps?.[0]) for (const attached of childrenOf(child)) visit(attached, gathered);
    else visit(child, gathered, node.type === 'apply' && child === node.rhs ? 1 : 0);
  }
}

function countArguments(name: string, given: number, { miscounted }: Gathered): void {
  const takes = jsonataArguments(name);
  if (takes === undefined || (given >= takes.least && given <= takes.most)) return;
  if (!miscounted.some((each) => each.name === name && each.given === given)) miscounted.push({ name, given, ...takes });
}

/** Notes which field of `$states` a path begins with; false for any other path. */
function readStatesPath([first, second]: readonly SyntaxNode[], gathered: Gathered): boolean {
  if (first?.type !== 'variable' || first.value !== 'states' || gathered.bound.has('states')) return false;
  gathered.statesFields.add(second?.type === 'name' || second?.type === 'string' ? String(second.value) : '');
  return true;
}

function readVariable(name: string, gathered: Gathered): void {
  if (name === '' || name === '$') return;
  if (name === 'states') {
    if (!gathered.bound.has(name)) gathered.statesFields.add('');
  } else if (!gathered.bound.has(name)) {
    (builtInFunctions().has(name) ? gathered.builtIns : gathered.variables).add(name);
  }
}
