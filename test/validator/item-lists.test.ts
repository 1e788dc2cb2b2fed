import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { lambda, machineOf } from './machines';

function found(definition: JsonObject): string[] {
  return validate(definition).diagnostics.map(({ severity, rule, pointer, hint }) => `${severity} ${rule} ${pointer} (${hint})`);
}

const map = (more: JsonObject, config?: JsonObject): JsonObject => ({
  Type: 'Map',
  ...more,
  ItemProcessor: { ...(config === undefined ? {} : { ProcessorConfig: config }), StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
  End: true,
});
const DISTRIBUTED = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const behind = (result: JsonObject, state: JsonObject): string[] =>
  found(machineOf({ Type: 'Pass', Result: result, Next: 'M' }, { M: state }));
const { End: _end, ...task } = lambda;
const NAME = 'name the list: "ItemsPath": "$.items"';

describe('validate: a Map over what is not a list', () => {
  // Recorded: 'Reference path "$" must point to array.'
  test.each<[string, string[], string]>([
    ['an object', behind({ a: 1 }, map({})), `WARNING ITEM_SOURCE /States/M (${NAME})`],
    ['a number', behind({ a: 1 }, map({ ItemsPath: '$.a' })), `WARNING ITEM_SOURCE /States/M/ItemsPath (${NAME})`],
    [
      'a number, for a distributed Map',
      behind({ a: 1 }, map({ ItemsPath: '$.a' }, DISTRIBUTED)),
      `WARNING ITEM_SOURCE /States/M/ItemsPath (${NAME})`,
    ],
    [
      'the answer of a function',
      found(machineOf({ ...task, Next: 'M' }, { M: map({}) })),
      'WARNING ITEM_SOURCE /States/M (the answer of the function is under "Payload": "ItemsPath": "$.Payload", or a list in it)',
    ],
    [
      'an object, in JSONata',
      found(machineOf(map({ QueryLanguage: 'JSONata', Items: { a: 1 } }))),
      'WARNING ITEM_SOURCE /States/A/Items (write an array, or let the Map be DISTRIBUTED)',
    ],
  ])('is found: %s', (_, received, expected) => expect(received).toEqual([expected]));

  test.each<[string, string[]]>([
    ['a list', behind({ a: [1] }, map({ ItemsPath: '$.a' }))],
    ['an object, for a distributed Map', behind({ a: { b: 1 } }, map({ ItemsPath: '$.a' }, DISTRIBUTED))],
    ['an object, for a distributed Map in JSONata', found(machineOf(map({ QueryLanguage: 'JSONata', Items: { a: 1 } }, DISTRIBUTED)))],
    ['the payload of a function', found(machineOf({ ...task, Next: 'M' }, { M: map({ ItemsPath: '$.Payload' }) }))],
    ['the input of the execution', found(machineOf(map({})))],
    [
      'what a reader reads',
      behind({ a: 1 }, map({ ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } } }, DISTRIBUTED)),
    ],
  ])('is not: %s', (_, received) => expect(received).toEqual([]));

  // Recorded: States.ItemReaderFailed, "CSV headers cannot contain duplicates."
  test('columns of one name are found', () => {
    const ReaderConfig = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b', 'a'] };
    const ItemReader = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } };

    expect(found(machineOf(map({ ItemReader }, DISTRIBUTED)))).toEqual([
      'WARNING ITEM_SOURCE /States/A/ItemReader/ReaderConfig (name each column once)',
    ]);
  });
});

describe('validate: parameters of calls without a model', () => {
  const call = (service: string, parameters: JsonObject): string[] =>
    found(machineOf({ Type: 'Task', Resource: `arn:aws:states:::${service}:invoke`, Parameters: parameters, End: true }));
  const http = (more: JsonObject): string[] =>
    call('http', {
      ApiEndpoint: 'https://a.example',
      Method: 'GET',
      Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:1:connection/c/1' },
      ...more,
    });

  test('names that the integration does not have', () => {
    expect(http({ Body: {} })).toEqual(['WARNING UNKNOWN_PARAMETER /States/A/Parameters/Body (did you mean "RequestBody"?)']);
    expect(http({ 'RequestBdy.$': '$' })).toEqual([
      'ERROR UNKNOWN_PARAMETER /States/A/Parameters/RequestBdy.$ (did you mean "RequestBody"?)',
    ]);
    expect(call('apigateway', { ApiEndpoint: 'a.example', Method: 'GET', Pth: 'x' })).toEqual([
      'ERROR UNKNOWN_PARAMETER /States/A/Parameters/Pth (did you mean "Path"?)',
    ]);
  });

  test('not those that it has', () => {
    expect(http({ Headers: {}, 'QueryParameters.$': '$', RequestBody: {}, Transform: { RequestBodyEncoding: 'URL_ENCODED' } })).toEqual([]);
    expect(
      call('apigateway', {
        ApiEndpoint: 'a',
        Method: 'GET',
        Headers: {},
        Stage: 's',
        Path: 'p',
        QueryParameters: {},
        AuthType: 'IAM_ROLE',
        AllowNullValues: true,
      }),
    ).toEqual([]);
  });
});
