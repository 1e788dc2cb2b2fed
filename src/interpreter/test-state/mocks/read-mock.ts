import { type AnyStateNode, isJsonObject, type JsonValue, parseJson } from '../../../asl';
import { answerShape } from '../../../data';
import { emptyMock, mockErrorMissing, mockNotArray, mockNotJson, mockNotObject, mockSizeDiffers, onlyOneMock } from '../messages';
import { refuse } from '../refuse';
import type { TestStateMock } from '../request';
import { checkShape } from './check-shape';

/** What stands in for the work of a state. */
export type Mock = { readonly result: JsonValue } | { readonly error: string; readonly cause: string | undefined };

/** Reads a mock, or refuses one that cannot be what the state comes to. */
export function readMock(mock: TestStateMock, node: AnyStateNode): Mock {
  const { result: text, errorOutput, fieldValidationMode = 'STRICT' } = mock;
  if (text !== undefined && errorOutput !== undefined) refuse(onlyOneMock());
  if (errorOutput !== undefined) return { error: errorOutput.error ?? refuse(mockErrorMissing()), cause: errorOutput.cause };
  if (text === undefined) refuse(emptyMock());
  let result: JsonValue;
  try {
    result = parseJson(text);
  } catch {
    refuse(mockNotJson());
  }
  if (node.type === 'Parallel') checkBranches(result, node.groups.length);
  else if (node.type === 'Map') checkResults(result, node.fields.ResultWriter !== undefined);
  else if (node.type === 'Task' && fieldValidationMode !== 'NONE') {
    const shape = answerShape(node.fields.Resource);
    if (shape !== undefined) checkShape(result, shape, fieldValidationMode === 'STRICT');
  }
  return { result };
}

function checkBranches(result: JsonValue, branches: number): void {
  if (!Array.isArray(result)) refuse(mockNotArray());
  if (result.length !== branches) refuse(mockSizeDiffers());
}

/** Results that are written to S3 leave an object that says where they are. */
function checkResults(result: JsonValue, written: boolean): void {
  if (written ? !isJsonObject(result) : !Array.isArray(result)) refuse(written ? mockNotObject() : mockNotArray());
}
