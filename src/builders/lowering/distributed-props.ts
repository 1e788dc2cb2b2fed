import { Aws, FeatureFlags } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  type DistributedMap,
  type DistributedMapProps,
  type IItemReader,
  ItemBatcher,
  JsonPath,
  type ResultWriterV2,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonObject } from '../../asl';
import { BuilderError, type ExpressionNode } from '../../expressions';
import type { Renderer } from '../rendering/renderer';
import type { ResultsTo } from '../steps/distributed-map';
import type { DistributedNode } from '../steps/step-node';
import type { Lowering } from './lowering';

/** Gives what sets a distributed Map apart from an inline one. */
export function distributedProps({ renderer }: Lowering, step: string, node: DistributedNode): DistributedMapProps {
  const { source, sourceKey, batch, toleratedFailures, express, label } = node;
  return {
    ...(source === undefined
      ? {}
      : { itemReader: readerIn(renderer.language, source.reader(sourceKey && keyText(renderer, step, sourceKey))) }),
    ...(batch === undefined ? {} : { itemBatcher: batcher(renderer, step, batch) }),
    ...(toleratedFailures?.count === undefined ? {} : { toleratedFailureCount: toleratedFailures.count }),
    ...(toleratedFailures?.percentage === undefined ? {} : { toleratedFailurePercentage: toleratedFailures.percentage }),
    mapExecutionType: express === true ? StateMachineType.EXPRESS : StateMachineType.STANDARD,
    ...(label === undefined ? {} : { label }),
  };
}

/** Before 2.180 aws-cdk-lib printed readers for JSONPath whatever the language of their Map. */
function readerIn(language: Renderer['language'], reader: IItemReader): IItemReader {
  const print = reader.render.bind(reader);
  reader.render = (...parameters) => {
    const { Parameters, ...printed } = print(...parameters) as JsonObject;
    return Parameters === undefined ? printed : { ...printed, [language === 'JSONata' ? 'Arguments' : 'Parameters']: Parameters };
  };
  return reader;
}

function keyText(renderer: Renderer, step: string, key: ExpressionNode): string {
  const rendered = renderer.template(key, { step, field: 'sourceKey' }) as string;
  return renderer.language === 'JSONPath' && key.kind !== 'literal' ? JsonPath.stringAt(rendered) : rendered;
}

function batcher(renderer: Renderer, step: string, { size, bytes, input }: NonNullable<DistributedNode['batch']>): ItemBatcher {
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
  return new ItemBatcher({
    maxItemsPerBatch: size,
    maxInputBytesPerBatch: bytes,
    ...(batchInput === undefined ? {} : { batchInput }),
  });
}

const writerFlag = '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2';

/**
 * Has a distributed Map write its results to S3, in objects under the prefix and nowhere else. Which of two properties aws-cdk-lib reads
 * depends on its release and on a feature flag of the app; set after construction, neither brings a warning about what no author chose.
 */
export function writeResultsTo(state: DistributedMap, language: Renderer['language'], { bucket, prefix }: ResultsTo): void {
  const property = FeatureFlags.of(state).isEnabled(writerFlag) ? 'resultWriterV2' : 'resultWriter';
  const place = { Bucket: bucket.bucketName, ...(prefix === undefined ? {} : { Prefix: prefix }) };
  const writer: Pick<ResultWriterV2, 'render' | 'providePolicyStatements' | 'validateResultWriter'> = {
    render: () => ({
      Resource: `arn:${Aws.PARTITION}:states:::s3:putObject`,
      [language === 'JSONata' ? 'Arguments' : 'Parameters']: place,
    }),
    providePolicyStatements: () => [new PolicyStatement({ actions: [...writerActions], resources: [bucket.arnForObjects(under(prefix))] })],
    validateResultWriter: () => [],
  };
  Object.assign(state, { [property]: writer });
}

// What AWS names for a Map run that exports its results: large ones are uploaded in parts.
const writerActions = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'] as const;

function under(prefix: string | undefined): string {
  return prefix === undefined ? '*' : `${prefix.replace(/\/$/, '')}/*`;
}
