import { Token, Tokenization } from 'aws-cdk-lib';
import type { JsonPrimitive } from '../../asl';

/** A constant as expressions write it; numbers known only at deployment keep their place in the text. */
export function literalText(value: JsonPrimitive): string {
  return typeof value === 'number' && Token.isUnresolved(value) ? Tokenization.stringifyNumber(value) : JSON.stringify(value);
}
