import { isJsonObject, ownKey } from '../../asl';
import { type IntrinsicFunction, textOf, unresolved } from './intrinsic-function';

/** `Fn::Transform`: a macro runs in an account, so a label stands for what it would give. */
export const transform: IntrinsicFunction = (argument, context) => {
  const name = (isJsonObject(argument) ? textOf(ownKey(argument, 'Name')) : undefined) ?? 'unknown';
  const hint = 'Macros are not run; put the value into the template.';
  return unresolved(context, `Fn::Transform-${name}`, { expected: 'a value known without an account', received: argument, hint });
};
