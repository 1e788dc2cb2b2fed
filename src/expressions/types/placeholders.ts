import type { Mistake } from './mistake';

/** A value that stands in a text. */
export type JsonScalar = string | number | boolean | null;

/** How many `{}` a text has. */
type Places<Text extends string, Found extends readonly unknown[] = []> = Text extends `${string}{}${infer Rest}`
  ? Places<Rest, [...Found, unknown]>
  : Found['length'];

/** Whether a text is known to the compiler: neither `string` nor a pattern of it. */
// biome-ignore lint/complexity/noBannedTypes: an object without keys has all of none.
type IsLiteral<Text extends string> = {} extends Record<Text, 1> ? false : true;

/**
 * Nothing where a text has as many `{}` as there are values, or where either is not known to the compiler; else the mistake.
 *
 * @typeParam Text the text as written
 * @typeParam Values the values behind it
 */
export type PlaceholdersFit<Text extends string, Values extends readonly unknown[]> = number extends Values['length']
  ? unknown
  : IsLiteral<Text> extends true
    ? Places<Text> extends Values['length']
      ? unknown
      : Mistake<`the text has ${Places<Text>} {} and there are ${Values['length']} values. Write one {} for each value`>
    : unknown;
