import * as ts from 'typescript';

/** A place where the source tells the compiler what a value is: `as`, or `!` for "there is one". */
export type Assertion = ts.AsExpression | ts.NonNullExpression;

/** Tells an assertion from everything else. `as const` is none, as it claims nothing; `as unknown as T` is two. */
export function isAssertion(node: ts.Node): node is Assertion {
  return ts.isNonNullExpression(node) || (ts.isAsExpression(node) && node.type.getText() !== 'const');
}

/**
 * What an assertion is written for, and why the compiler cannot know it; the first kind that fits counts. An assertion that fits none of these reasons is replaced: by `!` if all it says is that there is a value, by
 * a guard (`isJsonObject`, `isJsonArray`, `isTypeOf`), by a signature that gives the type, by `knownIn`, `elementAt`, `firstIn` or `lastIn` where no loop is hot, or by one function that holds the assertion for all who need it (`fieldsAsJson`, `errorText`).
 */
export const assertionKinds = {
  present: 'an index that a loop bounds, a key that was put into the map before, a field that the kind of its owner brings',
  'through unknown':
    'a brand or a proxy, whose type nothing at run time has; a structure of the CDK that is not in its declarations; a guard for any JSON that has checked each field',
  'to never or any': 'one member of a record of functions, called with the argument that belongs to it',
  error: 'what a `catch` of a library or of Node is given, which throws only errors',
  'object entries': '`Object.keys` and `Object.entries` forget the names of a record that is exact',
  index: 'a table by a name that was checked to be in it',
  'type parameter': 'a generic function that copies a value, or chooses among values, gives the type that it was given',
  'from unknown or any':
    'a module that is loaded when it is needed, what `JSON.parse` or the CDK gives as `any`, and an `unknown` of a caller whose fields are then looked at one by one',
  'from JSON':
    'JSON that a check has gone through before: a schema, a parsed definition, an option by its table; a template of a text, which renders to a text',
  widens: 'fields are looked for on a value that may have more than its type says, and `includes` of a tuple is asked about any text',
  narrows:
    'a value that a check far away has narrowed: a parsed option by its table, a request by its shape, a recorded answer by its call',
  other: 'types that overlap, neither being part of the other: the fields that several kinds of state share',
} as const satisfies Readonly<Record<string, string>>;

/** One of the reasons for an assertion. */
export type AssertionKind = keyof typeof assertionKinds;
