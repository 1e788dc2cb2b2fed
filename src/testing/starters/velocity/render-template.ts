import { UsageError } from '../../usage-error';
import { methodOf, ownList, velocityText } from './methods';
import type { Access, VelocityExpression } from './parse-expression';
import { parseTemplate, type VelocityPart } from './parse-template';

/** What a variable of a template holds. Functions are what `$input` and `$util` offer. */
export type VelocityValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | VelocityValue[]
  | { [name: string]: VelocityValue }
  | ((...parameters: VelocityValue[]) => VelocityValue);

/** Renders a Velocity template as API Gateway does, as far as mapping templates go. Throws a usage error for what it does not understand. */
export function renderTemplate(template: string, variables: Readonly<Record<string, VelocityValue>>): string {
  return new TemplateRenderer({ ...variables }).parts(parseTemplate(template));
}

class TemplateRenderer {
  constructor(private readonly variables: Record<string, VelocityValue>) {}

  parts(parts: readonly VelocityPart[]): string {
    return parts.map((part) => this.part(part)).join('');
  }

  private part(part: VelocityPart): string {
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

  private each({ name, over, parts }: Extract<VelocityPart, { kind: 'foreach' }>): string {
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
  private printed(reference: Extract<VelocityExpression, { kind: 'reference' }>): string {
    const value = this.value(reference);
    return value === undefined || value === null ? (reference.quiet ? '' : reference.source) : velocityText(value);
  }

  private value(expression: VelocityExpression): VelocityValue {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'text') return this.parts(parseTemplate(expression.text));
    if (expression.kind === 'list') return ownList(expression.items.map((item) => this.value(item)));
    if (expression.kind === 'map')
      return Object.fromEntries(expression.entries.map(([key, value]) => [velocityText(this.value(key)), this.value(value)]));
    if (expression.kind === 'not') return !isTrue(this.value(expression.of));
    if (expression.kind === 'operator') return this.operated(expression);
    let value: VelocityValue = Object.hasOwn(this.variables, expression.root) ? this.variables[expression.root] : undefined;
    for (const access of expression.path) {
      if (value === undefined || value === null) return undefined;
      value = this.accessed(value, access, expression.source);
    }
    return value;
  }

  private accessed(value: NonNullable<VelocityValue>, { name, parameters }: Access, source: string): VelocityValue {
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

  private operated({ operator, left, right }: Extract<VelocityExpression, { kind: 'operator' }>): VelocityValue {
    const first = this.value(left);
    if (operator === '&&') return isTrue(first) && isTrue(this.value(right));
    if (operator === '||') return isTrue(first) || isTrue(this.value(right));
    return OPERATORS[operator]?.(first, this.value(right));
  }
}

const OPERATORS: Readonly<Record<string, (left: VelocityValue, right: VelocityValue) => VelocityValue>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => Number(left) < Number(right),
  '>': (left, right) => Number(left) > Number(right),
  '<=': (left, right) => Number(left) <= Number(right),
  '>=': (left, right) => Number(left) >= Number(right),
  '+': (left, right) =>
    typeof left === 'string' || typeof right === 'string' ? velocityText(left) + velocityText(right) : Number(left) + Number(right),
  '-': (left, right) => Number(left) - Number(right),
  '*': (left, right) => Number(left) * Number(right),
  '/': (left, right) => Math.trunc(Number(left) / Number(right)),
  '%': (left, right) => Number(left) % Number(right),
};

/** False and nothing are false; an empty text is not, before Velocity 2. */
function isTrue(value: VelocityValue): boolean {
  return value !== undefined && value !== null && value !== false;
}
