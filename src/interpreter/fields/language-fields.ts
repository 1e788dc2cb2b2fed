import type { AnyStateNode, JsonObject, JsonValue } from '../../asl';
import {
  type CompiledPath,
  type CompiledValue,
  compileJsonataValue,
  compilePath,
  compilePayloadTemplate,
  compileReferencePath,
  EvaluationError,
} from '../../data';
import type { Branch } from '../engine/branch';
import { invalidPath } from '../messages';
import { upperBound } from '../payloads/payload-size';
import { checkVariables } from '../quotas/variable-quotas';

/** Reads a state's input before its work: sets what the branch's expressions see as `$` and gives what the work is handed. */
export type InputStage = (branch: Branch) => JsonValue;

/** Turns the work's result into the state output: sets the branch's `output` and `assigned`. */
export type OutputStage = (branch: Branch, result: JsonValue) => void;

interface Fields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly ResultSelector?: JsonValue;
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
  readonly Assign?: JsonObject;
  readonly Output?: JsonValue;
}

const EMPTY: JsonObject = Object.freeze({});

/** Reads a path, or fails as the service does when it finds nothing. */
export function selectOrFail(path: CompiledPath, branch: Branch): JsonValue {
  const value = path.select(branch);
  if (value === undefined) throw new EvaluationError('States.Runtime', invalidPath(path.text, path.explainMissing(branch)));
  return value;
}

/** `InputPath` and `Parameters`, or `Arguments`. @param parameters false for kinds whose `Parameters` means something else */
export function prepareInput(node: AnyStateNode, parameters = true): InputStage {
  const fields = node.fields as Fields;
  if (node.queryLanguage === 'JSONata') {
    if (fields.Arguments === undefined || !parameters) return (branch) => branch.stateInput;
    const argumentsValue = compileJsonataValue(fields.Arguments, 'Arguments');
    return (branch) => argumentsValue.evaluate(branch);
  }
  const effective = prepareInputPath(fields.InputPath);
  if (fields.Parameters === undefined || !parameters) return effective;
  const template = compilePayloadTemplate(fields.Parameters, 'Parameters');
  return (branch) => {
    effective(branch);
    return template.evaluate(branch);
  };
}

function prepareInputPath(text: string | null | undefined): InputStage {
  if (text === null) {
    return (branch) => {
      branch.input = EMPTY;
      return EMPTY;
    };
  }
  if (text === undefined || text === '$') return (branch) => branch.stateInput;
  const path = compilePath(text);
  return (branch) => {
    branch.input = branch.stateInput;
    branch.input = selectOrFail(path, branch);
    return branch.input;
  };
}

/** `ResultSelector`, `Assign`, `ResultPath` and `OutputPath`, or `Output` and `Assign`. */
export function prepareOutput(node: AnyStateNode): OutputStage {
  const fields = node.fields as Fields;
  return node.queryLanguage === 'JSONata' ? prepareJsonataOutput(fields) : prepareJsonPathOutput(fields);
}

function prepareJsonataOutput(fields: Fields): OutputStage {
  const output = fields.Output === undefined ? undefined : compileJsonataValue(fields.Output, 'Output');
  const assign = fields.Assign === undefined ? undefined : compileJsonataValue(fields.Assign, 'Assign');
  if (output === undefined && assign === undefined) {
    return (branch, result) => {
      branch.output = result;
    };
  }
  return (branch, result) => {
    branch.result = result;
    // Both read the variables as they were on entry: nothing is stored before the state is left.
    const assigned = assign === undefined ? undefined : assignedBy(assign, branch);
    branch.output = output === undefined ? result : output.evaluate(branch);
    branch.assigned = assigned;
  };
}

/** Evaluates an Assign and checks the quota of its variables; undefined when it is empty, which leaves no trace in the history. */
export function assignedBy(assign: CompiledValue, branch: Branch): JsonObject | undefined {
  const values = assign.evaluate(branch) as JsonObject;
  if (Object.keys(values).length === 0) return undefined;
  checkVariables(branch, values);
  return values;
}

function prepareJsonPathOutput(fields: Fields): OutputStage {
  const selector = fields.ResultSelector === undefined ? undefined : compilePayloadTemplate(fields.ResultSelector, 'ResultSelector');
  const assign = fields.Assign === undefined ? undefined : compilePayloadTemplate(fields.Assign, 'Assign');
  const place = prepareResultPath(fields.ResultPath);
  const filter = prepareOutputPath(fields.OutputPath);
  if (selector === undefined && assign === undefined) {
    if (filter === undefined) {
      return (branch, result) => {
        branch.output = place(branch, result);
      };
    }
    return (branch, result) => {
      branch.output = filter(branch, place(branch, result));
    };
  }
  return (branch, result) => {
    let selected = result;
    branch.input = result;
    if (selector !== undefined) selected = branch.input = selector.evaluate(branch);
    const assigned = assign === undefined ? undefined : assignedBy(assign, branch);
    const placed = place(branch, selected);
    branch.output = filter === undefined ? placed : filter(branch, placed);
    branch.assigned = assigned;
  };
}

/** Where a result goes: into a copy of the state input as it was entered, not of the effective input. */
export function prepareResultPath(text: string | null | undefined): (branch: Branch, result: JsonValue) => JsonValue {
  if (text === null) return (branch) => branch.stateInput;
  if (text === undefined || text === '$') return (_branch, result) => result;
  const path = compileReferencePath(text);
  // An index may pad an array with nulls: how much that adds, only the output tells.
  if (text.includes('[')) return (branch, result) => path.insert(branch.stateInput, result);
  const pathBytes = text.length * 7 + 8;
  return (branch, result) => {
    if (branch.inputBound < 0) branch.inputBound = upperBound(branch.stateInput);
    branch.outputBound = branch.inputBound + upperBound(result) + pathBytes;
    return path.insert(branch.stateInput, result);
  };
}

function prepareOutputPath(text: string | null | undefined): ((branch: Branch, value: JsonValue) => JsonValue) | undefined {
  if (text === undefined || text === '$') return undefined;
  if (text === null) return () => EMPTY;
  const path = compilePath(text);
  return (branch, value) => {
    branch.input = value;
    branch.outputBound = -1;
    return selectOrFail(path, branch);
  };
}
