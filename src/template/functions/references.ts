import { childPointer, isJsonArray, isJsonObject, type JsonValue, nearestName, ownKey } from '../../asl';
import { pseudoParameter } from '../stack-environment';
import { broken, type IntrinsicContext, invented, scalarText, type TemplateFunction } from './intrinsic-function';

/** `Ref`: a parameter, a pseudo parameter or a resource. */
export const ref: TemplateFunction = (argument, context) => {
  if (typeof argument !== 'string')
    return broken(context, 'Ref', { expected: 'a logical id', received: argument, hint: 'Give Ref the name of a parameter or resource.' });
  return argument === 'AWS::NoValue' ? undefined : referenceTo(argument, context);
};

/** `Fn::GetAtt`: `[logicalId, attribute]` or `"logicalId.attribute"`. */
export const getAtt: TemplateFunction = (argument, context) => {
  const parts = typeof argument === 'string' ? splitAttribute(argument) : argument;
  if (!isJsonArray(parts) || parts.length < 2 || typeof parts[0] !== 'string') {
    const hint = 'Name a resource and one of its attributes.';
    return broken(context, 'Fn::GetAtt', { expected: '[logical id, attribute]', received: argument, hint });
  }
  const attribute = parts.slice(1).map((part, index) => context.resolve(part, index + 1));
  return attributeFor(parts[0], attribute.join('.'), context);
};

/** `Fn::ImportValue`: what another stack of the same assembly exports; otherwise the export's name, as a label. */
export const importValue: TemplateFunction = (argument, context) => {
  const name = context.resolve(argument);
  if (typeof name !== 'string')
    return broken(context, 'Fn::ImportValue', { expected: 'the name of an export', received: name, hint: 'Give the name as text.' });
  return context.scope.importValue(name) ?? invented(context, name);
};

/** `Fn::GetStackOutput`, which CDK writes for weak references between stacks; otherwise the output's name, as a label. */
export const getStackOutput: TemplateFunction = (argument, context) => {
  const field = (name: string): string | undefined => {
    const value = isJsonObject(argument) ? ownKey(argument, name) : undefined;
    return value === undefined ? undefined : scalarText(context.resolve(value, name));
  };
  const [stack, output] = [field('StackName'), field('OutputName')];
  if (stack !== undefined && output !== undefined) return context.scope.stackOutput(stack, output) ?? invented(context, output);
  const expected = 'an object with StackName and OutputName';
  return broken(context, 'Fn::GetStackOutput', { expected, received: argument, hint: 'Name the stack and its output.' });
};

/** The value of `${name}` or `Ref: name`; a name the template does not define is reported and stands for itself. */
export function referenceTo(name: string, context: IntrinsicContext): JsonValue {
  const { scope } = context;
  const value = pseudoParameter(name, scope.environment) ?? scope.parameter(name) ?? scope.reference(name);
  if (value !== undefined) return ofAnother(name, value, context);
  return broken(context, name, { expected: 'a parameter or resource of the template', received: name, hint: unknownHint(name, context) });
}

/** The value of `${logicalId.attribute}` or `Fn::GetAtt`; an unknown resource is reported and a label stands in its place. */
export function attributeFor(logicalId: string, attribute: string, context: IntrinsicContext): JsonValue {
  const value = context.scope.attribute(logicalId, attribute);
  if (value !== undefined) return ofAnother(logicalId, value, context);
  const hint = unknownHint(logicalId, context);
  return broken(context, `${logicalId}.${attribute}`, { expected: 'a resource of the template', received: logicalId, hint });
}

/** The value, reported where it is of the resource that asks for it: CloudFormation would have to create it before itself. */
function ofAnother(name: string, value: JsonValue, { pointer, report }: IntrinsicContext): JsonValue {
  if (pointer.startsWith(`${childPointer('/Resources', name)}/`)) {
    report({
      code: 'TEMPLATE_BROKEN_REFERENCE',
      pointer,
      expected: 'another resource: one that needs itself is a circular dependency',
      received: name,
      hint: 'Inside a definition, $$.StateMachine.Id is the ARN of its own machine; elsewhere give the resource a name and write the ARN out.',
    });
  }
  return value;
}

/** Splits at the first dot: attributes may hold dots (`Outputs.Name`), logical ids may not. */
export function splitAttribute(text: string): [string, string] | undefined {
  const dot = text.indexOf('.');
  return dot < 1 ? undefined : [text.slice(0, dot), text.slice(dot + 1)];
}

function unknownHint(name: string, { scope }: IntrinsicContext): string {
  const known = ['Parameters', 'Resources'].flatMap((section) => {
    const entries = scope.template[section];
    return isJsonObject(entries) ? Object.keys(entries) : [];
  });
  const nearest = nearestName(name, known);
  return nearest === undefined ? 'Define it under Parameters or Resources of the template.' : `Did you mean "${nearest}"?`;
}
