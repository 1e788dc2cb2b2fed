import { BuilderError, type ExpressionNode } from '../../expressions';
import type { RenderPlace } from './renderer';

/** The marks of aws-cdk-lib for text that it fills in when the stack is synthesized or deployed. */
const lateText = /(\$\{Token\[[^\]]*\]\})/;
const lateList = /^#\{Token\[[^\]]*\]\}$/;

/** Text with everything changed but the marks: a mark that is escaped is not found again, and reaches AWS as it stands. */
export function besideMarks(text: string, change: (own: string) => string): string {
  return text
    .split(lateText)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

/** Text as it may be when its marks are filled in, for those who read it before. */
export function withoutMarks(text: string): string {
  return text.replaceAll(new RegExp(lateText, 'g'), 'token');
}

/** Whether text holds a mark. */
export function isLate(text: string): boolean {
  return lateText.test(text);
}

/** Whether the items of an array are not known before they are filled in: the array holds one mark for all of them. */
export function isLateList(items: readonly ExpressionNode[]): boolean {
  return items.some((item) => item.kind === 'literal' && typeof item.value === 'string' && lateList.test(item.value));
}

/** The error for such an array inside of an expression. */
export function lateListInside({ step, field }: RenderPlace): BuilderError {
  return new BuilderError({
    code: 'TEMPLATE_NOT_JSON',
    step,
    message: `Its "${field}" computes with a list that aws-cdk-lib fills in later, and an expression cannot hold its items.`,
    hint: "write splitAny(Fn.join(',', list), ','), or store the list as it is in a variable before: assign: () => ({ list }).",
  });
}

/** Text that becomes a part of a regular expression. */
export function knownText(text: string, call: string): string {
  if (!isLate(text)) return text;
  throw new BuilderError({
    code: 'PATTERN_INVALID',
    message: `${call} gets a text that aws-cdk-lib fills in later, and JSONata needs to know it to make a regular expression.`,
    hint: 'write eq, startsWith, endsWith or includesText, which take such a text.',
  });
}
