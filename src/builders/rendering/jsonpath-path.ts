import { BuilderError, type ExpressionNode, type RootName } from '../../expressions';
import { checkRaw } from './check-raw';
import type { RenderPlace } from './renderer';

const roots: Record<Exclude<RootName, 'variables' | 'result'>, string> = {
  input: '$',
  rawResult: '$',
  errorOutput: '$',
  context: '$$',
  taskToken: '$$.Task.Token',
  item: '$$.Map.Item.Value',
  index: '$$.Map.Item.Index',
};

/** What JSONPath cannot express is refused, never worked around. */
export function cannotSay(what: string, place: RenderPlace, hint = 'leave queryLanguage at JSONata for this workflow.'): BuilderError {
  return new BuilderError({
    code: 'JSONPATH_CANNOT_SAY',
    step: place.step,
    message: `JSONPath cannot express ${what} in "${place.field}".`,
    hint,
  });
}

/** A path, or undefined when the tree is more than a path. */
export function pathOf(node: ExpressionNode, place: RenderPlace): string | undefined {
  if (node.kind === 'root') return rootPath(node.root, place);
  if (node.kind === 'raw') {
    checkRaw('JSONPath', node.text, place);
    return callsFunction(node.text) ? undefined : node.text;
  }
  if (node.kind === 'index') {
    const base = pathOf(node.of, place);
    return base === undefined ? undefined : `${base}[${node.index}]`;
  }
  if (node.kind !== 'field') return undefined;
  if (node.of.kind === 'root' && node.of.root === 'variables') return `$${node.name}`;
  const base = pathOf(node.of, place);
  return base === undefined ? undefined : `${base}${step(node.name, place)}`;
}

/** Whether text of an author calls an intrinsic function; else it is a path. */
export function callsFunction(text: string): boolean {
  return text.startsWith('States.');
}

function rootPath(root: RootName, place: RenderPlace): string | undefined {
  if (place.hidden?.includes(root)) {
    throw cannotSay(`"${root}"`, place, 'carry the value there with into or assign, or leave queryLanguage at JSONata.');
  }
  if (root === 'variables') throw cannotSay('all variables as one value', place, 'name the variable: vars.total.');
  if (root !== 'result') return roots[root];
  if (place.result === undefined) throw cannotSay('"result"', place, 'read the result in output or assign.');
  return pathOf(place.result, place);
}

/** AWS's dialect knows no escapes: a name stands in its quotes as it is, and neither a quote nor a bracket can be a part of it. */
function step(name: string, place: RenderPlace): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `.${name}`;
  if (/['[\]]/.test(name)) throw cannotSay(`the field ${JSON.stringify(name)}`, place);
  return `['${name}']`;
}
