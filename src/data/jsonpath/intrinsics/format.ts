import { javaText } from '../java-text';
import { asText } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';
import { unprotectBraces } from './intrinsic-syntax';

/** `States.Format(template, …)`: each `{}` of the template replaced by an argument, printed as Java prints it. */
export const format: IntrinsicFunction = {
  minimum: 1,
  maximum: Number.POSITIVE_INFINITY,
  call: ([template, ...values]) => {
    const parts = asText(template).split('{}');
    if (parts.length - 1 !== values.length) throw new InvalidArguments('number of arguments do not match the occurrences of {}.');
    return unprotectBraces(parts[0]) + values.map((value, at) => javaText(value) + unprotectBraces(parts[at + 1])).join('');
  },
};
