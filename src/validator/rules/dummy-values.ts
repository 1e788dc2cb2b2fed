import { lookupDummies } from '../../asl';
import type { Rule } from '../rule';

/** Warns of what the CDK gives in the place of a value that nobody has looked up: no account has such a resource. */
export const dummyValues: Rule = {
  name: 'DUMMY_VALUE',
  severity: 'WARNING',
  aws: false,
  *check({ source }) {
    for (const { pointer, text, lookup } of lookupDummies(source))
      yield {
        pointer,
        message: `"${text}" is what ${lookup} gives where cdk synth has not looked the value up`,
        hint: 'synthesize with the context that cdk synth keeps in cdk.context.json',
      };
  },
};
