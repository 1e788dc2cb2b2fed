import { UsageError } from '../../usage-error';
import { methodOf, ownList, textOf } from './methods';
import type { Access, Expression } from './parse-expression';
import { type Part, parseTemplate } from './parse-template';

/** What a variable of a template holds. Functions are what `$input` and `$util` offer. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Value[]
  | { [name: string]: Value }
  | ((...parameters: Value[]) => Value);

/** Renders a Velocity template as API Gateway does, as far as mapping templates go. Throws a usage error for what it does not understand. */
export function renderTemplate(template: string, variables: Readonly<Record<string, Value>>): string {
  return new Renderer({ ...variables }).parts(parseTemplate(template));
}

class Renderer {
  constructor(private readonly variables: Record<string, Value>) {}

  parts(parts: readonly Part[]): string {
    return parts.map((part) => this.part(part)).join('');
  }

  private part(part: Part): string {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'value') return this.printed(part.of);
    if (part.kind === 'set') {
      this.variables[part.name] = this.value(part.value);
      return '';
    }
    if (part.kind === 'foreach') return this.each(part);
    const branch = part.branches.find(({ when }) => when === undefined || isTrue(this.value(when)));
    return branch === undefined ? '' : this.parts(branch.parts);
  }

  private each({ name, over, parts }: Extract<Part, { kind: 'foreach' }>): string {
    const value = this.value(over);
    const items = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : [];
    return items
      .map((item, index) => {
        this.variables[name] = item;
        this.variables.foreach = {
          hasNext: index < items.length - 1,
          index,
          count: index + 1,
          first: index === 0,
          last: index === items.length - 1,
        };
        return this.parts(parts);
      })
      .join('');
  }

  /** What has no value stands there as it was written, unless its reference is a quiet one. */
  private printed(reference: Extract<Expression, { kind: 'reference' }>): string {
    const value = this.value(reference);
    return value === undefined || value === null ? (reference.quiet ? '' : reference.source) : textOf(value);
  }

  private value(expression: Expression): Value {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'text') return this.parts(parseTemplate(expression.text));
    if (expression.kind === 'list') return ownList(expression.items.map((item) => this.value(item)));
    if (expression.kind === 'map')
      return Object.fromEntries(expression.entries.map(([key, value]) => [textOf(this.value(key)), this.value(value)]));
    if (expression.kind === 'not') return !isTrue(this.value(expression.of));
    if (expression.kind === 'operator') return this.operated(expression);
    let value: Value = Object.hasOwn(this.variables, expression.root) ? this.variables[expression.root] : undefined;
    for (const access of expression.path) {
      if (value === undefined || value === null) return undefined;
      value = this.accessed(value, access, expression.source);
    }
    return value;
  }

  private accessed(value: NonNullable<Value>, { name, parameters }: Access, source: string): Value {
    const member = typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    if (parameters === undefined) {
      if (member !== undefined || typeof value === 'object')
        return name === 'empty' && member === undefined ? methodOf(value, 'isEmpty')?.() : member;
      return name === 'empty' ? methodOf(value, 'isEmpty')?.() : undefined;
    }
    const given = parameters.map((parameter) => this.value(parameter));
    if (typeof member === 'function') return member(...given);
    const method = methodOf(value, name);
    if (method !== undefined) return method(...given);
    throw new UsageError(
      `The mapping template calls ${name}() in ${source}, which is not understood here.`,
      'say it with $input, $util and methods of texts, lists and maps.',
    );
  }

  private operated({ operator, left, right }: Extract<Expression, { kind: 'operator' }>): Value {
    const first = this.value(left);
    if (operator === '&&') return isTrue(first) && isTrue(this.value(right));
    if (operator === '||') return isTrue(first) || isTrue(this.value(right));
    return OPERATORS[operator]?.(first, this.value(right));
  }
}

const OPERATORS: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => Number(left) < Number(right),
  '>': (left, right) => Number(left) > Number(right),
  '<=': (left, right) => Number(left) <= Number(right),
  '>=': (left, right) => Number(left) >= Number(right),
  '+': (left, right) =>
    typeof left === 'string' || typeof right === 'string' ? textOf(left) + textOf(right) : Number(left) + Number(right),
  '-': (left, right) => Number(left) - Number(right),
  '*': (left, right) => Number(left) * Number(right),
  '/': (left, right) => Math.trunc(Number(left) / Number(right)),
  '%': (left, right) => Number(left) % Number(right),
};

/** False and nothing are false; an empty text is not, before Velocity 2. */
function isTrue(value: Value): boolean {
  return value !== undefined && value !== null && value !== false;
}
