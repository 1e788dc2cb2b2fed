import { Aws, FeatureFlags } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  type DistributedMap,
  type DistributedMapProps,
  type IItemReader,
  JsonPath,
  type ResultWriterV2,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonObject } from '../../asl';
import { atStep, BuilderError, type ExpressionNode } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import type { Renderer } from '../rendering/renderer';
import type { ResultShape, ResultsTo } from '../steps/distributed-map';
import { configured, printing } from '../tree/item-source';
import { literalInArn } from '../tree/literal-in-arn';
import type { DistributedNode } from '../tree/step-node';
import type { Lowering } from './lowering';

/** What sets a distributed Map apart from an inline one. */
export function distributedProps({ renderer }: Lowering, step: string, node: DistributedNode): DistributedMapProps {
  const { source, sourceKey, express, label, maxItems } = node;
  return {
    ...(source === undefined
      ? {}
      : {
          itemReader: readerIn(
            renderer.language,
            configured(
              atStep(step, () => source.reader(sourceKey && keyText(renderer, step, sourceKey))),
              countField(renderer, step, 'MaxItems', maxItems),
            ),
          ),
        }),
    mapExecutionType: express === true ? StateMachineType.EXPRESS : StateMachineType.STANDARD,
    ...(label === undefined ? {} : { label }),
  };
}

/** The fields of a distributed Map that take numbers known at run time, which the props of aws-cdk-lib do in no release, or in some. */
export function distributedFields({ renderer }: Lowering, step: string, { batch, toleratedFailures }: DistributedNode): JsonObject {
  return {
    ...countField(renderer, step, 'ToleratedFailureCount', toleratedFailures?.count),
    ...countField(renderer, step, 'ToleratedFailurePercentage', toleratedFailures?.percentage),
    ...(batch === undefined ? {} : { ItemBatcher: batcher(renderer, step, batch) }),
  };
}

const options = {
  MaxItems: 'maxItems',
  MaxItemsPerBatch: 'batch.size',
  MaxInputBytesPerBatch: 'batch.bytes',
  ToleratedFailureCount: 'toleratedFailures.count',
  ToleratedFailurePercentage: 'toleratedFailures.percentage',
} as const;

function countField(renderer: Renderer, step: string, field: keyof typeof options, given: ExpressionNode | undefined): JsonObject {
  if (given === undefined) return {};
  const place = { step, field: options[field] };
  if (given.kind === 'literal') return { [field]: given.value };
  if (renderer.language === 'JSONata') return { [field]: renderer.template(given, place) };
  const path = pathOf(given, place);
  if (path === undefined) throw cannotSay('a computed number', place, 'put the number into the input or a variable first.');
  return { [`${field}Path`]: path };
}

/** Before 2.180 aws-cdk-lib printed readers for JSONPath whatever the language of their Map. */
function readerIn(language: Renderer['language'], reader: IItemReader): IItemReader {
  return printing(reader, ({ Parameters, ...printed }) =>
    Parameters === undefined ? printed : { ...printed, [language === 'JSONata' ? 'Arguments' : 'Parameters']: Parameters },
  );
}

function keyText(renderer: Renderer, step: string, key: ExpressionNode): string {
  const rendered = renderer.template(key, { step, field: 'sourceKey' }) as string;
  return renderer.language === 'JSONPath' && key.kind !== 'literal' ? JsonPath.stringAt(rendered) : rendered;
}

function batcher(renderer: Renderer, step: string, { size, bytes, input }: NonNullable<DistributedNode['batch']>): JsonObject {
  if (size === undefined && bytes === undefined) {
    throw new BuilderError({
      code: 'BATCH_SIZE',
      step,
      message: 'Its batch has neither a size nor a number of bytes, so Step Functions would refuse it.',
      hint: 'write batch: { size: 100 }.',
    });
  }
  const batchInput = input === undefined ? undefined : renderer.template(input, { step, field: 'batch' });
  if (batchInput !== undefined && !isJsonObject(batchInput)) {
    throw new BuilderError({
      code: 'BATCH_INPUT',
      step,
      message: 'The input of its batches is not an object with fields of its own, as a copy by spread or a merge is not.',
      hint: 'name each field: batch: { size: 100, input: ({ input }) => ({ orderId: input.orderId }) }.',
    });
  }
  return {
    ...(batchInput === undefined ? {} : { BatchInput: batchInput }),
    ...countField(renderer, step, 'MaxItemsPerBatch', size),
    ...countField(renderer, step, 'MaxInputBytesPerBatch', bytes),
  };
}

const writerFlag = '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2';

/**
 * Has a distributed Map write its results to S3, in objects under the prefix and nowhere else. Which of two properties aws-cdk-lib reads
 * depends on its release and on a feature flag of the app; set after construction, neither brings a warning about what no author chose.
 */
export function writeResultsTo(
  state: DistributedMap,
  language: Renderer['language'],
  { bucket, prefix, outputType, transformation }: ResultsTo,
): void {
  const place = { Bucket: bucket.bucketName, ...(isWritten(prefix) ? { Prefix: prefix } : {}) };
  const config: JsonObject = {
    ...(outputType === undefined ? {} : { OutputType: outputType }),
    ...(transformation === undefined ? {} : { Transformation: transformation }),
  };
  setWriter(state, {
    render: () => ({
      Resource: `arn:${Aws.PARTITION}:states:::s3:putObject`,
      [language === 'JSONata' ? 'Arguments' : 'Parameters']: place,
      ...(Object.keys(config).length === 0 ? {} : { WriterConfig: config }),
    }),
    providePolicyStatements: () => [
      new PolicyStatement({ actions: [...writerActions], resources: [bucket.arnForObjects(under(prefix))] }),
      ...(bucket.encryptionKey === undefined
        ? []
        : [new PolicyStatement({ actions: [...keyActions], resources: [bucket.encryptionKey.keyArn] })]),
    ],
    validateResultWriter: () => [],
  });
}

/** Has a distributed Map give results in another shape, without writing them anywhere. */
export function shapeResults(state: DistributedMap, transformation: ResultShape): void {
  setWriter(state, {
    render: () => ({ WriterConfig: { Transformation: transformation } }),
    providePolicyStatements: () => [],
    validateResultWriter: () => [],
  });
}

function setWriter(
  state: DistributedMap,
  writer: Pick<ResultWriterV2, 'render' | 'providePolicyStatements' | 'validateResultWriter'>,
): void {
  const property = FeatureFlags.of(state).isEnabled(writerFlag) ? 'resultWriterV2' : 'resultWriter';
  Object.assign(state, { [property]: writer });
}

// What AWS names for a Map run that exports its results: large ones are uploaded in parts.
const writerActions = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'] as const;

// An upload in parts into a bucket that a key of KMS encrypts needs both.
const keyActions = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

function under(prefix: string | undefined): string {
  return isWritten(prefix) ? `${literalInArn(prefix.replace(/\/$/, ''))}/*` : '*';
}

/** With an empty prefix, results stand at the top of the bucket, as without one. */
function isWritten(prefix: string | undefined): prefix is string {
  return prefix !== undefined && prefix !== '';
}
