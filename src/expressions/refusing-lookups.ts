import { BuilderError } from './builder-error';
import { isExpression, nodeOf } from './expression-value';
import { spokenExpression } from './spoken-expression';

/** A way to look something up by what JavaScript finds equal to it. */
interface RefusedLookup {
  readonly prototype: object;
  readonly method: string;
  /** What the collection holds that the value is compared with. */
  held(collection: unknown): Iterable<unknown>;
  readonly spoken: string;
  readonly write: string;
}

const table = 'ifElse(eq(value, first), ..., ...), or choiceOn for steps';
const list = 'contains(items, value), which looks it up at run time';
const keys = (collection: unknown) => (collection as ReadonlyMap<unknown, unknown>).keys();
const items = (collection: unknown) => collection as readonly unknown[];
const lookups: readonly RefusedLookup[] = [
  ...['get', 'has'].map((method) => ({ prototype: Map.prototype, method, held: keys, spoken: 'a Map', write: table })),
  { prototype: Set.prototype, method: 'has', held: keys, spoken: 'a Set', write: list },
  ...['includes', 'indexOf', 'lastIndexOf'].map((method) => ({
    prototype: Array.prototype,
    method,
    held: items,
    spoken: 'a list of the program',
    write: list,
  })),
];

type PrototypeMethod = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Runs a callback in which a reference is refused that is looked up in a collection of plain values: an object like no other, it is never
 * found there. Collections that hold references may find one.
 *
 * @throws BuilderError naming the reference
 */
export function refusingLookups<Result>(run: () => Result): Result {
  const before = lookups.map(({ prototype, method }) => Object.getOwnPropertyDescriptor(prototype, method));
  try {
    lookups.forEach((lookup, index) => {
      const descriptor = before[index];
      // Somebody may have frozen them all.
      if (descriptor?.configurable !== true) return;
      Object.defineProperty(lookup.prototype, lookup.method, {
        ...descriptor,
        value: guarded(lookup, descriptor.value as PrototypeMethod),
      });
    });
    return run();
  } finally {
    lookups.forEach(({ prototype, method }, index) => {
      const descriptor = before[index];
      if (descriptor?.configurable === true) Object.defineProperty(prototype, method, descriptor);
    });
  }
}

function guarded(lookup: RefusedLookup, method: PrototypeMethod): PrototypeMethod {
  return function (this: unknown, ...given) {
    const [value] = given;
    if (isExpression(value) && holdsPlainValues(lookup.held(this))) throw lookedUp(lookup, spokenExpression(nodeOf(value)));
    return Reflect.apply(method, this, given);
  };
}

function holdsPlainValues(held: Iterable<unknown>): boolean {
  const values = [...held];
  return values.length > 0 && !values.some(isExpression);
}

function lookedUp({ spoken, write }: RefusedLookup, value: string): BuilderError {
  return new BuilderError({
    code: 'REFERENCE_USED_AS_VALUE',
    message: `"${value}" has no value while the workflow is built, and it is looked up in ${spoken}, where it is never found.`,
    hint: `write ${write}.`,
  });
}
