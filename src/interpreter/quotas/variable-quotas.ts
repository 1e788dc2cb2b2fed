import { type JsonObject, type JsonValue, ownKey } from '../../asl';
import type { Branch } from '../engine/branch';
import { Failure } from '../failure';
import { resultTooLarge } from '../messages';
import { exceedsBytes, jsonBytes, upperBound } from '../payloads/payload-size';

/** Throws a Failure with States.DataLimitExceeded when what an Assign gives is over the quota of a variable, of an Assign or of the execution. */
export function checkVariables(branch: Branch, values: JsonObject): void {
  const { engine } = branch.run;
  const { variableBytes, assignBytes, executionVariablesBytes, heldBytes } = engine.limits;
  if (!engine.quotas.variableBytes) {
    if (exceedsBytes(values, heldBytes)) throw tooLarge(branch.state.name);
    return;
  }
  const bound = upperBound(values);
  if (bound > Math.min(variableBytes, assignBytes)) checkAssign(branch, values, variableBytes, assignBytes);
  // A state tested alone stands in a run that never began.
  const root = (branch.run.root as Branch | undefined) ?? branch;
  root.variablesBound += bound;
  if (root.variablesBound <= executionVariablesBytes) return;
  // Variables that were replaced, and those of ended branches, were counted too: only now is it worth measuring what is there.
  const stored = storedBytes(root) - replacedBytes(branch, values) + bytesOf(values);
  if (stored > executionVariablesBytes) throw tooLarge(branch.state.name);
  root.variablesBound = stored;
}

function checkAssign(branch: Branch, values: JsonObject, perVariable: number, perAssign: number): void {
  for (const name of Object.keys(values)) if (jsonBytes(values[name] as JsonValue) > perVariable) throw tooLarge(`$${name}`);
  if (bytesOf(values) > perAssign) throw tooLarge(branch.state.name);
}

/** Bytes of all variables that the branches below hold, this one's included; child executions have their own. */
function storedBytes(branch: Branch): number {
  let bytes = bytesOf(branch.ownVariables());
  if (branch.fork === undefined || branch.fork.isolated) return bytes;
  for (const child of branch.fork.live()) bytes += storedBytes(child);
  return bytes;
}

function replacedBytes(branch: Branch, values: JsonObject): number {
  const own = branch.ownVariables();
  let bytes = 0;
  for (const name of Object.keys(values)) bytes += sizeOf(ownKey(own, name));
  return bytes;
}

function bytesOf(values: JsonObject): number {
  let bytes = 0;
  for (const name of Object.keys(values)) bytes += sizeOf(ownKey(values, name));
  return bytes;
}

function sizeOf(value: JsonValue | undefined): number {
  return value === undefined ? 0 : jsonBytes(value);
}

function tooLarge(what: string): Failure {
  return new Failure('States.DataLimitExceeded', resultTooLarge(what));
}
