import type { JsonValue } from '../../../asl';
import { javaText } from '../java-text';
import { asPrintable, asText, asTextUpTo } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** `States.Hash(text, algorithm)`: the digest in hexadecimal of up to 10,000 characters. What is not text is printed as Java prints it. */
export const hash: IntrinsicFunction<readonly [JsonValue, JsonValue]> = {
  minimum: 2,
  maximum: 2,
  call: ([data, algorithm], scope) => {
    const name = ALGORITHMS.get(asText(algorithm));
    if (name === undefined) throw new InvalidArguments();
    // Loaded by the first hash: it would be a fifth of the time that loading the interpreter may take.
    const { createHash }: typeof import('node:crypto') = require('node:crypto');
    return createHash(name)
      .update(asTextUpTo(10000, javaText(asPrintable(data)), scope), 'utf8')
      .digest('hex');
  },
};
