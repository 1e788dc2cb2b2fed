import type { JsonValue } from '../../asl';
import { isTimestamp, messageJson, timestampMillis } from '../../asl';
import { type CompiledPath, compileJsonataTyped, compilePath, EvaluationError } from '../../data';
import type { Visit } from '../engine/visit';
import { prepareInput, prepareOutput } from '../fields/language-fields';
import {
  fieldNotInteger,
  fieldOutOfRange,
  secondsMissing,
  secondsNegative,
  secondsNotLong,
  secondsTooLarge,
  timestampInvalid,
  timestampMissing,
  timestampPathInvalid,
} from '../messages';
import { mostSeconds } from '../quotas/quota-switches';
import type { StateKind } from './kind';

/** Wait: until a number of seconds has passed or a time has come; a past time does not wait at all. */
export const wait: StateKind<'Wait'> = {
  entered: 'WaitStateEntered',
  exited: 'WaitStateExited',
  failed: undefined,
  aborted: 'WaitStateAborted',
  prepare(node) {
    const input = prepareInput(node);
    const output = prepareOutput(node);
    const { Seconds, SecondsPath, Timestamp, TimestampPath } = node.fields;
    const dueAt = dueTime({ Seconds, SecondsPath, Timestamp, TimestampPath }, node.queryLanguage === 'JSONata');
    return (visit) => {
      const effective = input(visit);
      const due = dueAt(visit, effective);
      if (due <= visit.now()) {
        return output(visit, effective);
      }
      const { engine } = visit.run;
      visit.waits().timer = engine.clock.set(due, () =>
        visit.wake(() => {
          visit.wait.timer = undefined;
          visit.input = effective;
          return output(visit, effective);
        }),
      );
      return visit.parked('wait');
    };
  },
};

interface WaitFields {
  readonly Seconds: number | string | undefined;
  readonly SecondsPath: string | undefined;
  readonly Timestamp: string | undefined;
  readonly TimestampPath: string | undefined;
}

type DueTime = (visit: Visit, effective: JsonValue) => number;

function dueTime(fields: WaitFields, jsonata: boolean): DueTime {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = fields;
  if (SecondsPath !== undefined) return secondsFrom(compilePath(SecondsPath));
  if (TimestampPath !== undefined) return timestampFrom(compilePath(TimestampPath));
  if (typeof Seconds === 'number') return (visit) => visit.now() + Seconds * 1000;
  if (Seconds !== undefined) {
    const seconds = compileJsonataTyped(Seconds, 'Seconds', 'number');
    return (visit) => {
      const value = seconds.evaluate(visit) as number;
      const problem = secondsProblem(value, mostSeconds(visit));
      if (problem !== undefined) throw new EvaluationError('States.QueryEvaluationError', problem, 'Seconds', true);
      return visit.now() + value * 1000;
    };
  }
  if (jsonata) {
    const timestamp = compileJsonataTyped(Timestamp!, 'Timestamp', 'string');
    return (visit) => {
      const text = timestamp.evaluate(visit) as string;
      if (!isTimestamp(text)) throw new EvaluationError('States.QueryEvaluationError', timestampInvalid(text), 'Timestamp', true);
      return secondOf(text);
    };
  }
  const at = secondOf(Timestamp!);
  return () => at;
}

function secondsProblem(value: number, most: number): string | undefined {
  const text = String(value);
  if (!Number.isInteger(value)) return fieldNotInteger('Seconds', text);
  return value < 0 || value > most ? fieldOutOfRange('Seconds', text) : undefined;
}

function secondsFrom(path: CompiledPath): DueTime {
  return (visit) => {
    const value = path.select(visit);
    if (value === undefined) throw new EvaluationError('States.Runtime', secondsMissing(path.text));
    const text = typeof value === 'string' ? value : messageJson(value);
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new EvaluationError('States.Runtime', secondsNotLong(path.text, text));
    if (value < 0) throw new EvaluationError('States.Runtime', secondsNegative(path.text, text));
    const most = mostSeconds(visit);
    if (value > most) throw new EvaluationError('States.Runtime', secondsTooLarge(path.text, text, most));
    return visit.now() + value * 1000;
  };
}

function timestampFrom(path: CompiledPath): DueTime {
  return (visit) => {
    const value = path.select(visit);
    if (value === undefined) throw new EvaluationError('States.Runtime', timestampMissing(path.text));
    const text = typeof value === 'string' ? value : messageJson(value);
    if (typeof value !== 'string' || !isTimestamp(value))
      throw new EvaluationError('States.Runtime', timestampPathInvalid(path.text, text));
    return secondOf(value);
  };
}

/** AWS waits for the second of a timestamp, whatever its fraction (developer guide, Wait: it "truncates milliseconds"). */
function secondOf(timestamp: string): number {
  return Math.floor(timestampMillis(timestamp) / 1000) * 1000;
}
