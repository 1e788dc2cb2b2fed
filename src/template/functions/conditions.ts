import type { JsonValue } from '../../asl';
import { type IntrinsicContext, type IntrinsicFunction, textOf, unresolved } from './intrinsic-function';

/** `Fn::If`: `[condition, then, else]`. */
export const conditional: IntrinsicFunction = (argument, context) => {
  const [name, whenTrue, whenFalse] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
  const holds = typeof name === 'string' ? context.scope.condition(name) : undefined;
  if (holds === undefined || whenTrue === undefined || whenFalse === undefined) {
    return unresolved(context, 'Fn::If', '[name of a condition, value, value]', argument, 'Define the condition under Conditions.');
  }
  return holds ? context.resolve(whenTrue, 1) : context.resolve(whenFalse, 2);
};

/** `Fn::Equals`: scalars compare as text, as CloudFormation's parameters are text. */
export const equals: IntrinsicFunction = (argument, context) => {
  const [left, right] = operands(argument, context);
  const comparable = (value: JsonValue | undefined): string => textOf(value) ?? JSON.stringify(value ?? null);
  return comparable(left) === comparable(right);
};

/** `Fn::And`. */
export const and: IntrinsicFunction = (argument, context) => operands(argument, context).every((operand) => operand === true);

/** `Fn::Or`. */
export const or: IntrinsicFunction = (argument, context) => operands(argument, context).some((operand) => operand === true);

/** `Fn::Not`. */
export const not: IntrinsicFunction = (argument, context) => operands(argument, context)[0] !== true;

/** `Condition`, inside of `Conditions` only: elsewhere it is an ordinary key, and a field of ASL's Choice. */
export const condition: IntrinsicFunction = (argument, context) =>
  (typeof argument === 'string' ? context.scope.condition(argument) : undefined) ??
  unresolved(context, 'false', 'the name of a condition', argument, 'Define the condition under Conditions.');

function operands(argument: JsonValue, context: IntrinsicContext): readonly (JsonValue | undefined)[] {
  return Array.isArray(argument) ? (argument as readonly JsonValue[]).map((operand, index) => context.resolve(operand, index)) : [];
}
