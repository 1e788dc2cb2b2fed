import 'drystep/jest';
import { Duration, Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, JsonPath, Map as MapState, StateMachine, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Parcels');
const pack = new LambdaInvoke(stack, 'Pack', {
  lambdaFunction: Lambda.fromFunctionName(stack, 'PackFunction', 'pack'),
  taskTimeout: Timeout.duration(Duration.minutes(5)),
  outputPath: '$.Payload',
});
const each = new MapState(stack, 'Each Item', { itemsPath: JsonPath.stringAt('$.items') }).itemProcessor(pack);
new StateMachine(stack, 'Packing', { definitionBody: DefinitionBody.fromChainable(each) });
const packing = testMachine(stack);

const ORDER = { items: [{ sku: 'cup' }, { sku: 'vase' }] };

test('answers by what it is asked', async () => {
  packing.mock('Pack').onInput({ sku: 'vase' }).returnsPayload('wrapped twice').otherwise().returnsPayload('wrapped');

  expect(await packing.execute(ORDER)).toSucceedWith(['wrapped', 'wrapped twice']);
});

test('answers by item', async () => {
  packing.mock('Pack').onItem(1).fails('Broken', 'the vase fell').otherwise().returnsPayload('wrapped');

  expect(await packing.execute(ORDER)).toFailWith('Broken');
});

test('is throttled, and tries again after two seconds, then four', async () => {
  packing.mock('Pack').onItem(0).throttles(2, 'Lambda.ServiceException').returnsPayload('wrapped').otherwise().returnsPayload('wrapped');

  const execution = await packing.execute(ORDER);

  expect(execution).toSucceed();
  expect(execution).toHaveTaken({ seconds: 6 });
});

test('times out when packing takes ten minutes', async () => {
  packing.mock('Pack').returnsPayload('wrapped').after({ minutes: 10 });

  const execution = await packing.execute(ORDER);

  expect(execution).toFailWith('States.Timeout');
  expect(execution).toHaveTaken({ minutes: 5 });
});

test('knows what was asked', async () => {
  packing.mock('Pack').returnsPayload('wrapped');

  const execution = await packing.execute(ORDER);

  expect(execution).toHaveCalled('Pack', 2);
  expect(execution).toHaveCalledWith('Pack', { sku: 'vase' });
  expect(packing.calls('Pack').map(({ payload }) => payload)).toEqual([{ sku: 'cup' }, { sku: 'vase' }]);
});

test('compares answers with what the service can answer', async () => {
  packing.mock('Pack').returns({ Payload: 'wrapped', StatusCode: 'OK' });

  await expect(packing.execute(ORDER, { answers: 'STRICT' })).rejects.toThrow(/StatusCode/);
});

test('gives up after six retries', async () => {
  packing.mock('Pack').fails('Lambda.ServiceException', 'try later');

  const execution = await packing.execute({ items: [{ sku: 'cup' }] });

  expect(execution).toFailWith('Lambda.ServiceException');
  expect(execution).toHaveRetried('Pack', 6);
});

test('packs all items at once, by the function of that name', async () => {
  packing.mock('pack').returnsPayload('wrapped').after({ minutes: 1 });

  const execution = await packing.execute(ORDER);

  expect(execution).toHaveTaken({ minutes: 1 });
  expect(packing.calls('pack')).toHaveLength(2);
});
