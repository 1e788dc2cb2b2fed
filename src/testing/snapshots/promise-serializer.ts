import { isPromised } from '../promised-executions';
import { UsageError } from '../usage-error';
import type { SnapshotSerializer } from './serializer';

/** Refuses the promise of an execution: its snapshot would be `Promise {}`, whatever the workflow does. */
export const promiseSerializer: SnapshotSerializer = {
  test: isPromised,
  serialize() {
    throw new UsageError(
      'A snapshot expected data, received the promise of an execution.',
      'await it, and say what the snapshot holds: expect((await machine.execute(input)).output).toMatchSnapshot().',
    );
  },
};
