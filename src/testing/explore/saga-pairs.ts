import { isJsonObject, type JsonValue } from '../../asl';
import type { TestExecution } from '../execution/test-execution';
import { UsageError } from '../usage-error';
import { insidesOf } from '../visits/insides';

/** A state, and the one that undoes it. */
export type SagaPair = readonly [state: string, undo: string];

/** A saga of the builders as far as it says what is undone by what: told by its brand, since this room does not know theirs. */
interface SagaDescription {
  readonly kind: string;
  readonly name: string;
  readonly steps?: readonly { readonly step: { readonly name: string }; readonly compensate?: { readonly name: string } | undefined }[];
}

const STEP = Symbol.for('drystep.step');

/** What is undone by what, and a name for it. Throws a usage error for what says nothing of the kind. */
export function sagaPairs(
  what: unknown,
  undo: string | undefined,
): { name: string; pairs: (execution: TestExecution) => readonly SagaPair[] } {
  if (typeof what === 'string' && typeof undo === 'string') {
    refuseSame([[what, undo]]);
    return { name: `"${what}" by "${undo}"`, pairs: () => [[what, undo]] };
  }
  const saga = (what as { readonly [STEP]?: SagaDescription } | null | undefined)?.[STEP];
  if (saga?.kind === 'saga') return { name: `"${saga.name}"`, pairs: (execution) => pairsOfSaga(saga, execution) };
  const pairs = saga === undefined && isJsonObject(what as JsonValue) ? Object.entries(what as object) : [];
  if (pairs.length > 0 && pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string')) {
    refuseSame(pairs);
    return { name: pairs.map(([state, undoneBy]) => `"${state}" by "${undoneBy}"`).join(', '), pairs: () => pairs };
  }
  throw new UsageError(
    `alwaysCompensates() expected a state and the state that undoes it, received ${saga === undefined ? typeof what : `the step "${saga.name}", which is not a saga`}.`,
    "write alwaysCompensates('Charge', 'Refund'), alwaysCompensates({ Charge: 'Refund' }), or pass a saga of the builders.",
  );
}

/** A state that undoes itself always has. */
function refuseSame(pairs: readonly SagaPair[]): void {
  const same = pairs.find(([state, undo]) => state === undo);
  if (same !== undefined)
    throw new UsageError(
      `alwaysCompensates() expected a different state to undo "${same[0]}", received the same state.`,
      'name the one that takes back what it did.',
    );
}

/** The last step needs no undoing: nothing of the saga fails after it. */
function pairsOfSaga({ steps = [] }: SagaDescription, execution: TestExecution): readonly SagaPair[] {
  return steps.slice(0, -1).flatMap(({ step, compensate }): SagaPair[] => {
    return compensate === undefined ? [] : [[stateOf(step.name, execution), stateOf(compensate.name, execution)]];
  });
}

/** A step of several states runs inside of a Parallel that is called after it. */
function stateOf(name: string, execution: TestExecution): string {
  const guard = `${name.slice(0, 73)} Guard`;
  return insidesOf(execution)?.machine.get(guard) === undefined ? name : guard;
}
