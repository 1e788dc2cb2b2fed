import { createHash } from 'node:crypto';
import { javaText } from '../java-text';
import { asText, asTextUpTo } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

/** `States.Hash(text, algorithm)`: the digest in hexadecimal of up to 10,000 characters. What is no text is printed as Java prints it. */
export const hash: IntrinsicFunction = {
  minimum: 2,
  maximum: 2,
  call: ([data, algorithm]) => {
    const name = ALGORITHMS.get(asText(algorithm));
    if (name === undefined) throw new InvalidArguments();
    return createHash(name)
      .update(asTextUpTo(10000, javaText(data)), 'utf8')
      .digest('hex');
  },
};
