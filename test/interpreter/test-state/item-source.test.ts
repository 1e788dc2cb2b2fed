import { testState } from '../../../src/interpreter';

const map = (more: object = {}) =>
  JSON.stringify({
    Type: 'Map',
    ItemSelector: { 'from.$': '$$.Map.Item.Source', 'item.$': '$$.Map.Item.Value' },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Item',
      States: { Item: { Type: 'Pass', End: true } },
    },
    End: true,
    ...more,
  });

const ItemReader = {
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType: 'JSON' },
  Parameters: { Bucket: 'in', Key: 'items.json' },
};

test.each([
  ['of the input', map(), undefined, 'STATE_DATA'],
  ['of an ItemReader', map({ ItemReader }), { mapItemReaderData: '[7]' }, 's3://in/items.json'],
])('TestState: an item %s says where it is from', async (_what, definition, stateConfiguration, from) => {
  const { inspectionData } = await testState({
    definition,
    input: '[7]',
    inspectionLevel: 'DEBUG',
    mock: { result: '[7]' },
    ...(stateConfiguration === undefined ? {} : { stateConfiguration }),
  });

  expect(JSON.parse(inspectionData?.afterItemSelector ?? '')).toEqual([{ from, item: 7 }]);
});
