import type { JsonValue } from '../../asl';
import type { JsonPlace } from './json-place';

const TIME = '2024-01-01T00:00:00Z';

const BY_NAME: readonly (readonly [RegExp, (name: string) => JsonValue])[] = [
  [/(?:^|[a-z_-])I[Dd]s$/, (name) => [`${stem(name)}-1`]],
  [/(?:[a-z]I[Dd]|_id|-id|^id)$/i, (name) => `${stem(name)}-1`],
  [/arn$/i, () => 'arn:aws:iam::111111111111:role/some-role'],
  [/email/i, () => 'jo@example.com'],
  [/ur[il]$/i, () => 'https://example.com'],
  [/(?:[a-z]At|time|timestamp|date)$/i, () => TIME],
  [/bucket/i, () => 'some-bucket'],
  [/key$/i, () => 'some-key'],
];

/** A value that reads well under a name: `order-1` for `orderId`. */
export function sampleFor(place: JsonPlace): JsonValue {
  const name = [...place].reverse().find((each) => !/^\d+$/.test(each)) ?? 'value';
  const known = BY_NAME.find(([pattern]) => pattern.test(name));
  return known === undefined ? `some ${words(name)}` : known[1](name);
}

function stem(name: string): string {
  return words(name.replace(/[_-]?ids?$/i, '')).replaceAll(' ', '-') || 'id';
}

function words(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Values of every sort, by which a state may come further when a text is the wrong one. */
export const OTHER_SORTS: readonly JsonValue[] = [1, ['a'], [{}], [], {}, true, '{}', '[]', TIME, '1', 'https://example.com', 'a/b', null];
