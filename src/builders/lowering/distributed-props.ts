import { FeatureFlags } from 'aws-cdk-lib';
import { type DistributedMapProps, ItemBatcher, JsonPath, ResultWriterV2, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { isJsonObject } from '../../asl';
import { BuilderError } from '../builder-error';
import type { ExpressionNode } from '../expressions/node';
import type { Renderer } from '../expressions/renderer';
import type { DistributedNode } from '../steps/step-node';
import type { Lowering } from './lowering';

/** Gives what sets a distributed Map apart from an inline one. */
export function distributedProps({ renderer, scope }: Lowering, step: string, node: DistributedNode): DistributedMapProps {
  const { source, sourceKey, batch, resultsTo, toleratedFailures, express, label } = node;
  return {
    ...(source === undefined ? {} : { itemReader: source.reader(sourceKey && keyText(renderer, step, sourceKey)) }),
    ...(batch === undefined ? {} : { itemBatcher: batcher(renderer, step, batch) }),
    ...(resultsTo === undefined ? {} : writer(scope, new ResultWriterV2(resultsTo))),
    ...(toleratedFailures?.count === undefined ? {} : { toleratedFailureCount: toleratedFailures.count }),
    ...(toleratedFailures?.percentage === undefined ? {} : { toleratedFailurePercentage: toleratedFailures.percentage }),
    mapExecutionType: express === true ? StateMachineType.EXPRESS : StateMachineType.STANDARD,
    ...(label === undefined ? {} : { label }),
  };
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
  return new ItemBatcher({
    maxItemsPerBatch: size,
    maxInputBytesPerBatch: bytes,
    ...(batchInput !== undefined && isJsonObject(batchInput) ? { batchInput } : {}),
  });
}

const writerFlag = '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2';

/** Which of the two properties aws-cdk-lib reads depends on a feature flag of the app; one writer serves either. */
function writer(scope: Construct, resultWriterV2: ResultWriterV2): DistributedMapProps {
  if (FeatureFlags.of(scope).isEnabled(writerFlag)) return { resultWriterV2 };
  return { resultWriter: resultWriterV2 as unknown as DistributedMapProps['resultWriter'] };
}
