import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { machineOf, pass } from './machines';

function found(definition: JsonObject): string[] {
  return validate(definition).diagnostics.map(({ severity, rule, pointer, hint }) => `${severity} ${rule} ${pointer} ${hint}`);
}

const inBatches = (state: JsonObject, batcher: JsonObject = {}): JsonObject =>
  machineOf({
    Type: 'Map',
    ItemBatcher: { MaxItemsPerBatch: 5, ...batcher },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'I', States: { I: state } },
    End: true,
  });
const each = (path: JsonObject): JsonObject => ({ Type: 'Map', ...path, ItemProcessor: { StartAt: 'J', States: { J: pass } }, End: true });

// The guide: a child execution gets {"BatchInput": …, "Items": […]}.
describe('A child of a Map with an ItemBatcher', () => {
  test.each<[string, JsonObject, string]>([
    [
      'reads a field of its item',
      inBatches({ ...pass, Parameters: { 'id.$': '$.orderId' } }),
      'WARNING IMPOSSIBLE_PATH /States/A/ItemProcessor/States/I/Parameters/id.$ check what the states before it pass on (ResultPath, OutputPath, Parameters)',
    ],
    [
      'reads what all batches share, and there is nothing',
      inBatches({ ...pass, InputPath: '$.BatchInput' }),
      'WARNING IMPOSSIBLE_PATH /States/A/ItemProcessor/States/I/InputPath check what the states before it pass on (ResultPath, OutputPath, Parameters)',
    ],
    [
      'takes its input for the list',
      inBatches(each({})),
      'WARNING ITEM_SOURCE /States/A/ItemProcessor/States/I name the list: "ItemsPath": "$.items"',
    ],
  ])('is found where it %s', (_, definition, expected) => {
    expect(found(definition)).toEqual([expected]);
  });

  test.each<[string, JsonObject]>([
    ['its items', inBatches(each({ ItemsPath: '$.Items' }))],
    ['one of its items', inBatches({ ...pass, InputPath: '$.Items[0].orderId' })],
    ['what all batches share', inBatches({ ...pass, InputPath: '$.BatchInput.day' }, { BatchInput: { 'day.$': '$.day' } })],
  ])('is left alone where it reads %s', (_, definition) => {
    expect(found(definition)).toEqual([]);
  });
});

test.each([
  ['s3://orders/today', 'write "orders"'],
  ['arn:aws:s3:::orders', 'write "orders"'],
])('the address of a bucket is not its name: %s', (bucket, hint) => {
  const reader = {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: bucket, Key: 'k' },
  };
  const map = machineOf({
    Type: 'Map',
    ItemReader: reader,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'I', States: { I: pass } },
    End: true,
  });

  expect(found(map)).toEqual([`WARNING ITEM_SOURCE /States/A/ItemReader/Parameters/Bucket ${hint}`]);
});

test('what CloudFormation fills in is not judged', () => {
  const call = (parameters: JsonObject): JsonObject =>
    machineOf({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: parameters, End: true });

  expect(found(call({ TableName: { Ref: 'Orders' }, Key: { 'Fn::GetAtt': ['Orders', 'Key'] } }))).toEqual([]);
});
