import { isJsonObject, type JsonObject, type JsonValue, ownKey, type StateNode } from '../../asl';
import { compileJsonataValue, compilePayloadTemplate } from '../../data';
import type { Branch } from '../branch';
import { Failure } from '../failure';
import { describeNested } from '../integrations/nested-execution';
import type { Run } from '../run';
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
export type ResultWriterStage = (branch: Branch) => WriterSettings;

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
  return (branch) => ({
    transformation,
    outputType,
    destination: exporting ? destinationOf(parameters.evaluate(branch)) : undefined,
  });
}

/** Collects the results of child executions, as they will be written or returned. */
export class ResultCollector {
  private readonly succeeded: JsonValue[] = [];
  private readonly failed: JsonValue[] = [];

  constructor(private readonly settings: WriterSettings | undefined) {}

  add(run: Run, index: number): void {
    const { settings } = this;
    if (run.status === 'SUCCEEDED') {
      // It may have failed before it was redriven.
      delete this.failed[index];
      this.succeeded[index] = settings?.transformation === 'NONE' ? describeNested(run, false) : (run.output as JsonValue);
    } else if (settings?.destination !== undefined) this.failed[index] = describeNested(run, false);
  }

  /** The result of the Map state: the outputs in the order of the items, or where they were written. */
  result(branch: Branch, mapRunArn: string): JsonValue {
    const { settings } = this;
    const outputs = inOrder(this.succeeded);
    const records =
      settings?.transformation === 'FLATTEN'
        ? outputs.flatMap((output) => (Array.isArray(output) ? (output as JsonValue[]) : [output]))
        : outputs;
    const destination = settings?.destination;
    if (destination === undefined || settings === undefined) return records;
    return this.write(branch, mapRunArn, records, { ...settings, destination });
  }

  private write(branch: Branch, mapRunArn: string, records: readonly JsonValue[], settings: ExportSettings): JsonObject {
    const { objects } = branch.run.engine;
    if (objects === undefined) {
      throw new UsageError(
        `State "${branch.state.name}" at ${branch.state.node.pointer}/ResultWriter writes to S3, and the run was given no objects. Hint: pass objects: { bucket: {} }.`,
      );
    }
    const { bucket, prefix } = settings.destination;
    const folder = `${prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`}${mapRunArn.slice(mapRunArn.lastIndexOf(':') + 1)}`;
    const put = (name: string, text: string): JsonObject => {
      objects.write(bucket, `${folder}/${name}`, text);
      return { Key: `${folder}/${name}`, Size: Buffer.byteLength(text) };
    };
    const files = (status: string, list: readonly JsonValue[]): JsonValue[] =>
      list.length === 0 ? [] : [put(`${status}_0.${settings.outputType.toLowerCase()}`, fileText(list, settings.outputType))];
    const manifest = {
      DestinationBucket: bucket,
      MapRunArn: mapRunArn,
      ResultFiles: { FAILED: files('FAILED', inOrder(this.failed)), PENDING: [], SUCCEEDED: files('SUCCEEDED', records) },
    };
    put('manifest.json', JSON.stringify(manifest));
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
