import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nearestName, ownKey } from '../../asl';
import { broken, type IntrinsicContext, type IntrinsicMistake, scalarText, type TemplateFunction } from './intrinsic-function';

/** `Fn::If`: `[condition, then, else]`. */
export const conditional: TemplateFunction = (argument, context) => {
  const [name, whenTrue, whenFalse] = isJsonArray(argument) ? argument : [];
  if (typeof name !== 'string' || whenTrue === undefined || whenFalse === undefined) {
    const hint = 'Name a condition, and give a value for either case.';
    return broken(context, 'Fn::If', { expected: '[name of a condition, value, value]', received: argument, hint });
  }
  const holds = context.scope.condition(name);
  if (holds === undefined) return broken(context, 'Fn::If', missing(name, context));
  return holds ? context.resolve(whenTrue, 1) : context.resolve(whenFalse, 2);
};

/** `Fn::Equals`: scalars compare as text, as CloudFormation's parameters are text. */
export const equals: TemplateFunction = (argument, context) => {
  const [left, right] = operands(argument, context);
  const comparable = (value: JsonValue | undefined): string => scalarText(value) ?? JSON.stringify(value ?? null);
  return comparable(left) === comparable(right);
};

/** `Fn::And`. */
export const and: TemplateFunction = (argument, context) => operands(argument, context).every((operand) => operand === true);

/** `Fn::Or`. */
export const or: TemplateFunction = (argument, context) => operands(argument, context).some((operand) => operand === true);

/** `Fn::Not`. */
export const not: TemplateFunction = (argument, context) => operands(argument, context)[0] !== true;

/** `Condition`, inside of `Conditions` only: elsewhere it is an ordinary key, and a field of ASL's Choice. */
export const condition: TemplateFunction = (argument, context) =>
  (typeof argument === 'string' ? context.scope.condition(argument) : undefined) ?? broken(context, 'false', missing(argument, context));

function missing(name: JsonValue, { scope }: IntrinsicContext) {
  return (
    unknownCondition(name, scope.template) ?? {
      expected: 'another condition: one that needs itself has no value',
      received: name,
      hint: 'Take it out of what it needs.',
    }
  );
}

/** What is wrong with the name of a condition that the template does not have; undefined for one that it has. */
export function unknownCondition(name: JsonValue, template: JsonObject): IntrinsicMistake | undefined {
  const section = ownKey(template, 'Conditions');
  const names = isJsonObject(section) ? Object.keys(section) : [];
  if (typeof name === 'string' && names.includes(name)) return undefined;
  const nearest = typeof name === 'string' ? nearestName(name, names) : undefined;
  const hint = nearest === undefined ? 'Define the condition under Conditions.' : `Did you mean "${nearest}"?`;
  return { expected: 'the name of a condition', received: name, hint };
}

function operands(argument: JsonValue, context: IntrinsicContext): readonly (JsonValue | undefined)[] {
  return isJsonArray(argument) ? argument.map((operand, index) => context.resolve(operand, index)) : [];
}
