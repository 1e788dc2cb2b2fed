import { anyValue, listOf, object, objectOf, text } from '../field-checks';
import { type FieldTable, fieldTable } from '../field-table';
import type { JsonObject, JsonValue } from '../json';
import { isJsonObject, ownKey } from '../json';
import type { StateTable } from '../state-table';
import type { StateBase, Transition, WorkFields } from './common-fields';
import { WORK_ROWS } from './common-fields';

/** A branch as written: its parsed form is a state group of the node. */
export interface BranchFields {
  readonly StartAt: string;
  readonly States: JsonObject;
  readonly Comment?: string;
}

/** Fields of a Parallel state. */
export interface ParallelState extends StateBase, Transition, WorkFields {
  readonly Type: 'Parallel';
  readonly Branches: readonly BranchFields[];
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
}

/** Field table of a branch. */
export const BRANCH: FieldTable = fieldTable({
  StartAt: { check: text, required: true },
  States: { check: objectOf(() => {}), required: true },
  Comment: { check: text },
});

/** The rules of a Parallel state. */
export const PARALLEL: StateTable = {
  fields: fieldTable(WORK_ROWS, {
    Branches: { check: listOf('branches', object), required: true },
    Parameters: { check: anyValue, language: 'JSONPath', twin: '"Arguments"' },
    Arguments: { check: anyValue, language: 'JSONata', twin: '"Parameters"' },
  }),
  facts: { takesRetry: true, hasResultPath: true, takesAssign: true, terminal: false, takesNext: true },
  groups(state) {
    const branches = ownKey(state, 'Branches');
    if (!Array.isArray(branches)) return [];
    return branches.flatMap((fields: JsonValue, index) =>
      isJsonObject(fields) ? [{ path: ['Branches', index], fields, table: BRANCH, what: 'a branch' }] : [],
    );
  },
};
