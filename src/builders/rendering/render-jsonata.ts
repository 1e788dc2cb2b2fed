import type { JsonValue } from '../../asl';
import { elementAt, firstIn } from '../../asl';
import { atStep, BuilderError, type ExpressionNode, type RootName } from '../../expressions';
import { checkRaw, refuseQuotedPlaces } from './check-raw';
import { freeName } from './free-name';
import { type JsonataText, jsonataCalls, strengths } from './jsonata-calls';
import { oneItem } from './kinds-of-values';
import { isLateList, lateListInside } from './late-values';
import { literalText } from './literal-text';
import { setField } from './null-field';
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

/** The text of an expression, without the marks around it. */
export function jsonataText(node: ExpressionNode, place: RenderPlace): string {
  return rendered(node, place).text;
}

const wholeText = (text: string): JsonataText => ({ text, strength: strengths.whole });

function rendered(given: ExpressionNode, place: RenderPlace): JsonataText {
  const node = reached(given, place);
  if (node.kind === 'root') return wholeText(rootText(node.root, place));
  if (node.kind === 'field') return wholeText(fieldText(node.of, node.name, place));
  if (node.kind === 'index') return wholeText(`${operandText(node.of, place)}[${node.index}]`);
  if (node.kind === 'literal') return wholeText(literalText(node.value));
  if (node.kind === 'array') return arrayText(node.items, place);
  if (node.kind === 'object')
    return wholeText(`{${node.fields.map((field) => `${JSON.stringify(field.key)}: ${jsonataText(field.value, place)}`).join(', ')}}`);
  if (node.kind === 'raw') return { text: rawText(node.text, place), strength: 0 };
  if (node.kind === 'composed') return { text: composedText(node, place), strength: 0 };
  if (node.kind === 'bound') return wholeText(`$${place.items?.get(node.name) ?? node.name}`);
  if (node.kind === 'lambda') return wholeText(lambdaText(node, place));
  return callText(node, place);
}

/** An item hides a variable of its name, so it gets another one where the function reads that. */
function lambdaText({ parameter, body }: Extract<ExpressionNode, { kind: 'lambda' }>, place: RenderPlace): string {
  const name = freeName(parameter, [body]);
  return `function($${name}) { ${jsonataText(body, { ...place, items: new Map([...(place.items ?? []), [parameter, name]]) })} }`;
}

function callText({ operator, operands: given }: Extract<ExpressionNode, { kind: 'call' }>, place: RenderPlace): JsonataText {
  const operands = operator === 'format' ? flatFormat(given, place) : given;
  const call = jsonataCalls[operator];
  const texts = operands.map((operand) => rendered(operand, place));
  const parenthesized = texts.map(({ text, strength }) => (strength === strengths.whole ? text : `(${text})`));
  const said = atStep(place.step, () =>
    call(
      parenthesized,
      operands.map((operand) => reached(operand, place)),
      texts.map(({ text }) => text),
      (index, fits) => {
        const { text, strength } = elementAt(texts, index);
        return fits(strength) ? text : `(${text})`;
      },
    ),
  );
  return typeof said === 'string' ? { text: said, strength: call.strength ?? 0 } : said;
}

/** A text inside of a text is part of it. */
function flatFormat([template, ...values]: readonly ExpressionNode[], place: RenderPlace): readonly ExpressionNode[] {
  const pieces = (template?.kind === 'literal' ? String(template.value) : '').split('{}');
  const inner = values.map((value) => {
    const node = reached(value, place);
    return node.kind === 'call' && node.operator === 'format' ? flatFormat(node.operands, place) : undefined;
  });
  if (inner.every((part) => part === undefined)) return [template!, ...values];
  const text = pieces.map((piece, index) => {
    const [own] = inner[index] ?? [];
    return index >= values.length ? piece : `${piece}${own?.kind === 'literal' ? own.value : '{}'}`;
  });
  return [{ kind: 'literal', value: text.join('') }, ...values.flatMap((value, index) => inner[index]?.slice(1) ?? [value])];
}

/** What a reference leads to: a field of an object under construction is what the object says, such as the result of a named branch. */
function reached(node: ExpressionNode, place: RenderPlace): ExpressionNode {
  if (node.kind === 'root') return node.root === 'result' && place.result !== undefined ? place.result : node;
  if (node.kind !== 'field') return node;
  const of = reached(node.of, place);
  const said = of.kind === 'object' ? of.fields.filter(({ key }) => key === node.name) : [];
  return said.length === 1 ? reached(firstIn(said).value, place) : of === node.of ? node : { ...node, of };
}

/**
 * JSONata flattens an array value inside a constructor, but neither a constructor inside a constructor nor what $each collects; and of
 * one item $each gives the bare item, unless empty brackets follow.
 */
function arrayText(items: readonly ExpressionNode[], place: RenderPlace): JsonataText {
  if (isLateList(items)) throw lateListInside(place);
  const texts = items.map((item) => jsonataText(item, place));
  if (items.every((item) => oneItem(item, (node) => reached(node, place)))) return wholeText(`[${texts.join(', ')}]`);
  const [only, ...more] = texts;
  // What is computed is written once, or lists in lists would grow by each of them.
  if (only !== undefined && more.length === 0 && isPath(firstIn(items)))
    return { text: `$type(${only}) = "array" ? [[${only}]] : [${only}]`, strength: strengths.choice };
  const collected = `$each({${texts.map((text, index) => `"${index}": ${text}`).join(', ')}}, function($item) { $item })`;
  return wholeText(more.length === 0 ? `[${collected}[]]` : collected);
}

function isPath(node: ExpressionNode): boolean {
  return node.kind === 'field' || node.kind === 'index' ? isPath(node.of) : node.kind === 'root' || node.kind === 'bound';
}

/** Computed operands stand in parentheses unless nothing can come between their parts. */
function operandText(node: ExpressionNode, place: RenderPlace, least: number = strengths.whole): string {
  const { text, strength } = rendered(node, place);
  return strength >= least ? text : `(${text})`;
}

/**
 * A constructor of an array at the beginning of a path hands on an item that is taken out of it as one without fields, and a constructor inside
 * of a constructor is not flattened. In parentheses it is an array like any other.
 */
function apart(text: string): string {
  return text.startsWith('[') ? `(${text})` : text;
}

function rootText(root: RootName, place: RenderPlace): string {
  if (root === 'variables') {
    throw new BuilderError({
      code: 'VARIABLES_AS_WHOLE',
      step: place.step,
      message: `Its "${place.field}" uses all variables as one value, which neither query language can express.`,
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
  const base = apart(operandText(of, place, strengths.taken));
  if (identifier.test(name) && !keywords.has(name)) return `${base}.${name}`;
  return name.includes('`') ? `$lookup(${base}, ${JSON.stringify(name)})` : `${base}.\`${name}\``;
}

function rawText(text: string, place: RenderPlace): string {
  const inner = /^\{%([\s\S]*)%\}$/.exec(text);
  if (inner === null) {
    throw new BuilderError({
      code: 'RAW_NOT_JSONATA',
      step: place.step,
      message: `Its "${place.field}" holds raw(${JSON.stringify(text)}), which is not a JSONata expression.`,
      hint: "write raw('{% ... %}'), with nothing before {% and nothing after %}.",
    });
  }
  checkRaw('JSONata', text, place);
  return inner[1]!.trim();
}

/** Text of an author with values in its places, each of which holds together; bare, it is a JSONata expression by itself. */
function composedText({ texts, values }: Extract<ExpressionNode, { kind: 'composed' }>, place: RenderPlace): string {
  refuseQuotedPlaces('JSONata', texts, place);
  const [first = '', ...rest] = texts;
  const text = rest.reduce((before, piece, index) => `${before}${apart(operandText(elementAt(values, index), place))}${piece}`, first);
  return rawText(/^\{%[\s\S]*%\}$/.test(text) ? text : `{% ${text} %}`, place);
}

/** A value of ASL: constants as they are, everything else as `{% ... %}`. */
function jsonataTemplate(given: ExpressionNode, place: RenderPlace): JsonValue {
  const node = reached(given, place);
  // AWS refuses text that begins as an expression does and goes on otherwise.
  if (node.kind === 'literal') return typeof node.value === 'string' && node.value.startsWith('{%') ? marked(node, place) : node.value;
  if (node.kind === 'array') return node.items.map((item) => jsonataTemplate(item, place));
  // Only a constructor inside one expression leaves out a field whose value is absent; a field of its own would fail.
  if (node.kind !== 'object' || node.fields.some((field) => field.optional)) return marked(node, place);
  const object: Record<string, JsonValue> = {};
  for (const field of node.fields) setField(object, field.key, jsonataTemplate(field.value, place));
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
