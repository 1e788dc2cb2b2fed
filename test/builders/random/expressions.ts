// One file, since numbers, conditions, texts and lists are made of each other.
import {
  add,
  and,
  contains,
  count,
  divide,
  eq,
  filter,
  flatten,
  floor,
  format,
  gt,
  gte,
  ifElse,
  isPresent,
  itemAt,
  join,
  lt,
  mapItems,
  merge,
  multiply,
  neq,
  not,
  or,
  orElse,
  pick,
  startsWith,
  substring,
  subtract,
  sum,
  textLength,
  toJson,
  toText,
  unique,
  upper,
} from 'drystep/expressions';
import type { Decoder } from './decoder';
import { type Row, rowsGiving, type Taken } from './library';

/** Data of every step of a random program. */
export interface Data {
  n: number;
  m: number;
  flag: boolean;
  text: string;
  list: number[];
  rows: { id: string; qty: number; tags: number[] }[];
  maybe?: number | null;
  kind: 'a' | 'b' | 'c';
  scratch: unknown;
  deep: { inner: { n: number; b?: string }; grid: number[][]; word: string; when: string; 'a b': number };
  [key: string]: unknown;
}

/** What an expression can read: the step's input, the variables that are set in any case, and the items of functions around it. */
export interface Scope {
  readonly input: Data;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly items: Readonly<Record<string, number>>;
}

/** What is known about a scope while a program is made. */
export interface Known {
  /** Variables that hold a number. */
  readonly vars: readonly string[];
  readonly items: readonly string[];
  /** Set where only what JSONPath can say is wanted. */
  readonly plain?: boolean;
  /** Set where nothing ends the workflow: inside the Parallel of a pattern that is refused. */
  readonly stays?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: references and values have no type in common.
type Any = any;

/** An expression as the builders write it, and what it means. */
export interface Twin<Value> {
  readonly build: (scope: Any) => Any;
  readonly mean: (scope: Scope) => Value;
}

const both = <Value>(build: Twin<Value>['build'], mean: Twin<Value>['mean']): Twin<Value> => ({ build, mean });
const is = <Value>(value: Value): Twin<Value> =>
  both(
    () => value,
    () => value,
  );

/** An operator of the library with what it takes. */
function libraryTwin<Value>(d: Decoder, known: Known, depth: number, gives: Row['gives']): Twin<Value> {
  const row = d.one(rowsGiving(gives, known.plain === true));
  // Intrinsic functions are nested ten deep at most.
  const inside = known.plain ? 0 : depth - 1;
  const taken = row.takes.map((kind) => takenTwin(d, known, inside, kind));
  return both(
    (s) => row.build(s.input, ...taken.map((one) => one.build(s))),
    (s) => row.mean(s.input, ...taken.map((one) => one.mean(s))) as Value,
  );
}

/** What an operator takes; a function of an item is handed on as one. */
function takenTwin(d: Decoder, known: Known, depth: number, kind: Taken): Twin<unknown> {
  if (kind === 'number') return numberTwin(d, known, depth);
  if (kind === 'condition') return conditionTwin(d, known, depth);
  if (kind === 'text') return textTwin(d, known, depth);
  if (kind === 'list') return listTwin(d, known, depth);
  const parameter = `i${known.items.length + 1}`;
  const inside: Known = { ...known, items: [...known.items, parameter] };
  const twin: Twin<unknown> = kind === 'each number' ? numberTwin(d, inside, depth) : conditionTwin(d, inside, depth);
  const withItem = <S extends { readonly items: object }>(s: S, item: unknown): S => ({ ...s, items: { ...s.items, [parameter]: item } });
  return both(
    (s) => (x: Any) => twin.build(withItem(s, x)),
    (s) => (x: number) => twin.mean(withItem(s, x)),
  );
}

/** A number that JSONPath can say. */
function plainNumber(d: Decoder, known: Known, depth: number): Twin<number> {
  const [path, literal] = [pathTwin(d, known), d.below(7) - 2];
  switch (d.below(depth <= 0 ? 2 : 6)) {
    case 4:
    case 5:
      return libraryTwin(d, known, depth, 'number');
    case 0:
      return path;
    case 1:
      return is(literal);
    case 2: {
      const [a, b] = [plainNumber(d, known, depth - 1), plainNumber(d, known, depth - 1)];
      return both(
        (s) => add(a.build(s), b.build(s)),
        (s) => a.mean(s) + b.mean(s),
      );
    }
    default:
      return both(
        (s) => count(s.input.list),
        (s) => s.input.list.length,
      );
  }
}

/** A number that stands in the data or in a variable. */
function pathTwin(d: Decoder, known: Known): Twin<number> {
  const name = d.below(3) === 2 && known.vars.length > 0 ? d.one(known.vars) : undefined;
  if (name !== undefined)
    return both(
      (s) => s.vars[name],
      (s) => s.vars[name] as number,
    );
  const field = d.one(['n', 'm'] as const);
  return both(
    (s) => s.input[field],
    (s) => s.input[field],
  );
}

const flagged: Twin<boolean> = both(
  (s) => s.input.flag,
  (s) => s.input.flag,
);

const present: Twin<boolean> = both(
  (s) => isPresent(s.input.maybe),
  (s) => s.input.maybe !== undefined,
);

function less(a: Twin<number>, b: Twin<number>): Twin<boolean> {
  return both(
    (s) => lt(a.build(s), b.build(s)),
    (s) => a.mean(s) < b.mean(s),
  );
}

function unequal(a: Twin<number>, b: Twin<number>): Twin<boolean> {
  return both(
    (s) => neq(a.build(s), b.build(s)),
    (s) => a.mean(s) !== b.mean(s),
  );
}

function allOf(a: Twin<boolean>, b: Twin<boolean>): Twin<boolean> {
  return both(
    (s) => and(a.build(s), b.build(s)),
    (s) => a.mean(s) && b.mean(s),
  );
}

function anyOf(a: Twin<boolean>, b: Twin<boolean>): Twin<boolean> {
  return both(
    (s) => or(a.build(s), b.build(s)),
    (s) => a.mean(s) || b.mean(s),
  );
}

function negated(a: Twin<boolean>): Twin<boolean> {
  return both(
    (s) => not(a.build(s)),
    (s) => !a.mean(s),
  );
}

/** A condition that JSONPath can say. */
function plainCondition(d: Decoder, known: Known, depth: number): Twin<boolean> {
  const [a, b, limit] = [pathTwin(d, known), pathTwin(d, known), d.below(6)];
  const inner = () => plainCondition(d, known, depth - 1);
  switch (d.below(depth <= 0 ? 6 : 12)) {
    case 9:
    case 10:
    case 11:
      return libraryTwin(d, known, depth, 'condition');
    case 0:
      return both(
        (s) => gt(a.build(s), limit),
        (s) => a.mean(s) > limit,
      );
    case 1:
      return flagged;
    case 2:
      return present;
    case 3:
      return less(a, b);
    case 4:
      return unequal(a, b);
    case 5:
      return both(
        (s) => eq(s.input.text, 'it\'s "x" {}'),
        (s) => s.input.text === 'it\'s "x" {}',
      );
    case 6:
      return allOf(inner(), inner());
    case 7:
      return anyOf(inner(), inner());
    default:
      return negated(inner());
  }
}

/** Fields to write over the data of a step that JSONPath can say. */
function plainChange(d: Decoder, known: Known): Twin<Partial<Data>> {
  const [n, text] = [plainNumber(d, known, 2), textTwin(d, known, 2)];
  switch (d.below(7)) {
    case 4:
    case 5:
    case 6:
      return libraryTwin(d, known, 3, 'change');
    case 0:
      return both(
        (s) => ({ n: n.build(s) }),
        (s) => ({ n: n.mean(s) }),
      );
    case 1:
      return both(
        (s) => ({ text: format("{} of '{}'", text.build(s), s.input.text) }),
        (s) => ({ text: `${text.mean(s)} of '${s.input.text}'` }),
      );
    case 2:
      return both(
        (s) => ({ list: [n.build(s), s.input.m], extra: { n: n.build(s), all: s.input.list, text: text.build(s) } }),
        (s) => ({ list: [n.mean(s), s.input.m], extra: { n: n.mean(s), all: s.input.list, text: text.mean(s) } }),
      );
    default:
      return both(
        (s) => ({ flag: true, m: s.input.n, nested: [[n.build(s)], s.input.rows] }),
        (s) => ({ flag: true, m: s.input.n, nested: [[n.mean(s)], s.input.rows] }),
      );
  }
}

/** A number. */
export function numberTwin(d: Decoder, known: Known, depth: number): Twin<number> {
  if (known.plain) return plainNumber(d, known, depth);
  const leaf = depth <= 0;
  const inner = () => numberTwin(d, known, depth - 1);
  const name = [...known.items, ...known.vars];
  switch (d.below(leaf ? 4 : 25)) {
    case 0:
      return both(
        (s) => s.input.n,
        (s) => s.input.n,
      );
    case 1:
      return is(d.below(7) - 2);
    case 2:
      return both(
        (s) => s.input.m,
        (s) => s.input.m,
      );
    case 3: {
      if (name.length === 0)
        return both(
          (s) => s.input.n,
          (s) => s.input.n,
        );
      const picked = d.one(name);
      if (known.items.includes(picked))
        return both(
          (s) => s.items[picked],
          (s) => s.items[picked] as number,
        );
      return both(
        (s) => s.vars[picked],
        (s) => s.vars[picked] as number,
      );
    }
    case 4:
    case 5: {
      const [a, b] = [inner(), inner()];
      return both(
        (s) => add(a.build(s), b.build(s)),
        (s) => a.mean(s) + b.mean(s),
      );
    }
    case 6: {
      const [a, b] = [inner(), inner()];
      return both(
        (s) => subtract(a.build(s), b.build(s)),
        (s) => a.mean(s) - b.mean(s),
      );
    }
    case 7: {
      const [a, b] = [inner(), d.below(4) - 1];
      return both(
        (s) => multiply(a.build(s), b),
        (s) => a.mean(s) * b + 0,
      );
    }
    case 8: {
      const a = listTwin(d, known, depth - 1);
      return both(
        (s) => count(a.build(s)),
        (s) => a.mean(s).length,
      );
    }
    case 9: {
      const a = listTwin(d, known, depth - 1);
      return both(
        (s) => sum(a.build(s)),
        (s) => a.mean(s).reduce((all, one) => all + one, 0),
      );
    }
    case 10: {
      const [c, a, b] = [conditionTwin(d, known, depth - 1), inner(), inner()];
      return both(
        (s) => ifElse(c.build(s), a.build(s), b.build(s)),
        (s) => (c.mean(s) ? a.mean(s) : b.mean(s)),
      );
    }
    case 11: {
      const a = inner();
      return both(
        (s) => orElse(s.input.maybe, a.build(s)),
        (s) => s.input.maybe ?? a.mean(s),
      );
    }
    case 12: {
      const a = textTwin(d, known, depth - 1);
      return both(
        (s) => textLength(a.build(s)),
        (s) => [...a.mean(s)].length,
      );
    }
    case 13: {
      const [a, b] = [inner(), d.below(3) + 1];
      return both(
        (s) => floor(divide(a.build(s), b)),
        (s) => Math.floor(a.mean(s) / b),
      );
    }
    case 14: {
      const [a, b] = [inner(), inner()];
      // An array of an object under construction, and an item of a computed list.
      return both(
        (s) => itemAt([a.build(s), b.build(s)] as never, 1),
        (s) => b.mean(s),
      );
    }
    case 15:
      return both(
        (s) => sum(mapItems(s.input.rows, (row: Any) => row.qty)),
        (s) => s.input.rows.reduce((all, { qty }) => all + qty, 0),
      );
    case 16: {
      const a = listTwin(d, known, depth - 1);
      return both(
        (s) => orElse(a.build(s)[0], -1),
        (s) => a.mean(s)[0] ?? -1,
      );
    }
    default:
      return libraryTwin(d, known, depth, 'number');
  }
}

/** A condition. */
export function conditionTwin(d: Decoder, known: Known, depth: number): Twin<boolean> {
  if (known.plain) return plainCondition(d, known, depth);
  const number = () => numberTwin(d, known, depth - 1);
  const inner = () => conditionTwin(d, known, depth - 1);
  switch (d.below(depth <= 0 ? 3 : 19)) {
    case 0: {
      const limit = d.below(6);
      return both(
        (s) => gt(s.input.n, limit),
        (s) => s.input.n > limit,
      );
    }
    case 1:
      return flagged;
    case 2:
      return present;
    case 3:
      return less(number(), number());
    case 4: {
      const [a, b] = [number(), number()];
      return both(
        (s) => gte(a.build(s), b.build(s)),
        (s) => a.mean(s) >= b.mean(s),
      );
    }
    case 5: {
      const [a, b] = [number(), number()];
      return both(
        (s) => eq(a.build(s), b.build(s)),
        (s) => a.mean(s) === b.mean(s),
      );
    }
    case 6:
      return unequal(number(), number());
    case 7:
      return allOf(inner(), inner());
    case 8:
      return anyOf(inner(), inner());
    case 9:
      return negated(inner());
    case 10: {
      const [a, b] = [listTwin(d, known, depth - 1), number()];
      return both(
        (s) => contains(a.build(s), b.build(s)),
        (s) => a.mean(s).includes(b.mean(s)),
      );
    }
    case 11: {
      const [a, b] = [textTwin(d, known, depth - 1), textTwin(d, known, depth - 1)];
      return both(
        (s) => startsWith(a.build(s), b.build(s)),
        (s) => a.mean(s).startsWith(b.mean(s)),
      );
    }
    case 12: {
      const [a, b] = [textTwin(d, known, depth - 1), textTwin(d, known, depth - 1)];
      return both(
        (s) => eq(a.build(s), b.build(s)),
        (s) => a.mean(s) === b.mean(s),
      );
    }
    default:
      return libraryTwin(d, known, depth, 'condition');
  }
}

const texts = ['', 'a', 'it\'s "x"', '{% %}', 'a\\b', '$states', "{}'", '$.n', 'ä 💥', ' a  b\n', '$0 ^]-'] as const;

/** A text. */
export function textTwin(d: Decoder, known: Known, depth: number): Twin<string> {
  const inner = () => textTwin(d, known, depth - 1);
  if (known.plain && depth > 0 && d.below(3) > 0) return libraryTwin(d, known, depth, 'text');
  switch (d.below(depth <= 0 || known.plain ? 2 : 16)) {
    case 0:
      return both(
        (s) => s.input.text,
        (s) => s.input.text,
      );
    case 1:
      return is(d.one(texts));
    case 2: {
      const [a, b] = [inner(), numberTwin(d, known, depth - 1)];
      return both(
        (s) => format("{} is '{}'.", a.build(s), b.build(s)),
        (s) => `${a.mean(s)} is '${b.mean(s)}'.`,
      );
    }
    case 3: {
      const a = inner();
      return both(
        (s) => format('{}', a.build(s)),
        (s) => a.mean(s),
      );
    }
    case 4: {
      const [c, a, b] = [conditionTwin(d, known, depth - 1), inner(), inner()];
      return both(
        (s) => ifElse(c.build(s), a.build(s), b.build(s)),
        (s) => (c.mean(s) ? a.mean(s) : b.mean(s)),
      );
    }
    case 5: {
      const a = inner();
      return both(
        (s) => upper(a.build(s)),
        (s) => a.mean(s).toUpperCase(),
      );
    }
    case 6: {
      const a = numberTwin(d, known, depth - 1);
      return both(
        (s) => toText(a.build(s)),
        (s) => String(a.mean(s)),
      );
    }
    case 7: {
      const [a, b] = [inner(), listTwin(d, known, depth - 1)];
      return both(
        (s) => toJson({ a: a.build(s), b: b.build(s) }),
        (s) => JSON.stringify({ a: a.mean(s), b: b.mean(s) }),
      );
    }
    case 8: {
      const a = inner();
      return both(
        (s) => toJson(a.build(s)),
        (s) => JSON.stringify(a.mean(s)),
      );
    }
    case 9: {
      const [a, b] = [inner(), d.below(3)];
      return both(
        (s) => join([substring(a.build(s), b), 'z'] as never, '+'),
        (s) => `${[...a.mean(s)].slice(b).join('')}+z`,
      );
    }
    default:
      return libraryTwin(d, known, depth, 'text');
  }
}

/** A list of numbers. */
export function listTwin(d: Decoder, known: Known, given: number): Twin<number[]> {
  if (known.plain)
    return given > 0 && d.chance()
      ? libraryTwin(d, known, given, 'list')
      : both(
          (s) => s.input.list,
          (s) => s.input.list,
        );
  const depth = given;
  const inner = () => listTwin(d, known, depth - 1);
  const parameter = `i${known.items.length + 1}`;
  const inside: Known = { ...known, items: [...known.items, parameter] };
  const withItem = <S extends { readonly items: object }>(s: S, item: unknown): S => ({ ...s, items: { ...s.items, [parameter]: item } });
  switch (d.below(depth <= 0 ? 1 : 15)) {
    case 0:
      return both(
        (s) => s.input.list,
        (s) => s.input.list,
      );
    case 1: {
      const [a, b] = [numberTwin(d, known, depth - 1), numberTwin(d, known, depth - 1)];
      return both(
        (s) => mapItems([a.build(s), b.build(s)] as never, (x) => x as never),
        (s) => [a.mean(s), b.mean(s)],
      );
    }
    case 2: {
      const [a, f] = [inner(), numberTwin(d, inside, depth - 1)];
      return both(
        (s) => mapItems(a.build(s), (x) => f.build(withItem(s, x))),
        (s) => a.mean(s).map((x) => f.mean(withItem(s, x))),
      );
    }
    case 3: {
      const [a, f] = [inner(), conditionTwin(d, inside, depth - 1)];
      return both(
        (s) => filter(a.build(s), (x) => f.build(withItem(s, x))),
        (s) => a.mean(s).filter((x) => f.mean(withItem(s, x))),
      );
    }
    case 4: {
      const [a, b] = [inner(), inner()];
      return both(
        (s) => flatten([a.build(s), b.build(s)] as never),
        (s) => [...a.mean(s), ...b.mean(s)],
      );
    }
    case 5: {
      const a = inner();
      return both(
        (s) => unique(a.build(s)),
        (s) => [...new Set(a.mean(s))],
      );
    }
    case 6:
      return both(
        (s) => flatten(mapItems(s.input.rows, (row: Any) => row.tags) as never),
        (s) => s.input.rows.flatMap(({ tags }) => tags),
      );
    case 7: {
      const a = numberTwin(d, known, depth - 1);
      return both(
        (s) => mapItems([a.build(s)] as never, (x) => x as never),
        (s) => [a.mean(s)],
      );
    }
    default:
      return libraryTwin(d, known, depth, 'list');
  }
}

/** Fields to write over the data of a step: names and types stay what they are. */
export function changeTwin(d: Decoder, known: Known, depth: number): Twin<Partial<Data>> {
  if (known.plain) return plainChange(d, known);
  switch (d.below(13)) {
    case 0: {
      const n = numberTwin(d, known, depth);
      return both(
        (s) => ({ n: n.build(s) }),
        (s) => ({ n: n.mean(s) }),
      );
    }
    case 1: {
      const [m, flag] = [numberTwin(d, known, depth), conditionTwin(d, known, depth)];
      return both(
        (s) => ({ m: m.build(s), flag: flag.build(s) }),
        (s) => ({ m: m.mean(s), flag: flag.mean(s) }),
      );
    }
    case 2: {
      const text = textTwin(d, known, depth);
      return both(
        (s) => ({ text: text.build(s) }),
        (s) => ({ text: text.mean(s) }),
      );
    }
    case 3: {
      const list = listTwin(d, known, depth);
      return both(
        (s) => ({ list: list.build(s) }),
        (s) => ({ list: list.mean(s) }),
      );
    }
    case 4: {
      const [a, b] = [numberTwin(d, known, depth), textTwin(d, known, depth)];
      return both(
        (s) => ({ extra: merge({ a: a.build(s), b: 0 } as never, { b: b.build(s) } as never), kept: (pick as Any)(s.input, 'n', 'text') }),
        (s) => ({ extra: { a: a.mean(s), b: b.mean(s) }, kept: { n: s.input.n, text: s.input.text } }),
      );
    }
    case 5: {
      const [a, b] = [listTwin(d, known, depth), numberTwin(d, known, depth)];
      return both(
        (s) => ({ nested: [a.build(s), [b.build(s)], a.build(s)] }),
        (s) => ({ nested: [a.mean(s), [b.mean(s)], a.mean(s)] }),
      );
    }
    case 6: {
      const [a, b] = [listTwin(d, known, depth), numberTwin(d, known, depth)];
      return both(
        (s) => ({ shaped: mapItems(s.input.rows, (row: Any) => ({ ...row, n: b.build(s), all: [a.build(s)] })) }),
        (s) => ({ shaped: s.input.rows.map((row) => ({ ...row, n: b.mean(s), all: [a.mean(s)] })) }),
      );
    }
    default:
      return libraryTwin(d, known, depth, 'change');
  }
}
