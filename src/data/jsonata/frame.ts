import type { Tuple, Value } from './values';

/** Marks a variable that is declared in a frame but not assigned yet: reading it looks further out. */
export const UNSET = Symbol('unset');

/** What a frame's slot holds. */
export type Slot = Value | typeof UNSET;

/** Names declared by one block or lambda, known when it is compiled. */
export class FrameScope {
  private readonly slots = new Map<string, number>();

  constructor(
    names: Iterable<string>,
    readonly parent: FrameScope | undefined,
  ) {
    for (const name of names) if (!this.slots.has(name)) this.slots.set(name, this.slots.size);
  }

  get size(): number {
    return this.slots.size;
  }

  slotOf(name: string): number | undefined {
    return this.slots.get(name);
  }
}

/** The variables of one run of a block or lambda, or the bindings of one tuple. */
export class Frame {
  constructor(
    readonly scope: FrameScope | undefined,
    readonly slots: Slot[],
    readonly parent: Frame | undefined,
    readonly tuple: Tuple | undefined,
  ) {}
}

/** The frame of expressions that declare nothing. */
export const EMPTY_FRAME = new Frame(undefined, [], undefined, undefined);

/** A frame for a scope, with nothing assigned yet. */
export function openFrame(scope: FrameScope, parent: Frame): Frame {
  return new Frame(scope, new Array<Slot>(scope.size).fill(UNSET), parent, undefined);
}

/** A frame that offers the bindings of a tuple. */
export function tupleFrame(tuple: Tuple, parent: Frame): Frame {
  return new Frame(undefined, [], parent, tuple);
}

/** The nearest frame of a scope: it is always there, since code only runs inside the frames it was compiled in. */
export function frameOf(scope: FrameScope, frame: Frame): Frame {
  let current = frame;
  while (current.scope !== scope) current = current.parent!;
  return current;
}
