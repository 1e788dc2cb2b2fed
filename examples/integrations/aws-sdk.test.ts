import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { DefinitionBody, JsonPath, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Archive');
const read = new CallAwsService(stack, 'Read Tags', {
  service: 's3',
  action: 'getObjectTagging',
  parameters: { Bucket: 'archive', Key: JsonPath.stringAt('$.key') },
  iamResources: ['*'],
  resultSelector: { tags: JsonPath.objectAt('$.TagSet') },
});
read.addCatch(new Pass(stack, 'Missing'), { errors: ['S3.NoSuchKeyException'] });
new StateMachine(stack, 'Tags', { definitionBody: DefinitionBody.fromChainable(read) });
const archive = testMachine(stack, undefined, { answers: 'STRICT' }); // answers must be what S3 can answer

test('hands on the tags', async () => {
  archive.mock('Read Tags').returns({ TagSet: [{ Key: 'year', Value: '2026' }] });

  expect(await archive.execute({ key: 'a.pdf' })).toSucceedWith({ tags: [{ Key: 'year', Value: '2026' }] });
  expect(archive.calls('Read Tags')[0]?.input).toEqual({ Bucket: 'archive', Key: 'a.pdf' });
});

test('knows a missing object by the name that the SDK gives its error', async () => {
  archive.mock('Read Tags').fails('S3.NoSuchKeyException', 'The specified key does not exist.');

  expect(await archive.execute({ key: 'b.pdf' })).toHaveVisitedExactly('Read Tags', 'Missing');
});

test('refuses an answer that S3 cannot give', async () => {
  archive.mock('Read Tags').returns({ TagSet: [{ Key: 'year', Values: ['2026'] }] });

  await expect(archive.execute({ key: 'a.pdf' })).rejects.toThrow("Required field 'Value' is missing");
});

test('hands on why nothing was found', async () => {
  archive.mock('Read Tags').fails('S3.NoSuchKeyException', 'The specified key does not exist.');

  const execution = await archive.execute({ key: 'b.pdf' });

  expect(execution).toSucceedWith({ Error: 'S3.NoSuchKeyException', Cause: 'The specified key does not exist.' });
});
