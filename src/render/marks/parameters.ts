import { joinedByOr, kinds, type OptionKind, type OptionTable, optionMistake, type Parameter } from '../../asl';
import type { CoverageOverlay, CoveredPoint, DiffOverlay, ExecutionOverlay, StateChange, StateRun } from './overlay';

const STATE_RUN: OptionTable<StateRun> = {
  status: kinds.oneOf('SUCCEEDED', 'CAUGHT', 'FAILED', 'ABORTED', 'WAITING'),
  visits: kinds.wholeNumber(0),
  retries: kinds.wholeNumber(0),
  delays: kinds.listOf(kinds.numberFrom(0)),
  duration: kinds.numberFrom(0),
  error: kinds.text,
  data: kinds.text,
};

/** What an execution did. */
export const EXECUTION: OptionTable<ExecutionOverlay> = {
  kind: kinds.oneOf('execution'),
  status: kinds.text,
  states: kinds.recordOf(kinds.nested<StateRun>(STATE_RUN)),
  transitions: kinds.recordOf(kinds.wholeNumber(0)),
};

/** One point of coverage. */
export const POINT = kinds.objectWith('one of the points of coverage.json', {
  kind: kinds.text,
  pointer: kinds.text,
  hits: kinds.wholeNumber(0),
} satisfies Partial<OptionTable<CoveredPoint>>);

const COVERAGE: OptionTable<CoverageOverlay> = { kind: kinds.oneOf('coverage'), points: kinds.listOf(POINT) };

const CHANGE = kinds.objectWith('one of the changes of diffDefinitions()', { kind: kinds.text } satisfies Partial<
  OptionTable<StateChange>
>);

const DIFF: OptionTable<DiffOverlay> = {
  kind: kinds.oneOf('diff'),
  before: kinds.either('ASL as object or text, or a machine of testMachine()', kinds.text, kinds.anObject),
  changes: kinds.listOf(CHANGE),
};

const TABLES: Readonly<Record<string, { readonly table: OptionTable<never>; readonly needs: readonly string[] }>> = {
  execution: { table: EXECUTION, needs: ['states'] },
  coverage: { table: COVERAGE, needs: ['points'] },
  diff: { table: DIFF, needs: ['before', 'changes'] },
};

const OVERLAY_KIND: OptionKind = {
  expected: 'an overlay: an object with the kind "execution", "coverage" or "diff"',
  accepts: kinds.anObject.accepts,
  inside: (overlay: { readonly kind?: unknown }, path) => {
    const known = typeof overlay.kind === 'string' && Object.hasOwn(TABLES, overlay.kind) ? TABLES[overlay.kind] : undefined;
    if (known === undefined) return kindMistake(overlay, path);
    const mistake = optionMistake(overlay, known.table, path);
    const absent = known.needs.find((name) => (overlay as Readonly<Record<string, unknown>>)[name] === undefined);
    if (mistake !== undefined || absent === undefined) return mistake;
    return { message: `expected ${absent} in ${path}, received none.`, hint: undefined };
  },
};

/** What is drawn over a picture, as a parameter that may be left out. */
export const OVERLAY: Parameter = {
  name: 'the overlay',
  kind: OVERLAY_KIND,
  hint: 'leave it out, or pass executionOverlay(definition, execution) of drystep/testing.',
  optional: true,
};

function kindMistake(overlay: object, path: string): ReturnType<typeof optionMistake> {
  const words = Object.keys(TABLES);
  const { kind } = overlay as { readonly kind?: unknown };
  const mistake = optionMistake({ kind: kind === undefined ? Symbol('none') : kind }, { kind: kinds.oneOf(...words) }, path);
  if (kind !== undefined) return mistake;
  return {
    message: `expected kind in ${path} to be ${joinedByOr(words.map((word) => JSON.stringify(word)))}, received none.`,
    hint: undefined,
  };
}
