import type { Data, Known, Scope } from './expressions';

// biome-ignore lint/suspicious/noExplicitAny: programs are made at random; what their types would be is known to nobody.
type Any = any;

/** What a step sees and changes when it is run by its meaning. */
export interface World {
  readonly data: Data;
  readonly vars: Readonly<Record<string, unknown>>;
  /** Calls of tasks; branches share it. */
  readonly calls: string[];
}

/** A failure of the workflow, as a handler sees it. */
export class Failure extends Error {
  constructor(
    readonly error: string,
    override readonly cause: string,
  ) {
    super(error);
  }
}

/** The end of a workflow, branch or iteration by a Succeed. */
export class Ended {
  constructor(readonly data: Data) {}
}

/** A step as the builders write it, and what it means. */
export interface StepTwin {
  readonly add: (flow: Any) => Any;
  readonly run: (world: World) => World;
  /** Variables that are set in any case once it is through. */
  readonly sets?: readonly string[];
}

export const scopeOf = ({ data, vars }: World): Scope => ({ input: data, vars, items: {} });

export const at = (callback: (scope: Any) => unknown) => (scope: Any) => callback({ items: {}, ...scope });

/** A States map of its own, which a Succeed may end. */
export function inside(known: Known): Known {
  return { ...known, stays: false };
}

/** What an iteration gets where only objects with fields can be said. */
export function plainItem({ input, item, index }: Any): unknown {
  return {
    n: item,
    m: index,
    flag: input.flag,
    text: input.text,
    list: input.list,
    rows: input.rows,
    deep: input.deep,
    kind: input.kind,
    scratch: input.scratch,
  };
}

export function itemOf({ plain }: Known, data: Data, n: number, m: number): Data {
  const { flag, text, list, rows, deep, kind, scratch } = data;
  return plain ? { n, m, flag, text, list, rows, deep, kind, scratch } : { ...data, n, m };
}

/** What is set inside of steps that may not be run is not known after them. */
export function forgetting(before: World, after: World): World {
  return { ...after, vars: before.vars };
}

/** Runs steps in a States map of their own. */
export function closed(step: StepTwin, world: World): Data {
  try {
    return step.run(world).data;
  } catch (error) {
    if (error instanceof Ended) return error.data;
    throw error;
  }
}

/** Several at the same time have failed: which of them is first, and what the others still do, is nothing that a program says. */
export class Race {}

/** Data that doubles with each turn of a loop in a loop meets the quotas of the service, and takes minutes here before it does. */
export function small(world: World): World {
  if (JSON.stringify(world.data).length > 100_000) throw new Race();
  return world;
}

/** What work at the same time gives. */
export function atOnce(work: readonly (() => Data)[]): readonly Data[] {
  try {
    return work.map((one) => one());
  } catch (error) {
    if (error instanceof Failure && work.length > 1) throw new Race();
    throw error;
  }
}

export function errorOutput(error: unknown): { readonly Error: string; readonly Cause: string } {
  if (!(error instanceof Failure)) throw error;
  return { Error: error.error, Cause: error.cause };
}

export function handled(world: World, error: unknown, handlers: { readonly Odd: StepTwin; readonly all: StepTwin | undefined }): World {
  const failure = errorOutput(error);
  const step = failure.Error === 'Odd' ? handlers.Odd : handlers.all;
  if (step === undefined) throw error;
  return forgetting(world, step.run({ ...world, data: { ...world.data, error: failure } }));
}

export function placed(world: World, key: string, placing: number, result: { readonly y: number; readonly list: number[] }): World {
  const { data, vars } = world;
  if (placing === 1) return world;
  if (placing === 2) return { ...world, data: { ...data, n: result.y, list: result.list } };
  return { ...world, data: { ...data, [key]: result }, vars: placing === 3 ? { ...vars, [key]: result.y } : vars };
}

/** What the one Lambda function of the programs does: fails for odd and for negative numbers, where it is told to. */
export function work({ mode, x }: { mode: string; x: number }): { y: number; list: number[] } {
  if (mode === 'picky' && x < 0) throw new Failure('Negative', `${x} is negative`);
  if (mode === 'picky' && x % 2 !== 0) throw new Failure('Odd', `${x} is odd`);
  return { y: x * 2 + 1, list: [x] };
}
