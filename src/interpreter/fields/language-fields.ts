import type { AnyStateFields, AnyStateNode, JsonObject, JsonValue } from '../../asl';
import {
  type CompiledPath,
  type CompiledValue,
  compileJsonataValue,
  compilePath,
  compilePayloadTemplate,
  compileReferencePath,
  EvaluationError,
} from '../../data';
import type { Outcome } from '../engine/prepared';
import type { Visit } from '../engine/visit';
import { invalidPath } from '../messages';
import { upperBound } from '../payloads/payload-size';
import { checkVariables } from './variable-quotas';

/** Reads a state's input before its work: sets what the visit's expressions see as `$` and gives what the work is handed. */
export type InputStage = (visit: Visit) => JsonValue;

/** Turns the work's result into the state output and the variables to store: the state is done. */
export type OutputStage = (visit: Visit, result: JsonValue) => Outcome;

const EMPTY: JsonObject = Object.freeze({});

/** Reads a path, or fails as the service does when it finds nothing. */
export function selectOrFail(path: CompiledPath, visit: Visit): JsonValue {
  const value = path.select(visit);
  if (value === undefined) throw new EvaluationError('States.Runtime', invalidPath(path.text, path.explainMissing(visit)));
  return value;
}

/** `InputPath` and `Parameters`, or `Arguments`. @param parameters false for kinds whose `Parameters` means something else */
export function prepareInput(node: AnyStateNode, parameters = true): InputStage {
  const fields: AnyStateFields = node.fields;
  if (node.queryLanguage === 'JSONata') {
    if (fields.Arguments === undefined || !parameters) return (visit) => visit.stateInput;
    const argumentsValue = compileJsonataValue(fields.Arguments, 'Arguments');
    return (visit) => argumentsValue.evaluate(visit);
  }
  const effective = prepareInputPath(fields.InputPath);
  if (fields.Parameters === undefined || !parameters) return effective;
  const template = compilePayloadTemplate(fields.Parameters, 'Parameters');
  return (visit) => {
    effective(visit);
    return template.evaluate(visit);
  };
}

function prepareInputPath(text: string | null | undefined): InputStage {
  if (text === null) {
    return (visit) => {
      visit.input = EMPTY;
      return EMPTY;
    };
  }
  if (text === undefined || text === '$') return (visit) => visit.stateInput;
  const path = compilePath(text);
  return (visit) => {
    visit.input = visit.stateInput;
    visit.input = selectOrFail(path, visit);
    return visit.input;
  };
}

/** `ResultSelector`, `Assign`, `ResultPath` and `OutputPath`, or `Output` and `Assign`. */
export function prepareOutput(node: AnyStateNode): OutputStage {
  const fields: AnyStateFields = node.fields;
  return node.queryLanguage === 'JSONata' ? prepareJsonataOutput(fields) : prepareJsonPathOutput(fields);
}

function prepareJsonataOutput(fields: AnyStateFields): OutputStage {
  const output = fields.Output === undefined ? undefined : compileJsonataValue(fields.Output, 'Output');
  const assign = fields.Assign === undefined ? undefined : compileJsonataValue(fields.Assign, 'Assign');
  if (output === undefined && assign === undefined) {
    return (visit, result) => visit.next(result, undefined);
  }
  return (visit, result) => {
    visit.result = result;
    // Both read the variables as they were on entry: nothing is stored before the state is left.
    const assigned = assign === undefined ? undefined : assignedBy(assign, visit);
    return visit.next(output === undefined ? result : output.evaluate(visit), assigned);
  };
}

/** Evaluates an Assign and checks the quota of its variables; undefined when it is empty, which leaves no trace in the history. */
export function assignedBy(assign: CompiledValue, visit: Visit): JsonObject | undefined {
  const values = assign.evaluate(visit) as JsonObject;
  if (Object.keys(values).length === 0) return undefined;
  checkVariables(visit, values);
  return values;
}

function prepareJsonPathOutput(fields: AnyStateFields): OutputStage {
  const selector = fields.ResultSelector === undefined ? undefined : compilePayloadTemplate(fields.ResultSelector, 'ResultSelector');
  const assign = fields.Assign === undefined ? undefined : compilePayloadTemplate(fields.Assign, 'Assign');
  const place = prepareResultPath(fields.ResultPath);
  const filter = prepareOutputPath(fields.OutputPath);
  if (selector === undefined && assign === undefined) {
    if (filter === undefined) {
      return (visit, result) => visit.next(place(visit, result), undefined);
    }
    return (visit, result) => visit.next(filter(visit, place(visit, result)), undefined);
  }
  return (visit, result) => {
    let selected = result;
    visit.input = result;
    if (selector !== undefined) selected = visit.input = selector.evaluate(visit);
    const assigned = assign === undefined ? undefined : assignedBy(assign, visit);
    const placed = place(visit, selected);
    return visit.next(filter === undefined ? placed : filter(visit, placed), assigned);
  };
}

/** Where a result goes: into a copy of the state input as it was entered, not of the effective input. */
export function prepareResultPath(text: string | null | undefined): (visit: Visit, result: JsonValue) => JsonValue {
  if (text === null) return (visit) => visit.stateInput;
  if (text === undefined || text === '$') return (_visit, result) => result;
  const path = compileReferencePath(text);
  // An index may pad an array with nulls: how much that adds, only the output tells.
  if (text.includes('[')) return (visit, result) => path.insert(visit.stateInput, result);
  const pathBytes = text.length * 7 + 8;
  return (visit, result) => {
    if (visit.inputBound < 0) visit.inputBound = upperBound(visit.stateInput);
    visit.outputBound = visit.inputBound + upperBound(result) + pathBytes;
    return path.insert(visit.stateInput, result);
  };
}

function prepareOutputPath(text: string | null | undefined): ((visit: Visit, value: JsonValue) => JsonValue) | undefined {
  if (text === undefined || text === '$') return undefined;
  if (text === null) return () => EMPTY;
  const path = compilePath(text);
  return (visit, value) => {
    visit.input = value;
    visit.outputBound = -1;
    return selectOrFail(path, visit);
  };
}
