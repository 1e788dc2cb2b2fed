import type { JsonValue } from '../../asl';
import { Failure } from '../failure';
import { findInside } from './find-state';
import { stateNotFound } from './messages';
import { refuse } from './refuse';
import type { StateTestOf } from './state-test';

/** The mocked result of a Map or Parallel. Throws the mocked error, which is a task's when the state that caused it is a Task. */
export function mockedResult(test: StateTestOf<'Map' | 'Parallel'>): JsonValue {
  const { configuration, mock, node } = test;
  if (mock === undefined) throw new Error(`${node.type} is tested with a mock only`);
  if ('result' in mock) return mock.result;
  const { errorCausedByState: name } = configuration;
  const cause = name === undefined ? undefined : (findInside(node, name) ?? refuse(stateNotFound()));
  throw new Failure(mock.error, mock.cause, cause?.type === 'Task');
}
