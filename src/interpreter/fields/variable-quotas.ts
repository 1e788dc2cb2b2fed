import { type JsonObject, type JsonValue, ownKey } from '../../asl';
import type { Branch } from '../engine/branch';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { resultTooLarge } from '../messages';
import { exceedsBytes, jsonBytes, upperBound } from '../payloads/payload-size';

/** Throws a Failure with States.DataLimitExceeded when what an Assign gives is over the quota of a variable, of an Assign or of the execution. */
export function checkVariables({ branch, run, state }: Visit, values: JsonObject): void {
  const { engine } = run;
  const { variableBytes, assignBytes, executionVariablesBytes, heldBytes } = engine.limits;
  if (!engine.quotas.variableBytes) {
    if (exceedsBytes(values, heldBytes)) throw tooLarge(state.name);
    return;
  }
  const bound = upperBound(values);
  if (bound > Math.min(variableBytes, assignBytes)) checkAssign(state.name, values, variableBytes, assignBytes);
  run.variablesBound += bound;
  if (run.variablesBound <= executionVariablesBytes) return;
  // Variables that were replaced, and those of ended branches, were counted too: only now is it worth measuring what is there.
  const stored = storedBytes(run.root) - replacedBytes(branch, values) + bytesOf(values);
  if (stored > executionVariablesBytes) throw tooLarge(state.name);
  run.variablesBound = stored;
}

function checkAssign(stateName: string, values: JsonObject, perVariable: number, perAssign: number): void {
  for (const name of Object.keys(values)) if (jsonBytes(values[name] as JsonValue) > perVariable) throw tooLarge(`$${name}`);
  if (bytesOf(values) > perAssign) throw tooLarge(stateName);
}

/** Bytes of all variables that the branches below hold, this one's included; child executions have their own. */
function storedBytes(branch: Branch): number {
  let bytes = bytesOf(branch.ownVariables());
  const { fork } = branch.visit.wait;
  if (fork === undefined || fork.isolated) return bytes;
  for (const child of fork.live()) bytes += storedBytes(child);
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
