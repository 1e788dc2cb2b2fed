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

/** `new` before a class that is not JavaScript's own. */
const makesConstruct =
  /\bnew\s+(?!(?:Array|BigInt|Boolean|Date|Error|Intl|Map|Number|Object|Promise|Proxy|RegExp|Set|String|TextDecoder|TextEncoder|TypeError|URL|URLSearchParams|WeakMap|WeakSet)\b)/;

/** Functions that are called, and methods of values, which may have the name of a function of ours. */
const calls = /(\.\s*)?([\w$]+)\s*\(|([\w$]+)\s*\)\s*\(/g;

/** Templates with a function before them, which is called. */
const tags = /([\w$]+)\s*\)?\s*`/g;

/**
 * Whether a callback may decide something while the workflow is built, by its text: it has an operator that decides, or calls a function
 * that may have one. A callback that makes constructs is called once only.
 */
export function mayDecide(text: string): boolean {
  if (makesConstruct.test(codeOf(text))) return false;
  if (decisions.test(text)) return true;
  if ([...text.matchAll(tags)].some(([, tag]) => tag !== 'raw' && tag !== 'return')) return true;
  return [...text.matchAll(calls)].some(([, method, called, imported]) => {
    if (method !== undefined) return called !== 'log';
    return !harmless.has((called ?? imported) as string);
  });
}
