import { defineKey, type JsonValue } from '../../asl';
import { BuilderError, type ExpressionNode, type RootName } from '../../expressions';
import { checkRaw } from './check-raw';
import { jsonataCalls } from './jsonata-calls';
import { literalText } from './literal-text';
import type { Renderer, RenderPlace } from './renderer';

const roots: Record<Exclude<RootName, 'result' | 'variables'>, string> = {
  input: '$states.input',
  rawResult: '$states.result',
  errorOutput: '$states.errorOutput',
  context: '$states.context',
  taskToken: '$states.context.Task.Token',
  item: '$states.context.Map.Item.Value',
  index: '$states.context.Map.Item.Index',
};

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const keywords = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** Gives the text of an expression, without the marks around it. */
export function jsonataText(node: ExpressionNode, place: RenderPlace): string {
  if (node.kind === 'root') return rootText(node.root, place);
  if (node.kind === 'field') return fieldText(node.of, node.name, place);
  if (node.kind === 'index') return `${operandText(node.of, place)}[${node.index}]`;
  if (node.kind === 'literal') return literalText(node.value);
  if (node.kind === 'array') return arrayText(node.items, place);
  if (node.kind === 'object')
    return `{${node.fields.map((field) => `${JSON.stringify(field.key)}: ${jsonataText(field.value, place)}`).join(', ')}}`;
  if (node.kind === 'raw') return rawText(node.text, place);
  if (node.kind === 'bound') return `$${node.name}`;
  if (node.kind === 'lambda') return `function($${node.parameter}) { ${jsonataText(node.body, place)} }`;
  return jsonataCalls[node.operator](
    node.operands.map((operand) => operandText(operand, place)),
    node.operands,
    node.operands.map((operand) => jsonataText(operand, place)),
  );
}

/**
 * JSONata flattens an array value inside a constructor, but neither a constructor inside a constructor nor what $each collects; and of
 * one item $each gives the bare item.
 */
function arrayText(items: readonly ExpressionNode[], place: RenderPlace): string {
  const texts = items.map((item) => jsonataText(item, place));
  if (items.every(({ kind }) => kind === 'literal' || kind === 'object' || kind === 'array')) return `[${texts.join(', ')}]`;
  if (texts.length === 1) return `$type(${texts[0]}) = "array" ? [[${texts[0]}]] : [${texts[0]}]`;
  return `$each({${texts.map((text, index) => `"${index}": ${text}`).join(', ')}}, function($item) { $item })`;
}

/** Computed operands stand in parentheses, so that no precedence has to be known. */
function operandText(node: ExpressionNode, place: RenderPlace): string {
  const text = jsonataText(node, place);
  return node.kind === 'call' || node.kind === 'raw' ? `(${text})` : text;
}

function rootText(root: RootName, place: RenderPlace): string {
  if (root === 'variables') {
    throw new BuilderError({
      code: 'VARIABLES_AS_WHOLE',
      step: place.step,
      message: `Its "${place.field}" uses all variables as one value, which no query language can say.`,
      hint: 'name the variable: vars.total.',
    });
  }
  if (root !== 'result') return roots[root];
  if (place.result === undefined) throw unreadable('result', place);
  return jsonataText(place.result, place);
}

function unreadable(what: string, place: RenderPlace): BuilderError {
  return new BuilderError({
    code: 'REFERENCE_NOT_READABLE',
    step: place.step,
    message: `Its "${place.field}" reads "${what}", which does not exist there.`,
    hint: 'read the result in output or assign.',
  });
}

function fieldText(of: ExpressionNode, name: string, place: RenderPlace): string {
  if (of.kind === 'root' && of.root === 'variables') return `$${name}`;
  const base = operandText(of, place);
  if (identifier.test(name) && !keywords.has(name)) return `${base}.${name}`;
  return name.includes('`') ? `$lookup(${base}, ${JSON.stringify(name)})` : `${base}.\`${name}\``;
}

function rawText(text: string, place: RenderPlace): string {
  const inner = /^\{%([\s\S]*)%\}$/.exec(text);
  if (inner === null) {
    throw new BuilderError({
      code: 'RAW_NOT_JSONATA',
      step: place.step,
      message: `Its "${place.field}" holds raw(${JSON.stringify(text)}), which is no JSONata expression.`,
      hint: "write raw('{% ... %}'), with nothing before {% and nothing after %}.",
    });
  }
  checkRaw('JSONata', text, place);
  return (inner[1] as string).trim();
}

/** Gives a value of ASL: constants as they are, everything else as `{% ... %}`. */
function jsonataTemplate(node: ExpressionNode, place: RenderPlace): JsonValue {
  if (node.kind === 'literal')
    return typeof node.value === 'string' && /^\{%[\s\S]*%\}$/.test(node.value) ? marked(node, place) : node.value;
  if (node.kind === 'array') return node.items.map((item) => jsonataTemplate(item, place));
  // Only a constructor inside one expression leaves out a field whose value is absent; a field of its own would fail.
  if (node.kind !== 'object' || node.fields.some((field) => field.optional)) return marked(node, place);
  const object: Record<string, JsonValue> = {};
  for (const field of node.fields) defineKey(object, field.key, jsonataTemplate(field.value, place));
  return object;
}

function marked(node: ExpressionNode, place: RenderPlace): string {
  return `{% ${jsonataText(node, place)} %}`;
}

/** JSONata, the language that AWS recommends and the default here. */
export const jsonataRenderer: Renderer = {
  language: 'JSONata',
  template: jsonataTemplate,
  condition: (node, place) => ({ Condition: marked(node, place) }),
};
