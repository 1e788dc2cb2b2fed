/** Data in which texts that occur more than once stand in a table: what a state hands on is the next one's input, and stands in events, too. */
export interface Packed {
  readonly texts: readonly string[];
  readonly data: unknown;
}

/** Shorter texts take less room where they are. */
const SHORTEST = 24;

/** Stands in the place of a text: no object of a page's data has a member of this name. */
interface PackedText {
  readonly $: number;
}

/** Data with each long text once. Members that are undefined are left out. */
export function packed(data: unknown): Packed {
  const counts = new Map<string, number>();
  countTexts(data, counts);
  const texts = [...counts].filter(([, count]) => count > 1).map(([text]) => text);
  const places = new Map(texts.map((text, index) => [text, index]));
  return { texts, data: replaced(data, (value) => withPlaces(value, places)) };
}

/** The data back. */
export function unpacked({ texts, data }: Packed): unknown {
  return replaced(data, (value) => {
    const place = typeof value === 'object' && value !== null ? (value as Partial<PackedText>).$ : undefined;
    return typeof place === 'number' ? texts[place] : value;
  });
}

function countTexts(value: unknown, counts: Map<string, number>): void {
  if (typeof value === 'string') {
    if (value.length >= SHORTEST) counts.set(value, (counts.get(value) ?? 0) + 1);
  } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) countTexts(inner, counts);
}

function withPlaces(value: unknown, places: ReadonlyMap<string, number>): unknown {
  const place = typeof value === 'string' ? places.get(value) : undefined;
  return place === undefined ? value : ({ $: place } satisfies PackedText);
}

/** A copy in which a function has replaced what it gives another value for, from the outside in. Keys may be any text. */
function replaced(value: unknown, replace: (value: unknown) => unknown): unknown {
  const other = replace(value);
  if (other !== value || typeof value !== 'object' || value === null) return other;
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, replace));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const member = replaced(inner, replace);
    // A state may have this name.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
    else copy[key] = member;
  }
  return copy;
}
