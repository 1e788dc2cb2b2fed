import { ExpressionReader, type VelocityExpression } from './parse-expression';

/** A part of a Velocity template. */
export type VelocityPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly of: Extract<VelocityExpression, { kind: 'reference' }> }
  | { readonly kind: 'set'; readonly name: string; readonly value: VelocityExpression }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly when: VelocityExpression | undefined; readonly parts: readonly VelocityPart[] }[];
    }
  | { readonly kind: 'foreach'; readonly name: string; readonly over: VelocityExpression; readonly parts: readonly VelocityPart[] };

const DIRECTIVE = /#(?:\{(set|if|elseif|else|end|foreach)\}|(set|if|elseif|else|end|foreach)(?![A-Za-z]))/y;
const COMMENT = /##[^\n]*(?:\n|$)|#\*[\s\S]*?\*#/y;

/** Reads a Velocity template. Throws a usage error for what it does not understand. */
export function parseTemplate(text: string): readonly VelocityPart[] {
  const reader = new ExpressionReader(text);
  const { parts, end } = partsUntil(reader, []);
  if (end !== undefined) throw reader.refused('the text that ends the template, not another directive');
  return parts;
}

function partsUntil(reader: ExpressionReader, ends: readonly string[]): { parts: VelocityPart[]; end: string | undefined } {
  const parts: VelocityPart[] = [];
  const { text } = reader;
  while (reader.at < text.length) {
    const start = reader.at;
    COMMENT.lastIndex = start;
    if (COMMENT.test(text)) {
      reader.at = COMMENT.lastIndex;
      continue;
    }
    DIRECTIVE.lastIndex = start;
    const [, inBraces, plain] = DIRECTIVE.exec(text) ?? [];
    const directive = inBraces ?? plain;
    if (directive !== undefined) {
      reader.at = DIRECTIVE.lastIndex;
      if (ends.includes(directive)) return { parts, end: directive };
      if (directive === 'set') parts.push(setPart(reader));
      else if (directive === 'if') parts.push(ifPart(reader));
      else if (directive === 'foreach') parts.push(foreachPart(reader));
      else throw reader.refused(`a directive that fits here, not #${directive}`);
      continue;
    }
    if (/^#[a-z]+\s*\(/.test(text.slice(start, start + 40)))
      throw reader.refused('#set, #if or #foreach: other directives are not understood here');
    const reference = text[start] === '$' ? reader.reference() : undefined;
    if (reference !== undefined) {
      parts.push({ kind: 'value', of: reference });
      continue;
    }
    const next = text.slice(start + 1).search(/[#$]/);
    reader.at = next === -1 ? text.length : start + 1 + next;
    parts.push({ kind: 'text', text: text.slice(start, reader.at) });
  }
  if (ends.length > 0) throw reader.refused('#end');
  return { parts, end: undefined };
}

function setPart(reader: ExpressionReader): VelocityPart {
  reader.expect('(');
  reader.skipBlanks();
  const target = reader.reference();
  if (target === undefined || target.path.length > 0) throw reader.refused('a variable to set');
  reader.expect('=');
  const value = reader.expression();
  reader.expect(')');
  return { kind: 'set', name: target.root, value };
}

function ifPart(reader: ExpressionReader): VelocityPart {
  const branches: { when: VelocityExpression | undefined; parts: readonly VelocityPart[] }[] = [];
  for (let when: VelocityExpression | undefined = reader.inParentheses(); ; ) {
    const { parts, end } = partsUntil(reader, when === undefined ? ['end'] : ['elseif', 'else', 'end']);
    branches.push({ when, parts });
    if (end === 'end') return { kind: 'if', branches };
    when = end === 'elseif' ? reader.inParentheses() : undefined;
  }
}

function foreachPart(reader: ExpressionReader): VelocityPart {
  reader.expect('(');
  reader.skipBlanks();
  const item = reader.reference();
  if (item === undefined || item.path.length > 0) throw reader.refused('a variable for each item');
  reader.expect('in');
  const over = reader.expression();
  reader.expect(')');
  return { kind: 'foreach', name: item.root, over, parts: partsUntil(reader, ['end']).parts };
}
