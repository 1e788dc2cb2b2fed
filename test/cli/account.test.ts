import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RedriveExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { TaskError } from 'drystep/interpreter';
import { account, closeAll, type Stage, stage } from '../server/calls';
import { command, folderWith } from './command';

const charge = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
  ResultSelector: { 'id.$': '$.Payload.id' },
  Next: 'Cool Down',
};
const orders = {
  StartAt: 'Charge',
  States: { Charge: charge, 'Cool Down': { Type: 'Wait', Seconds: 60, Next: 'Done' }, Done: { Type: 'Succeed' } },
};
const later = { ...orders, States: { ...orders.States, 'Cool Down': { Type: 'Wait', Seconds: 5, Next: 'Done' } } };
// 400 rounds of three events and more: two pages of GetExecutionHistory, which gives 1,000 at a time at most.
const counting = {
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Output: '{% $states.input + 1 %}', Next: 'Again?' },
    'Again?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input < 400 %}', Next: 'Count' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};
const fragile = {
  StartAt: 'Ship',
  States: { Ship: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { TopicArn: 't', Message: 'm' }, End: true } },
};

const SETTINGS = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y', AWS_DISABLE_HOST_PREFIX_INJECTION: 'true' };
const before = { ...process.env };

let place: Stage;
let broken = true;
const folder = folderWith({
  'orders.asl.json': orders,
  'later.asl.json': later,
  'counting.asl.json': counting,
  'fragile.asl.json': fragile,
});

/** Starts an execution in the account, and waits for its end. */
async function execution(machine: string, name: string, input: unknown): Promise<string> {
  const stateMachineArn = `${account}:stateMachine:${machine}`;
  const { executionArn } = await place.sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  await place.ended(executionArn);
  return executionArn as string;
}

beforeAll(async () => {
  place = await stage({
    time: 'fast',
    tasks: {
      'Orders/Charge': () => ({ ExecutedVersion: '$LATEST', Payload: { id: 'c-1' }, StatusCode: 200 }),
      'Fragile/Ship': () => {
        if (broken) throw new TaskError('SNS.NotFoundException', 'gone');
        return { MessageId: 'm-1' };
      },
    },
  });
  await place.create('Orders', orders);
  await place.create('Counting', counting);
  await place.create('Fragile', fragile);
  Object.assign(process.env, SETTINGS, { AWS_ENDPOINT_URL_SFN: place.server.url });
});

afterAll(async () => {
  for (const name of [...Object.keys(SETTINGS), 'AWS_ENDPOINT_URL_SFN'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  await closeAll();
});

describe('an execution of an account', () => {
  test('becomes a test: its input, what its tasks answered, and its end', async () => {
    const arn = await execution('Orders', 'o-1', { orderId: 'o-1' });

    const { code, output, errors } = await command(['record', '--arn', arn, 'orders.asl.json'], folder);

    expect([code, errors]).toEqual([0, '']);
    expect(output).toContain("Charge: answer.returns({ ExecutedVersion: '$LATEST', Payload: { id: 'c-1' }, StatusCode: 200 })");
    expect(output).toContain("machine.execute({ orderId: 'o-1' }");
    expect(output).toContain("toHaveVisitedExactly('Charge', 'Cool Down', 'Done')");
  });

  test('becomes a test of the definition that ran, where no source is named', async () => {
    const arn = await execution('Orders', 'o-2', { orderId: 'o-2' });

    const { code, output } = await command(['record', '--arn', arn], folder);

    expect(code).toBe(0);
    expect(output).toContain("'Cool Down': { Type: 'Wait', Seconds: 60, Next: 'Done' }");
  });

  test('is replayed, whole pages of it', async () => {
    const arn = await execution('Counting', 'c-1', 0);

    const same = await command(['replay', arn, '--against', 'counting.asl.json'], folder);
    const other = await command(['replay', arn, '--against', 'orders.asl.json'], folder);

    expect([same.code, same.output]).toEqual([0, `${arn}: matches\n`]);
    expect([other.code, other.output]).toEqual([1, expect.stringContaining('diverges at event 2')]);
  });

  test('is replayed after a redrive', async () => {
    const arn = await execution('Fragile', 'f-1', {});
    broken = false;
    await place.sfn.send(new RedriveExecutionCommand({ executionArn: arn }));
    await place.ended(arn);

    const { code, output } = await command(['replay', arn, '--against', 'fragile.asl.json'], folder);

    expect([code, output]).toEqual([0, `${arn}: matches\n`]);
  });

  test('gives init what its tasks answered', async () => {
    const arn = await execution('Orders', 'o-3', { orderId: 'o-3' });

    const { code, output } = await command(['init', 'orders.asl.json', '--record', arn, '--output', '-'], folder);

    expect(code).toBe(0);
    expect(output).toContain("id: 'c-1'");
  });
});

describe('an account that does not tell', () => {
  const arn = `${account}:execution:Orders:none`;

  test.each([
    ['an execution that is not there', arn, 'AWS answered ExecutionDoesNotExist'],
    [
      'an Express execution',
      `${account}:express:Orders:a:b`,
      'is an Express execution, whose history AWS does not keep. Hint: run its input',
    ],
    ['another resource', `${account}:stateMachine:Orders`, 'is not the ARN of an execution. Hint: it has the form'],
  ])('fails for %s', async (_, asked, wanted) => {
    const { code, errors } = await command(['record', '--arn', asked], folder);
    expect([code, errors.split('\n').length]).toEqual([2, 2]);
    expect(errors).toContain(wanted);
  });

  test.each([
    ['AccessDeniedException', 400, 'Hint: it needs the permissions states:DescribeExecution'],
    ['ExpiredTokenException', 400, 'Hint: log in again: aws sso login.'],
    ['UnrecognizedClientException', 400, 'Hint: check the profile'],
  ])('fails when AWS answers %s', async (name, status, hint) => {
    const refusing = await serverThat(status, JSON.stringify({ __type: name, message: 'no' }));
    try {
      process.env.AWS_ENDPOINT_URL_SFN = refusing.url;
      const { code, errors } = await command(['replay', arn, '--against', 'orders.asl.json'], folder);
      expect([code, errors]).toEqual([2, expect.stringMatching(`^drystep replay: AWS answered ${name}: no`)]);
      expect(errors).toContain(hint);
    } finally {
      process.env.AWS_ENDPOINT_URL_SFN = place.server.url;
      refusing.server.close();
    }
  });

  test('fails when nobody listens', async () => {
    const gone = await serverThat(200, '');
    await new Promise((resolve) => gone.server.close(resolve));
    try {
      process.env.AWS_ENDPOINT_URL_SFN = gone.url;
      const { code, errors } = await command(['record', '--arn', arn], folder);
      expect([code, errors]).toEqual([
        2,
        expect.stringMatching(/^drystep record: AWS cannot be reached: ECONNREFUSED. Hint: check the network/),
      ]);
    } finally {
      process.env.AWS_ENDPOINT_URL_SFN = place.server.url;
    }
  });
});

async function serverThat(status: number, body: string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
