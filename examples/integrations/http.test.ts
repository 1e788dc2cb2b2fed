import 'drystep/jest';
import { Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { Authorization, Connection } from 'aws-cdk-lib/aws-events';
import { DefinitionBody, JsonPath, Pass, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { HttpInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Weather');
const connection = new Connection(stack, 'Connection', {
  authorization: Authorization.apiKey('key', SecretValue.unsafePlainText('example')),
});
const ask = new HttpInvoke(stack, 'Ask', {
  apiRoot: 'https://weather.example.com',
  apiEndpoint: TaskInput.fromText('forecast'),
  method: TaskInput.fromText('GET'),
  connection,
  queryStringParameters: TaskInput.fromObject({ city: JsonPath.stringAt('$.city') }),
  resultSelector: { degrees: JsonPath.numberAt('$.ResponseBody.degrees') },
});
ask.addRetry({ errors: ['States.Http.StatusCode.503'], interval: Duration.seconds(10), maxAttempts: 3 });
ask.addCatch(new Pass(stack, 'Unknown'), { errors: ['States.Http.StatusCode.404'], resultPath: JsonPath.DISCARD });
new StateMachine(stack, 'Forecast', { definitionBody: DefinitionBody.fromChainable(ask) });
const forecast = testMachine(stack);

/** What an HTTP task gives: the response, its body parsed when it is JSON. */
const response = { ResponseBody: { degrees: 21 }, Headers: { 'content-type': ['application/json'] }, StatusCode: 200, StatusText: 'OK' };

test('picks the degrees out of the response', async () => {
  forecast.mock('Ask').returns(response);

  const execution = await forecast.execute({ city: 'Vienna' });

  expect(execution).toSucceedWith({ degrees: 21 });
  expect(forecast.calls('Ask')[0]?.input).toMatchObject({ Method: 'GET', QueryParameters: { city: 'Vienna' } });
});

test('asks again while the service is unavailable', async () => {
  forecast.mock('Ask').fails('States.Http.StatusCode.503', 'Service Unavailable').times(2).returns(response);

  const execution = await forecast.execute({ city: 'Vienna' });

  expect(execution).toSucceed();
  expect(execution).toHaveRetried('Ask', 2, { delays: [{ seconds: 10 }, { seconds: 20 }] });
});

test('knows nothing of a city that is not there', async () => {
  forecast.mock('Ask').fails('States.Http.StatusCode.404', 'Not Found');

  expect(await forecast.execute({ city: 'Atlantis' })).toHaveVisitedExactly('Ask', 'Unknown');
});

test('gives up after three retries', async () => {
  forecast.mock('Ask').fails('States.Http.StatusCode.503', 'Service Unavailable');

  expect(await forecast.execute({ city: 'Vienna' })).toHaveRetried('Ask', 3);
});

test('asks the endpoint by the connection, and keeps the input of what it does not find', async () => {
  forecast.mock('Ask').fails('States.Http.StatusCode.404', 'Not Found');

  const execution = await forecast.execute({ city: 'Atlantis' });

  expect(forecast.calls('Ask')[0]?.input).toMatchObject({
    ApiEndpoint: 'https://weather.example.com/forecast',
    Authentication: { ConnectionArn: expect.stringContaining(':connection/') },
  });
  expect(execution).toHaveStateInput('Unknown', { city: 'Atlantis' });
});
