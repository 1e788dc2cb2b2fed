import { type JsonValue, messageJson, type StateNode } from '../../asl';
import { compileJsonataTyped, compileJsonataValue, compilePath, compilePayloadTemplate, EvaluationError } from '../../data';
import type { Visit } from '../engine/visit';
import { selectOrFail } from '../fields/language-fields';
import { parsedInteger } from '../fields/parsed-integer';
import { fieldNotInteger, mustBePositive, negativeNumber, notAnInteger } from '../messages';
import { jsonBytes } from '../payloads/payload-size';

/** Groups the inputs of items into the inputs of child executions. */
export type Batcher = (visit: Visit, inputs: Iterable<JsonValue>) => JsonValue[];

type Limit = (visit: Visit) => number | undefined;

/** Compiles `ItemBatcher`, or gives undefined when the Map has none. */
export function prepareBatcher(node: StateNode<'Map'>): Batcher | undefined {
  const batcher = node.fields.ItemBatcher;
  if (batcher === undefined) return undefined;
  const jsonata = node.queryLanguage === 'JSONata';
  const { BatchInput } = batcher;
  const batchInput =
    BatchInput === undefined
      ? undefined
      : jsonata
        ? compileJsonataValue(BatchInput, 'ItemBatcher/BatchInput')
        : compilePayloadTemplate(BatchInput, 'BatchInput');
  const limit = (value: number | string | undefined, path: string | undefined, field: string): Limit => {
    if (path !== undefined) {
      const compiled = compilePath(path);
      return (visit) => {
        const found = parsedInteger(selectOrFail(compiled, visit));
        if (typeof found === 'number' && Number.isInteger(found) && found > 0) return found;
        const text = typeof found === 'string' ? found : messageJson(found);
        const problem = Number.isInteger(found) ? wrongSize(field, found as number) : notAnInteger(`${field}Path`, text, path);
        throw new EvaluationError('States.Runtime', problem);
      };
    }
    if (typeof value !== 'string') return () => value;
    const compiled = compileJsonataTyped(value, `ItemBatcher/${field}`, 'number');
    return (visit) => {
      const number = compiled.evaluate(visit) as number;
      if (Number.isInteger(number) && number > 0) return number;
      const problem = Number.isInteger(number) ? wrongSize(field, number) : fieldNotInteger(field, String(number));
      throw new EvaluationError('States.QueryEvaluationError', problem, `ItemBatcher/${field}`);
    };
  };
  const most = limit(batcher.MaxItemsPerBatch, batcher.MaxItemsPerBatchPath, 'MaxItemsPerBatch');
  const mostBytes = limit(batcher.MaxInputBytesPerBatch, batcher.MaxInputBytesPerBatchPath, 'MaxInputBytesPerBatch');
  return (visit, inputs) => {
    const shared = batchInput?.evaluate(visit);
    const items = most(visit) ?? Number.POSITIVE_INFINITY;
    const bytes = mostBytes(visit) ?? visit.run.engine.limits.payloadBytes;
    const wrap = (batch: JsonValue[]): JsonValue => (shared === undefined ? { Items: batch } : { BatchInput: shared, Items: batch });
    const empty = jsonBytes(wrap([]));
    const batches: JsonValue[] = [];
    let batch: JsonValue[] = [];
    let size = empty;
    for (const input of inputs) {
      const added = jsonBytes(input) + 1;
      if (batch.length > 0 && (batch.length >= items || size + added - 1 > bytes)) {
        batches.push(wrap(batch));
        batch = [];
        size = empty;
      }
      batch.push(input);
      size += added;
    }
    if (batch.length > 0) batches.push(wrap(batch));
    return batches;
  };
}

function wrongSize(field: string, size: number): string {
  return size === 0 ? mustBePositive(field) : negativeNumber(field, String(size));
}
