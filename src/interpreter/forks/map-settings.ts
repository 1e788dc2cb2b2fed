import { type JsonValue, type MapState, messageJson, type StateNode } from '../../asl';
import { compileJsonataTyped, compilePath, EvaluationError } from '../../data';
import type { Visit } from '../engine/visit';
import { selectOrFail } from '../fields/language-fields';
import { parsedInteger } from '../fields/parsed-integer';
import { parsedNumber } from '../fields/parsed-number';
import { fieldNotInteger, negativeNumber, notAFloat, notAnInteger, percentageOutOfRange } from '../messages';

/** A numeric field of a Map, or undefined when it is absent. */
export type MapNumber = (visit: Visit) => number | undefined;

type NumericField = 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage';

/** Compiles one of a Map's numbers: a literal, a path or an expression. */
export function prepareMapNumber(node: StateNode<'Map'>, field: NumericField): MapNumber {
  const fields: MapState = node.fields;
  const check = CHECKS[field];
  const path = fields[`${field}Path`];
  if (path !== undefined) {
    const compiled = compilePath(path);
    const parsed = field === 'ToleratedFailurePercentage' ? parsedNumber : parsedInteger;
    return (visit) => {
      const value = parsed(selectOrFail(compiled, visit));
      const problem = check(value, { field, path });
      if (problem !== undefined) throw new EvaluationError('States.Runtime', problem);
      return value as number;
    };
  }
  const value = fields[field];
  if (value === undefined) return () => undefined;
  if (typeof value === 'number') return () => value;
  const compiled = compileJsonataTyped(value, field, 'number');
  return (visit) => {
    const number = compiled.evaluate(visit);
    const problem = check(number, { field, path: undefined });
    // As with an invalid Timestamp: what an expression gives wrongly is the query's error, and can be caught.
    if (problem !== undefined) throw new EvaluationError('States.QueryEvaluationError', problem, field);
    return number as number;
  };
}

interface SettingOrigin {
  readonly field: NumericField;
  readonly path: string | undefined;
}

type SettingCheck = (value: JsonValue, origin: SettingOrigin) => string | undefined;

const integerCheck: SettingCheck = (value, { field, path }) => {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return path === undefined ? fieldNotInteger(field, asText(value)) : notAnInteger(`${field}Path`, asText(value), path);
  return value < 0 ? negativeNumber(field, asText(value)) : undefined;
};

const CHECKS: Readonly<Record<NumericField, SettingCheck>> = {
  MaxConcurrency: integerCheck,
  ToleratedFailureCount: integerCheck,
  ToleratedFailurePercentage(value, { field, path }) {
    if (typeof value !== 'number') return notAFloat(fieldOrPath(field, path), asText(value), path ?? field);
    return value < 0 || value > 100 ? percentageOutOfRange(field) : undefined;
  },
};

function fieldOrPath(field: string, path: string | undefined): string {
  return path === undefined ? field : `${field}Path`;
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : messageJson(value);
}
