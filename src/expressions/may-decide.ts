import * as arrays from './arrays';
import { optional, required } from './expression-value';
import * as numbers from './numbers';
import * as operators from './operators';
import { field } from './reference';
import * as regexes from './regexes';
import { codeOf } from './taken-while-built';
import * as texts from './texts';

/** Functions that decide nothing while the workflow is built. */
const harmless = new Set([...Object.keys({ ...arrays, ...numbers, ...operators, ...regexes, ...texts, optional, required, field }), 'log']);

const decisions = /\?|\|\||&&|!|==|\+\+|--|\b(?:if|for|while|switch|in|typeof|instanceof)\b|[^=!<>]=(?![=>])/;

/** `new` before a class whose first argument is a name with more behind it, as the scope of a construct is. */
const makesConstruct =
  /\bnew\s+(?!(?:Array|Date|Error|Map|Proxy|RegExp|Set|String|URL|\w+Array|\w+Error)\b)[\w$.]+\s*\(\s*[A-Za-z_$][\w$.]*\s*,/;

/** Functions that are called, and methods of values, which may have the name of a function of ours. */
const calls = /(\.\s*)?([\w$]+)\s*\(|([\w$]+)\s*\)\s*\(/g;

/** Templates with a function before them, which is called. */
const tags = /([\w$]+)\s*\)?\s*`/g;

/** The parameters of functions, which are references or made of them. */
const parameters = /\(([^()]*)\)\s*(?:=>|\{)|([\w$]+)\s*=>/g;

/** What is read of a value and not called: a field, an element, all of it. */
const reads =
  /(?<![.\w$])([A-Za-z_$][\w$]*)\s*(?:\?\.|\.)\s*[\w$]+(?![\w$]|\s*\)?\s*\()|(?<![.\w$])([A-Za-z_$][\w$]*)\[|\.\.\.\s*([A-Za-z_$][\w$]*)/g;

/** Whether a callback reads values of the program, whose fields may be computed when they are read. */
function readsElsewhere(code: string): boolean {
  const own = new Set([...code.matchAll(parameters)].flatMap(([, several, one]) => (several ?? one ?? '').match(/[\w$]+/g) ?? []));
  return [...code.matchAll(reads)].some((read) => !own.has(read.slice(1).find((name) => name !== undefined)!));
}

/**
 * Whether a callback may decide something while the workflow is built, by its text: it has an operator that decides, calls a function
 * that may have one, or reads a field that may be a function in disguise. A callback that makes constructs is called once only.
 */
export function mayDecide(text: string): boolean {
  const code = codeOf(text);
  if (makesConstruct.test(code)) return false;
  if (decisions.test(text) || readsElsewhere(code)) return true;
  if ([...text.matchAll(tags)].some(([, tag]) => tag !== 'raw' && tag !== 'return')) return true;
  return [...text.matchAll(calls)].some(([, method, called, imported]) => {
    if (method !== undefined) return called !== 'log';
    return !harmless.has((called ?? imported)!);
  });
}
