import { isJsonObject, type JsonObject, kinds, type OptionTable, refuseSurplus } from '../../asl';
import { isHistory } from '../is-history';
import { requireArgument, requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { canonicalJson } from './canonical-json';
import { definitionIn } from './definition-serializer';
import { type HistoryTextOptions, historyText } from './history-serializer';
import type { SnapshotSerializer } from './serializer';
import { withoutAssetHashes } from './without-asset-hashes';

/**
 * Matchers that compare with snapshots.
 *
 * @typeParam Result what the runner's matchers give: void, or a promise behind `.resolves`
 */
export interface SnapshotMatchers<Result> {
  /** The definition of a machine, or definition as ASL, is the one of the snapshot: keys sorted, stable names in place of ARNs and hashes. */
  toMatchDefinitionSnapshot(hint?: string): Result;
  /** The history of an execution is the one of the snapshot: without ids and times, unless they are asked for. */
  toMatchHistorySnapshot(options?: HistorySnapshotOptions): Result;
}

/** What the snapshot of a history is called, and what it holds. */
export interface HistorySnapshotOptions extends HistoryTextOptions {
  /** Stands behind the name of the snapshot. */
  readonly hint?: string;
}

const OPTIONS: OptionTable<HistorySnapshotOptions> = { ids: kinds.flag, times: kinds.flag, hint: kinds.text };

/** The runner's `expect`, as far as snapshots need it. */
export type SnapshotExpect = (value: unknown) => { toMatchSnapshot(hint?: string): void };

/** A matcher of a runner, whatever it takes. */
type AnyMatcher = (
  this: { readonly isNot?: boolean },
  received: unknown,
  ...parameters: never[]
) => { pass: boolean; message: () => string };

/** The snapshot matchers for a runner: they hand a text to its own `toMatchSnapshot`. */
export function snapshotMatchers(expect: SnapshotExpect): Readonly<Record<keyof SnapshotMatchers<void>, AnyMatcher>> {
  return {
    toMatchDefinitionSnapshot(received, hint?: string, ...surplus: readonly unknown[]) {
      refuseSurplus('toMatchDefinitionSnapshot()', 1, [hint, ...surplus]);
      refuseNot(this, 'toMatchDefinitionSnapshot');
      if (hint !== undefined) requireArgument('toMatchDefinitionSnapshot()', hint, kinds.text, 'the hint');
      const definition = definitionOfReceived(received);
      if (definition === undefined) {
        throw new UsageError(
          'toMatchDefinitionSnapshot() expected a machine or a definition.',
          'write expect(testMachine(stack)).toMatchDefinitionSnapshot().',
        );
      }
      return compareSnapshot(expect, withoutAssetHashes(canonicalJson(definition)), hint);
    },
    toMatchHistorySnapshot(received, options: HistorySnapshotOptions = {}, ...surplus: readonly unknown[]) {
      refuseSurplus('toMatchHistorySnapshot()', 1, [options, ...surplus]);
      refuseNot(this, 'toMatchHistorySnapshot');
      requireOptions('toMatchHistorySnapshot()', options, OPTIONS);
      const history = (received as { readonly history?: unknown } | null | undefined)?.history;
      if (!isHistory(history)) {
        throw new UsageError(
          'toMatchHistorySnapshot() expected an execution.',
          'await it: expect(await machine.execute(input)).toMatchHistorySnapshot().',
        );
      }
      return compareSnapshot(expect, historyText(history, options), options.hint);
    },
  };
}

/** Text that a snapshot holds as it is, without quotes. */
class SnapshotText {
  constructor(readonly text: string) {}
}

/** Prints what the snapshot matchers hand over. */
export const snapshotTextSerializer: SnapshotSerializer = {
  test: (value) => value instanceof SnapshotText,
  serialize: (value, _config, indentation) => (value as SnapshotText).text.replaceAll('\n', `\n${indentation}`),
};

function compareSnapshot(expect: SnapshotExpect, text: string, hint: string | undefined): { pass: boolean; message: () => string } {
  const expectation = expect(new SnapshotText(text));
  if (hint === undefined) expectation.toMatchSnapshot();
  else expectation.toMatchSnapshot(hint);
  return { pass: true, message: () => 'the snapshot matches' };
}

/** A text may be ASL as well. */
function definitionOfReceived(received: unknown): JsonObject | undefined {
  if (typeof received !== 'string') return definitionIn(received);
  try {
    const value: unknown = JSON.parse(received);
    return isJsonObject(value) ? definitionIn(value) : undefined;
  } catch {
    return undefined;
  }
}

function refuseNot({ isNot }: { readonly isNot?: boolean }, matcher: string): void {
  if (isNot === true) throw new UsageError(`${matcher}() cannot follow .not.`, 'compare with what you expect instead.');
}
