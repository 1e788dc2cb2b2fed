import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { REQUEST_SHAPES } from '../../src/server/requests/request-shapes';
import { closeAll, post, role, stage } from './calls';

afterEach(closeAll);

/** 20,000 where random cases run ten times as often. */
const RUNS = 2 * Number(process.env.DRYSTEP_FUZZ_RUNS ?? 250);
// A request takes some milliseconds.
jest.setTimeout(Math.max(120_000, 20 * RUNS));

const pass = JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } });

describe('requests that no client sends', () => {
  it.each([
    ['an unknown operation', 'AWSStepFunctions.Nope', '{}', {}, 404, 'UnknownOperationException'],
    ['an operation of the prototype', 'AWSStepFunctions.constructor', '{}', {}, 404, 'UnknownOperationException'],
    ['no target', '', '{}', {}, 404, 'UnknownOperationException'],
    [
      'another content type',
      'AWSStepFunctions.ListStateMachines',
      '{}',
      { 'content-type': 'text/plain' },
      404,
      'UnknownOperationException',
    ],
    ['text that is not JSON', 'AWSStepFunctions.ListStateMachines', '{', {}, 400, 'SerializationException'],
    ['an array', 'AWSStepFunctions.ListStateMachines', '[]', {}, 400, 'SerializationException'],
    ['JSON of ten thousand brackets', 'AWSStepFunctions.ListStateMachines', '['.repeat(10_000), {}, 400, 'SerializationException'],
    ['a member of another type', 'AWSStepFunctions.ListStateMachines', '{"maxResults":"a"}', {}, 400, 'SerializationException'],
    [
      'a name that is no ARN (measured in public: aoyagikouhei/sfn-local)',
      'AWSStepFunctions.DescribeExecution',
      '{"executionArn":"not-an-arn"}',
      {},
      400,
      'com.amazonaws.swf.service.v2.model#InvalidArn',
    ],
    ['a missing member', 'AWSStepFunctions.DescribeExecution', '{}', {}, 400, 'com.amazon.coral.validate#ValidationException'],
    [
      'an Origin, as a web page sends it',
      'AWSStepFunctions.ListStateMachines',
      '{}',
      { origin: 'http://evil.example' },
      403,
      'AccessDeniedException',
    ],
  ])('are answered with an error: %s', async (_, target, body, headers, status, type) => {
    const { server } = await stage();

    const answered = await post(server.url, target, body, headers as Record<string, string>);

    expect([answered.status, answered.body.__type]).toEqual([status, type]);
  });

  it.each([
    [
      'AWSStepFunctions.StartExecutions',
      'This server does not have the operation "AWSStepFunctions.StartExecutions". Hint: did you mean AWSStepFunctions.StartExecution?',
    ],
    ['Drystep.Advnce', 'This server does not have the operation "Drystep.Advnce". Hint: did you mean Drystep.Advance?'],
    [
      'DynamoDB_20120810.PutItem',
      'This server does not have the operation "DynamoDB_20120810.PutItem". Hint: it answers those of AWS Step Functions, AWSStepFunctions.*.',
    ],
    ['', 'The request has no header X-Amz-Target, which names the operation.'],
  ])('name the operation that the server does not have: %j', async (target, message) => {
    const { server } = await stage();

    const { body } = await post(server.url, target, '{}');

    expect(body).toEqual({ __type: 'UnknownOperationException', message });
  });

  it('name the content type that the server does not read', async () => {
    const { server } = await stage();

    const { body } = await post(server.url, 'AWSStepFunctions.ListStateMachines', '{}', { 'content-type': 'application/json' });

    expect(body.message).toBe('Expected the content type application/x-amz-json-1.0, received "application/json".');
  });

  it('are refused with all that is wrong with them', async () => {
    const { server } = await stage();

    const { body } = await post(server.url, 'AWSStepFunctions.CreateStateMachine', JSON.stringify({ name: 'n'.repeat(81), roleArn: '' }));

    expect(body.message).toBe(
      `3 validation errors detected: Value '${'n'.repeat(81)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80; Value null at 'definition' failed to satisfy constraint: Member must not be null; Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    );
  });

  it('take __proto__ for a name like any other', async () => {
    const { server } = await stage();
    const created = await post(
      server.url,
      'AWSStepFunctions.CreateStateMachine',
      JSON.stringify({ name: '__proto__', definition: pass, roleArn: role }),
    );
    const input = '{"__proto__":{"polluted":true}}';

    await post(
      server.url,
      'AWSStepFunctions.StartExecution',
      `{"stateMachineArn":${JSON.stringify(created.body.stateMachineArn)},"input":${JSON.stringify(input)},"__proto__":{"name":1}}`,
    );

    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await post(server.url, 'AWSStepFunctions.ListStateMachines', '{}')).body.stateMachines).toMatchObject([{ name: '__proto__' }]);
  });

  it('larger than a request may be are refused, and the server goes on', async () => {
    const { server } = await stage();

    const { status } = await post(server.url, 'AWSStepFunctions.CreateStateMachine', JSON.stringify({ definition: 'x'.repeat(9_000_000) }));

    expect(status).toBe(413);
    expect((await post(server.url, 'AWSStepFunctions.ListStateMachines', '{}')).status).toBe(200);
  });

  it('that are no HTTP, or end in the middle, leave the server up', async () => {
    const { server } = await stage();
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.end('nonsense\r\n\r\n');
    await new Promise((resolve) => socket.on('close', resolve).resume());
    const half = httpRequest(server.url, { method: 'POST', headers: { 'content-length': 1000 } });
    half.on('error', () => undefined);
    half.write('{');
    half.destroy();

    expect((await post(server.url, 'AWSStepFunctions.ListStateMachines', '{}')).status).toBe(200);
  });

  it('made at random are answered, whatever they say, and the server goes on', async () => {
    const { server } = await stage({ activityPollMilliseconds: 1 });
    const random = seeded(7);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const operations = Object.keys(REQUEST_SHAPES) as (keyof typeof REQUEST_SHAPES)[];
    const arns = [
      'stateMachine:M',
      'execution:M:e',
      'activity:A',
      'mapRun:M/l:1',
      'express:M:e:1',
      'stateMachine:M:1',
      'stateMachine:M:../../x',
      'x',
    ]
      .map((rest) => `arn:aws:states:us-east-1:111111111111:${rest}`)
      .concat('', 'arn:', 'not an arn', 'arn:aws:s3:::bucket');
    const values = [
      '',
      'a',
      'x'.repeat(300),
      '\0',
      '</script>',
      '__proto__',
      '{}',
      pass,
      'null',
      0,
      -1,
      1e9,
      1.5,
      true,
      null,
      [],
      [1],
      {},
      { key: 'k', value: 'v' },
      [{ key: 'k', value: 'v' }],
      [{ stateMachineVersionArn: arns[5], weight: 100 }],
    ];
    const value = () => (random() < 0.4 ? pick(arns) : pick<unknown>(values));
    await post(
      server.url,
      'AWSStepFunctions.CreateStateMachine',
      JSON.stringify({ name: 'M', definition: pass, roleArn: role, publish: true }),
    );
    const statuses = new Map<number, number>();

    for (let run = 0; run < RUNS; run++) {
      const operation = pick(operations);
      const members = [...Object.keys(REQUEST_SHAPES[operation]), 'definition', 'unknown'].map((key) => key.replace('*', ''));
      const request = Object.fromEntries(members.filter(() => random() < 0.7).map((member) => [member, value()]));
      const { status, body } = await post(server.url, `AWSStepFunctions.${operation}`, JSON.stringify(request));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 500) throw new Error(`${operation} ${JSON.stringify(request)}: ${JSON.stringify(body)}`);
    }

    expect([...statuses.keys()].sort()).toEqual([200, 400]);
  });
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
