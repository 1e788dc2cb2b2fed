import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateActivityCommand, SFNClient } from '@aws-sdk/client-sfn';
import { clientFor, type StepFunctionsServer, startServer, timeOf } from 'drystep/server';
import { confirmNext, shop } from './app';

let stepFunctions: StepFunctionsServer;
let sfn: SFNClient;
const sent: unknown[] = [];

beforeAll(async () => {
  stepFunctions = await startServer({
    machines: join(__dirname, 'orders.asl.json'),
    tasks: {
      Charge: { Payload: { charged: true } },
      'Ask for a review': ({ input }) => {
        sent.push(input);
        return { MessageId: 'm-1' };
      },
    },
    time: 'virtual',
    startTime: '2030-01-01T09:00:00Z',
  });
  sfn = clientFor(SFNClient, stepFunctions);
  await sfn.send(new CreateActivityCommand({ name: 'Confirm' }));
});

afterAll(async () => {
  sfn.destroy();
  await stepFunctions.close();
});

test('an order is confirmed, and reviewed a week later', async () => {
  const app = shop(sfn).listen(0);
  await once(app, 'listening');
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/o-1`;
  const status = async () => (await fetch(url)).json();

  await fetch(url, { method: 'PUT' });
  expect(await status()).toEqual({ status: 'RUNNING' });

  await confirmNext(sfn, 'Ann');
  expect(await timeOf(stepFunctions).advance(7 * 24 * 3600)).toEqual(new Date('2030-01-08T09:00:00Z'));

  expect(sent).toEqual([{ TopicArn: 'arn:aws:sns:us-east-1:111111111111:reviews', Message: 'o-1' }]);
  expect(await status()).toEqual({ status: 'SUCCEEDED', orderId: 'o-1', confirmed: { by: 'Ann' } });
  expect((await fetch(url, { method: 'PUT' })).status).toBe(409);
  app.close();
});
