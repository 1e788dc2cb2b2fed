import { isJsonObject, ownKey } from '../../asl';
import { broken, scalarText, type TemplateFunction, unresolved } from './intrinsic-function';

/** `Fn::Transform`: a macro runs in an account, so a label stands for what it would give. */
export const transform: TemplateFunction = (argument, context) => {
  const name = (isJsonObject(argument) ? scalarText(ownKey(argument, 'Name')) : undefined) ?? 'unknown';
  const parameters = isJsonObject(argument) ? ownKey(argument, 'Parameters') : undefined;
  const location = isJsonObject(parameters) ? ownKey(parameters, 'Location') : undefined;
  if (name === 'AWS::Include' && typeof location === 'string' && !/^[a-z0-9+.-]+:/i.test(location)) {
    const expected = 'a file of the project, by a path relative to the template';
    return broken(context, `Fn::Transform-${name}`, { expected, received: location, hint: 'Correct the path.' });
  }
  const hint = 'Macros are not run; put the value into the template.';
  return unresolved(context, `Fn::Transform-${name}`, { expected: 'a value known without an account', received: argument, hint });
};
