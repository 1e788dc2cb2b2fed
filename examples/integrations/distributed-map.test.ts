import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CsvHeaders, DefinitionBody, DistributedMap, JsonPath, S3CsvItemReader, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { TaskError, testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Import');
const each = new DistributedMap(stack, 'Each Customer', {
  itemReader: new S3CsvItemReader({
    bucket: Bucket.fromBucketName(stack, 'Bucket', 'customers'),
    key: JsonPath.stringAt('$.key'),
    csvHeaders: CsvHeaders.useFirstRow(),
  }),
  toleratedFailurePercentage: 50,
});
const save = new LambdaInvoke(stack, 'Save', {
  lambdaFunction: Lambda.fromFunctionName(stack, 'SaveFunction', 'save'),
  outputPath: '$.Payload',
});
new StateMachine(stack, 'Customers', { definitionBody: DefinitionBody.fromChainable(each.itemProcessor(save)) });
// What S3 holds: content by bucket and key, as text or Buffer. A folder of the disk will do as well: { customers: 'test/data/customers' }.
const objects = { customers: { 'monday.csv': 'id,name\n1,Ada\n2,Grace\n' } };
const customers = testMachine(stack, undefined, { objects });

test('saves each row of the file', async () => {
  customers.mock('Save').run(async (row: { id: string; name: string }) => `${row.id} ${row.name}`);

  const execution = await customers.execute({ key: 'monday.csv' });

  expect(execution).toSucceedWith(['1 Ada', '2 Grace']);
  expect(execution.state('Save')).toHaveLength(2);
});

test('tolerates a row that cannot be saved', async () => {
  customers.mock('Save').returnsPayload(({ branch }) => {
    if (branch[0]?.index === 0) throw new TaskError('BadRow', 'no such customer');
    return 'saved';
  });

  expect(await customers.execute({ key: 'monday.csv' })).toSucceed();
});

test('fails when the file is not there', async () => {
  expect(await customers.execute({ key: 'sunday.csv' })).toFailWith('States.ItemReaderFailed');
});

test('reads a file of this test alone', async () => {
  customers.mock('Save').returnsPayload('saved');

  const execution = await customers.execute({ key: 'empty.csv' }, { objects: { customers: { 'empty.csv': 'id,name\n' } } });

  expect(execution).toSucceedWith([]);
});

test('saves a row again, six times, while Lambda is in trouble', async () => {
  customers.mock('Save').fails('Lambda.ServiceException', 'try later');

  const execution = await customers.execute({ key: 'monday.csv' });

  expect(execution).toFailWith('States.ExceedToleratedFailureThreshold');
  expect(execution).toHaveRetried('Save', 6);
});

test('saves all customers at once, by the function of that name', async () => {
  customers.mock('save').returnsPayload('saved').after({ minutes: 1 });

  const execution = await customers.execute({ key: 'monday.csv' });

  expect(execution).toHaveTaken({ minutes: 1 });
  expect(customers.calls('save')).toHaveLength(2);
});
