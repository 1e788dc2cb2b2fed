import { isJsonObject, type JsonObject, type JsonValue, ownKey, type StateNode } from '../../asl';
import { compileJsonataValue, compilePayloadTemplate } from '../../data';
import type { Run } from '../engine/run';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { describeNested } from '../integrations/nested-execution';
import { UsageError } from '../usage-error';

type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

/** How the results of a Map run are written. */
export interface WriterSettings {
  readonly transformation: Transformation;
  readonly outputType: 'JSON' | 'JSONL';
  /** Undefined: nothing is exported, the results are the state's. */
  readonly destination: { readonly bucket: string; readonly prefix: string } | undefined;
}

type ExportSettings = WriterSettings & { readonly destination: NonNullable<WriterSettings['destination']> };

/** Evaluates `ResultWriter` in the Map's scope. */
export type ResultWriterStage = (visit: Visit) => WriterSettings;

/** Compiles `ResultWriter`, or gives undefined when the Map has none. */
export function prepareResultWriter(node: StateNode<'Map'>): ResultWriterStage | undefined {
  const writer = node.fields.ResultWriter;
  if (writer === undefined) return undefined;
  const exporting = writer.Resource !== undefined;
  const config = writer.WriterConfig ?? {};
  const transformation = (config.Transformation as Transformation | undefined) ?? (exporting ? 'NONE' : 'COMPACT');
  const outputType = config.OutputType === 'JSONL' ? 'JSONL' : 'JSON';
  const parameters =
    node.queryLanguage === 'JSONata'
      ? compileJsonataValue(writer.Arguments ?? {}, 'ResultWriter/Arguments')
      : compilePayloadTemplate(writer.Parameters ?? {}, 'Parameters');
  return (visit) => ({
    transformation,
    outputType,
    destination: exporting ? destinationOf(parameters.evaluate(visit)) : undefined,
  });
}

/** What an export says of its Map run. */
export interface ResultExport {
  readonly mapRunArn: string;
  /** How often it had been redriven. */
  readonly redrives: number;
  /** Child executions that were never started, as they are recorded. */
  readonly pending: () => readonly JsonValue[];
}

/** A child execution that was never started, as the service writes it. */
export function pendingRecord(input: JsonValue): JsonObject {
  return { Input: JSON.stringify(input), InputDetails: { Included: true }, Status: 'PENDING' };
}

/** Collects the results of child executions, as they will be written or returned. */
export class ResultCollector {
  /** By item; those that were exported are not kept. */
  private readonly succeeded: JsonValue[] = [];
  private readonly failed: JsonValue[] = [];
  /** Files of successes that were exported before a redrive. */
  private readonly written: JsonObject[] = [];

  constructor(private readonly settings: WriterSettings | undefined) {}

  add(run: Run, index: number): void {
    const { settings } = this;
    if (run.status === 'SUCCEEDED') {
      // It may have failed before it was redriven.
      delete this.failed[index];
      this.succeeded[index] = settings?.transformation === 'NONE' ? describeNested(run, false) : (run.output as JsonValue);
    } else if (settings?.destination !== undefined || run.status !== 'ABORTED') this.failed[index] = describeNested(run, false);
  }

  /**
   * The result of the Map state: the outputs in the order of the items, with what became of each child that failed within the tolerance, or where they were
   * written.
   */
  result(visit: Visit, exported: ResultExport): JsonValue {
    const { settings } = this;
    const destination = settings?.destination;
    if (destination === undefined || settings === undefined) return this.records(this.failed);
    return this.write(visit, exported, { ...settings, destination });
  }

  /** @param failed by item: left as it is, whatever the transformation */
  private records(failed: readonly JsonValue[] = []): readonly JsonValue[] {
    const flatten = this.settings?.transformation === 'FLATTEN';
    if (!flatten && failed.length === 0) return inOrder(this.succeeded);
    const records: JsonValue[] = [];
    const length = Math.max(this.succeeded.length, failed.length);
    for (let index = 0; index < length; index++) {
      const output = this.succeeded[index];
      const record = output === undefined ? failed[index] : output;
      if (flatten && Array.isArray(output)) for (const each of output as JsonValue[]) records.push(each);
      else if (record !== undefined) records.push(record);
    }
    return records;
  }

  private write(visit: Visit, { mapRunArn, redrives, pending }: ResultExport, settings: ExportSettings): JsonObject {
    const { objects } = visit.run.engine;
    if (objects === undefined) {
      throw new UsageError(
        `State "${visit.state.name}" at ${visit.state.node.pointer}/ResultWriter writes to S3, and the run was given no objects. Hint: pass objects: { bucket: {} }.`,
      );
    }
    const { bucket, prefix } = settings.destination;
    const mapRunId = mapRunArn.slice(mapRunArn.lastIndexOf(':') + 1);
    const folder = `${prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`}${mapRunId}${redrives === 0 ? '' : `/Redrive-${redrives}`}`;
    const put = (name: string, text: string): JsonObject => {
      objects.write(bucket, `${folder}/${name}`, text);
      return { Key: `${folder}/${name}`, Size: Buffer.byteLength(text) };
    };
    const files = (status: string, list: readonly JsonValue[]): JsonObject[] =>
      list.length === 0 ? [] : [put(`${status}_0.${settings.outputType.toLowerCase()}`, fileText(list, settings.outputType))];
    const succeeded = files('SUCCEEDED', this.records());
    const manifest = {
      DestinationBucket: bucket,
      MapRunArn: mapRunArn,
      // Successes of all attempts; failures and what was never started of this one.
      ResultFiles: {
        FAILED: files('FAILED', inOrder(this.failed)),
        PENDING: files('PENDING', pending()),
        SUCCEEDED: [...this.written, ...succeeded],
      },
    };
    put('manifest.json', JSON.stringify(manifest));
    this.written.push(...succeeded);
    this.succeeded.length = 0;
    return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` } };
  }
}

function fileText(records: readonly JsonValue[], outputType: 'JSON' | 'JSONL'): string {
  return outputType === 'JSON' ? JSON.stringify(records) : records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Entries by item number without the holes that other children left. */
function inOrder(entries: readonly JsonValue[]): JsonValue[] {
  return entries.filter(() => true);
}

function destinationOf(parameters: JsonValue): { bucket: string; prefix: string } {
  const bucket = isJsonObject(parameters) ? ownKey(parameters, 'Bucket') : undefined;
  const prefix = isJsonObject(parameters) ? ownKey(parameters, 'Prefix') : undefined;
  if (typeof bucket !== 'string') throw new Failure('States.ResultWriterFailed', 'The field Bucket is required and must be a string.');
  return { bucket, prefix: typeof prefix === 'string' ? prefix : '' };
}
