import { Duration, SecretValue } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import { Authorization, Connection } from 'aws-cdk-lib/aws-events';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Pass, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { BedrockInvokeModel } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import {
  choice,
  distributedMap,
  fail,
  fanOut,
  fromState,
  handler,
  http,
  invoke,
  itemsIn,
  loop,
  map,
  parallel,
  pass,
  pollUntil,
  retry,
  type Step,
  saga,
  startWorkflow,
  steps,
  succeed,
  task,
  tryCatch,
  typed,
  Workflow,
  wait,
  waitForApproval,
  workflow,
} from 'drystep';
import { add, and, count, eq, format, gt, gte, isPresent, lt, mapItems, not, or, sum } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { definitionsIn } from '../integ/every-stack';
import { type AnyFlow, acceptedDefinition, visitedStates } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  lines: { sku: string; quantity: number }[];
}

const order: Order = {
  orderId: 'o-1',
  total: 40,
  lines: [
    { sku: 'a', quantity: 1 },
    { sku: 'b', quantity: 2 },
  ],
};
const stack = emptyStack();
const fn = (id: string) => importedFunction(stack, id);

type Answer = JsonValue | ((payload: never) => JsonValue);
const broken = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};

/** Runs a flow; Lambda functions answer with payloads, other tasks with raw results. */
async function run(
  definition: JsonObject,
  input: unknown,
  answers: Readonly<Record<string, Answer>>,
  objects?: Record<string, Record<string, string>>,
) {
  const calls: string[] = [];
  const result = await execute(definition, {
    input: input as JsonValue,
    ...(objects === undefined ? {} : { objects }),
    tasks: ({ state, input: given, resource }) => {
      calls.push(state);
      const answer = answers[state];
      if (answer === undefined) throw new Error(`nothing answers "${state}"`);
      const value = typeof answer === 'function' ? answer(((given as JsonObject).Payload ?? given) as never) : answer;
      return resource.endsWith('lambda:invoke') ? { StatusCode: 200, Payload: value } : value;
    },
  });
  return { ...result, calls, visited: visitedStates(result) };
}

const defined = (flow: AnyFlow) => acceptedDefinition(flow, 'JSONata');

describe('An order: an approval, then a saga with work at the same time, then a receipt', () => {
  const ask = handler<{ token: string; total: number }, void>(fn('Ask'));
  const reserve = handler<{ sku: string }, { shelf: string }>(fn('Reserve'));
  const charge = handler<{ amount: number }, { receiptId: string }>(fn('Charge'));
  const undo = handler<{ id: string }, void>(fn('Undo'));
  const from = steps<Order>();
  const approval = from.waitForApproval('Ask Manager', ask, {
    payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }),
    into: 'approval',
    timeout: Duration.days(2),
    rejected: fail('Reject', { error: 'Rejected' }),
    expired: pass('Escalate'),
  });
  const definition = defined(
    workflow<Order>()
      .next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), approval).otherwise()))
      .next(
        saga('Order', (s) =>
          s
            .step(
              (o) =>
                o.next(
                  map('Reserve All', { items: ({ input }) => input.lines, into: 'shelves' }, (line) =>
                    line.next(invoke('Reserve', reserve, { payload: ({ input }) => ({ sku: input.sku }) })),
                  ),
                ),
              { compensate: (o) => o.next(invoke('Release All', undo, { payload: ({ input }) => ({ id: input.orderId }) })) },
            )
            .step(
              (o) =>
                o.next(
                  invoke('Charge', charge, { payload: ({ input }) => ({ amount: input.total }), into: 'receipt', retry: retry.never() }),
                ),
              {
                compensate: (o) => o.next(invoke('Refund', undo, { payload: ({ input }) => ({ id: input.receipt.receiptId }) })),
              },
            )
            .step((o) =>
              o.next(
                invoke('Book Carrier', undo, { payload: ({ input }) => ({ id: input.orderId }), discard: true, retry: retry.never() }),
              ),
            ),
        ),
      )
      .next(
        succeed('Ordered', {
          output: ({ input }) => ({ receipt: input.receipt.receiptId, shelves: mapItems(input.shelves, (one) => one.shelf) }),
        }),
      ),
  );
  const answers = {
    Reserve: ({ sku }: { sku: string }) => ({ shelf: `s-${sku}` }),
    Charge: { receiptId: 'r-1' },
    'Book Carrier': null,
    Refund: null,
    'Release All': null,
  };

  test('takes a small one without asking', async () => {
    expect((await run(definition, order, answers)).output).toEqual({ receipt: 'r-1', shelves: ['s-a', 's-b'] });
  });

  test.each<[string, Answer, string | undefined]>([
    ['yes', { approved: true }, undefined],
    ['no', { approved: false }, 'Rejected'],
    ['silence, which escalates', broken('States.Timeout'), undefined],
  ])('asks for a large one: %s', async (_title, answer, error) => {
    const result = await run(definition, { ...order, total: 9000 }, { ...answers, 'Ask Manager': answer });

    expect(result.error).toBe(error);
    expect(result.visited.includes('Escalate')).toBe(typeof answer === 'function');
  });

  test('undoes in reverse order what was done', async () => {
    const result = await run(definition, order, { ...answers, 'Book Carrier': broken('NoCarrier') });

    expect(result).toMatchObject({ status: 'FAILED', error: 'NoCarrier', cause: 'cause of NoCarrier' });
    expect(result.calls.slice(-3)).toEqual(['Book Carrier', 'Refund', 'Release All']);
  });

  test('says what could not be undone', async () => {
    const result = await run(definition, order, {
      ...answers,
      'Book Carrier': broken('NoCarrier'),
      Refund: broken('States.QueryEvaluationError'),
    });

    expect(result.cause).toBe('cause of NoCarrier [not undone: Refund]');
    expect(result.calls.at(-1)).toBe('Release All');
  });
});

describe('An import from S3: rows in batches, some of which may fail, and a summary', () => {
  const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
  const store = handler<{ rows: readonly { sku: string }[]; file: string }, { stored: number }>(fn('Store'));
  const flow = workflow<{ file: string }>()
    .next(
      distributedMap(
        'Rows',
        {
          source: itemsIn.csv<{ sku: string }>(bucket),
          sourceKey: ({ input }) => input.file,
          batch: { size: 2, input: ({ input }) => ({ file: input.file }) },
          toleratedFailures: { percentage: 40 },
          catch: (failure) =>
            failure.on('States.ExceedToleratedFailureThreshold', fail('Bad File', { error: 'BadFile', cause: ({ input }) => input.file })),
        },
        (batch) =>
          batch.next(
            invoke('Store', store, { payload: ({ input }) => ({ rows: input.Items, file: input.BatchInput.file }), retry: retry.never() }),
          ),
      ),
    )
    .next(pass('Summary', { output: ({ input }) => ({ batches: count(input), stored: sum(mapItems(input, (batch) => batch.stored)) }) }));
  const definition = acceptedDefinition(flow, 'JSONata', stack);
  const objects = () => ({ stock: { 'a.csv': `sku\n${['a', 'b', 'c', 'd', 'e'].join('\n')}\n` } });
  const storing =
    (...bad: readonly string[]) =>
    ({ rows }: { rows: readonly { sku: string }[] }) => {
      if (rows.some(({ sku }) => bad.includes(sku))) throw new TaskError('BadRow', '');
      return { stored: rows.length };
    };

  test('stores all of them', async () => {
    expect((await run(definition, { file: 'a.csv' }, { Store: storing() }, objects())).output).toEqual({ batches: 3, stored: 5 });
  });

  test('tolerates a bad batch, and refuses a bad file', async () => {
    expect((await run(definition, { file: 'a.csv' }, { Store: storing('c') }, objects())).status).toBe('SUCCEEDED');
    expect(await run(definition, { file: 'a.csv' }, { Store: storing('a', 'c', 'e') }, objects())).toMatchObject({
      error: 'BadFile',
      cause: 'a.csv',
    });
  });

  test('fails without the file', async () => {
    expect((await run(definition, { file: 'none.csv' }, { Store: storing() }, objects())).error).toBe('States.ItemReaderFailed');
  });
});

describe('An approval that goes up level by level, in a loop', () => {
  const ask = handler<{ token: string; level: number }, void>(fn('AskLevel'));
  const definition = defined(
    workflow<{ levels: number }>()
      .next(pass('Begin', { output: ({ input }) => ({ levels: input.levels, level: 1, done: false, by: 'nobody' }) }))
      .next(
        loop(
          'Higher?',
          { while: ({ input }) => and(not(input.done), lt(input.level, add(input.levels, 1))) },
          (level) =>
            level
              .next(
                waitForApproval('Ask', ask, {
                  payload: ({ input, taskToken }) => ({ token: taskToken, level: input.level }),
                  into: 'approval',
                  timeout: Duration.hours(4),
                  expired: (o) =>
                    o.next(
                      pass('Nobody', {
                        output: ({ input }) => ({ levels: input.levels, level: add(input.level, 1), done: false, by: 'nobody' }),
                      }),
                    ),
                }),
              )
              .next(
                choice('Answered?', (c) =>
                  c
                    .when(({ input }) => not(isPresent((input as never as { approval?: never }).approval as never)))
                    .otherwise((yes) =>
                      yes.next(
                        pass('Note', {
                          output: ({ input }) => ({
                            levels: input.levels,
                            level: input.level,
                            done: true,
                            by: format('level {}', input.level),
                          }),
                        }),
                      ),
                    ),
                ),
              ) as never,
        ),
      )
      .next(
        choice('Approved?', (c) =>
          c
            .when(({ input }) => input.done, succeed('Approved', { output: ({ input }) => input.by }))
            .otherwise(fail('Nobody Answered', { error: 'NobodyAnswered' })),
        ),
      ),
  );

  test('asks the next one after silence', async () => {
    const answer = ({ level }: { level: number }) => (level === 2 ? { approved: true } : broken('States.Timeout')());

    expect((await run(definition, { levels: 3 }, { Ask: answer })).output).toBe('level 2');
  });

  test('fails when nobody answers at any level', async () => {
    const result = await run(definition, { levels: 2 }, { Ask: broken('States.Timeout') });

    expect(result.error).toBe('NobodyAnswered');
    expect(result.calls).toEqual(['Ask', 'Ask']);
  });
});

describe('Jobs that are started for each item and asked until each is done', () => {
  const start = handler<{ sku: string }, { jobId: string }>(fn('StartJob'));
  const check = handler<{ jobId: string }, { state: string }>(fn('CheckJob'));
  const definition = defined(
    workflow<Order>()
      .next(
        fanOut('Jobs', { items: ({ input }) => input.lines, toleratedFailures: { count: 1 }, into: 'jobs' }, (line) =>
          line.next(invoke('Start Job', start, { payload: ({ input }) => ({ sku: input.sku }), into: 'job' })).next(
            pollUntil(
              'Done?',
              (job) => job.next(invoke('Check Job', check, { payload: ({ input }) => ({ jobId: input.job.jobId }), into: 'answer' })),
              {
                until: ({ input }) => eq(input.answer.state, 'DONE'),
                every: Duration.seconds(10),
                attempts: 3,
              },
            ),
          ),
        ),
      )
      .next(
        pass('Count', {
          output: ({ input }) => ({ done: count(input.jobs.succeeded), late: mapItems(input.jobs.failed, (one) => one.item.sku) }),
        }),
      ),
  );
  const starting = { 'Start Job': ({ sku }: { sku: string }) => ({ jobId: sku }) };

  test('keeps those that are late', async () => {
    const asked: Record<string, number> = {};
    const checking = ({ jobId }: { jobId: string }) => {
      asked[jobId] = (asked[jobId] ?? 0) + 1;
      return { state: jobId === 'a' && asked[jobId] === 2 ? 'DONE' : 'RUNNING' };
    };

    expect((await run(definition, order, { ...starting, 'Check Job': checking })).output).toEqual({ done: 1, late: ['b'] });
    expect(asked).toEqual({ a: 2, b: 3 });
  });

  test('fails when more are late than it tolerates', async () => {
    expect(await run(definition, order, { ...starting, 'Check Job': { state: 'RUNNING' } })).toMatchObject({
      error: 'FanOutFailed',
      cause: '"Jobs" tolerates 1 failures, and 2 items failed.',
    });
  });
});

describe('A machine that starts another, and handles its failure', () => {
  const own = emptyStack();
  const child = new Workflow(own, 'Child', {
    definition: workflow<{ id: string }>().next(pass('Work', { output: ({ input }) => ({ parcel: format('p-{}', input.id) }) })),
  });
  new Workflow(own, 'Parent', {
    definition: workflow<Order>()
      .next(
        startWorkflow('Ship', child, {
          input: ({ input }) => ({ id: input.orderId }),
          sync: true,
          into: 'shipment',
          catch: (failure) =>
            failure.on('States.TaskFailed', pass('Later', { output: ({ input }) => ({ orderId: input.orderId, late: true }) })),
        }),
      )
      .next(pass('End')),
  });
  const definition = definitionsIn(own).get('Test/Parent') as JsonObject;

  test('hands on what the child gives', async () => {
    expect((await run(definition, order, { Ship: { Output: { parcel: 'p-o-1' } } })).output).toEqual({
      ...order,
      shipment: { parcel: 'p-o-1' },
    });
  });

  test('goes on without it', async () => {
    expect((await run(definition, order, { Ship: broken('States.TaskFailed') })).output).toEqual({ orderId: 'o-1', late: true });
  });
});

describe('Bedrock and HTTP: a text is summed up by a model and handed to an API', () => {
  const own = emptyStack();
  const connection = new Connection(own, 'Connection', { authorization: Authorization.apiKey('key', SecretValue.unsafePlainText('none')) });
  const model = bedrock.FoundationModel.fromFoundationModelId(
    own,
    'Model',
    bedrock.FoundationModelIdentifier.AMAZON_TITAN_TEXT_G1_EXPRESS_V1,
  );
  const flow = workflow<{ text: string; user: string }>()
    .next(
      task('Sum Up', {
        state: ({ scope, id, fields, text, input }) =>
          new BedrockInvokeModel(scope, id, {
            ...fields,
            model,
            body: TaskInput.fromObject({ inputText: text(format('Sum up: {}', input.text)) }),
          }),
        result: typed<{ Body: { results: { outputText: string }[] } }>(),
        into: 'summary',
        retry: retry.never(),
        catch: (failure) =>
          failure.all(
            pass('No Summary', {
              output: ({ input }) => ({ text: input.text, user: input.user, summary: { Body: { results: [{ outputText: 'none' }] } } }),
            }),
          ),
      }),
    )
    .next(
      http('Publish', {
        connection,
        apiRoot: 'https://api.example.com',
        path: ({ input }) => format('users/{}/summaries', input.user),
        method: 'POST',
        body: ({ input }) => ({ text: input.summary.Body.results[0]?.outputText as never }),
        result: typed<{ id: string }>(),
        output: ({ result }) => ({ id: result.ResponseBody.id, status: result.StatusCode }),
        catch: (failure) => failure.on('States.Http.StatusCode.429', fail('Too Busy', { error: 'TooBusy' })),
      }),
    );
  const definition = acceptedDefinition(flow, 'JSONata', own);
  const published = ({ RequestBody }: { RequestBody: { text: string } }) => ({
    StatusCode: 201,
    ResponseBody: { id: RequestBody.text },
    StatusText: 'Created',
    Headers: {},
  });

  test('publishes the summary, and the word none without a model', async () => {
    const input = { text: 'long', user: 'ada' };
    const summary = { Body: { results: [{ outputText: 'short' }] }, ContentType: 'application/json' };

    expect((await run(definition, input, { 'Sum Up': summary, Publish: published })).output).toEqual({ id: 'short', status: 201 });
    expect((await run(definition, input, { 'Sum Up': broken('Bedrock.ThrottlingException'), Publish: published })).output).toEqual({
      id: 'none',
      status: 201,
    });
  });

  test('fails when the API is busy', async () => {
    const answers = { 'Sum Up': { Body: { results: [{ outputText: 'x' }] } }, Publish: broken('States.Http.StatusCode.429') };

    expect((await run(definition, { text: 'a', user: 'b' }, answers)).error).toBe('TooBusy');
  });
});

describe('Choices over variables that branches and earlier steps have set', () => {
  const score = handler<{ id: string }, { score: number; country: string }>(fn('Score'));
  const definition = defined(
    workflow<Order>()
      .next(pass('Limits', { assign: ({ input }) => ({ limit: add(input.total, 10), tries: 0 }) }))
      .next(
        invoke('Score', score, {
          payload: ({ input }) => ({ id: input.orderId }),
          assign: ({ result, vars }) => ({ score: result.score, country: result.country, tries: add(vars.tries, 1) }),
          discard: true,
        }),
      )
      .next(
        choice('Which?', (c) =>
          c
            .when(
              ({ vars }) => and(gte(vars.score, vars.limit), or(eq(vars.country, 'PT'), eq(vars.country, 'DE'))),
              succeed('Trusted', { output: ({ vars }) => ({ way: 'trusted', tries: vars.tries }) }),
            )
            .rule({ when: ({ vars }) => gt(vars.score, 20), assign: ({ vars }) => ({ limit: vars.score }) }, (known) =>
              known.next(pass('Known', { output: ({ vars }) => ({ way: format('known {}', vars.limit) }) })),
            )
            .otherwise(fail('Unknown', { error: ({ vars }) => format('Unknown{}', vars.country), cause: 'no score' })),
        ),
      ),
  );

  test.each([
    [
      { score: 50, country: 'PT' },
      { way: 'trusted', tries: 1 },
    ],
    [{ score: 50, country: 'US' }, { way: 'known 50' }],
    [{ score: 30, country: 'PT' }, { way: 'known 30' }],
  ])('%j', async (answer, output) => {
    expect((await run(definition, order, { Score: answer })).output).toEqual(output);
  });

  test('fails with an error that the data names', async () => {
    expect(await run(definition, order, { Score: { score: 1, country: 'FR' } })).toMatchObject({ error: 'UnknownFR', cause: 'no score' });
  });
});

describe('Both query languages in one machine', () => {
  const own = emptyStack();
  const plain = new Pass(own, 'Plain', { parameters: { 'id.$': '$.orderId', 'sum.$': 'States.MathAdd($.total, 1)' } });
  const flow = workflow<Order>()
    .next(parallel('Both', { a: steps<Order>().pass('A', { output: ({ input }) => ({ t: input.total }) }) }, { into: 'both' }))
    .next(fromState<Order, { id: string; sum: number }>(plain))
    .next(choice('Many?', (c) => c.when(({ input }) => gt(input.sum, 40), pass('Many')).otherwise(fail('Few', { error: 'Few' }))));
  const definition = acceptedDefinition(flow, 'JSONata', own);

  test('goes on from one to the other', async () => {
    expect((await run(definition, order, {})).output).toEqual({ id: 'o-1', sum: 41 });
    expect((await run(definition, { ...order, total: 1 }, {})).error).toBe('Few');
    expect(definition.QueryLanguage).toBeUndefined();
  });
});

describe('120 states that a program generates', () => {
  const work = handler<{ at: number }, { at: number }>(fn('Generated'));
  const { choice: choose, invoke: call } = steps<{ at: number }>();
  let flow = workflow<{ at: number }>().next(pass('Begin'));
  for (let index = 1; index <= 40; index += 1) {
    const stop = fail(`Stop ${index}`, { error: `Stop${index}` });
    flow = flow
      .next(choose(`Turn ${index}?`, (c) => c.when(({ input }) => eq(input.at, -index), stop).otherwise()))
      .next(call(`Work ${index}`, work, { output: ({ result }) => ({ at: add(result.at, 1) }) }));
  }
  const definition = defined(flow);
  const answers = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`Work ${index + 1}`, (event: { at: number }) => event]));

  test('run to their end, or to the one that stops', async () => {
    expect(Object.keys(definition.States as JsonObject)).toHaveLength(121);
    expect((await run(definition, { at: 0 }, answers as never)).output).toEqual({ at: 40 });
    expect(await run(definition, { at: -7 }, answers as never)).toMatchObject({ error: 'Stop4' });
  });
});

describe('A sub-flow for every kind of data that is audited', () => {
  interface Audited {
    user: string;
    trail: string[];
  }
  const log = handler<{ user: string; what: string }, { entry: string }>(fn('Log'));
  const audited = <Data extends Audited>(what: string): Step<Data, Data & { audit: { entry: string } }> =>
    steps<Audited>().invoke(`Audit ${what}`, log, {
      payload: ({ input }) => ({ user: input.user, what }),
      into: 'audit',
      retry: retry.never(),
    }) as never;
  const definition = defined(
    workflow<Audited & Order>()
      .next(audited<Audited & Order>('order'))
      .next(tryCatch('Try', (t) => t.try(wait('Pause', { seconds: 1 })).catch(pass('Never'))))
      .next(pass('Show', { output: ({ input }) => ({ entry: input.audit.entry, id: input.orderId }) })),
  );

  test('keeps the rest of it', async () => {
    const input = { ...order, user: 'ada', trail: [] };

    expect(
      (await run(definition, input, { 'Audit order': ({ user, what }: { user: string; what: string }) => ({ entry: `${user} ${what}` }) }))
        .output,
    ).toEqual({ entry: 'ada order', id: 'o-1' });
    expect((await run(definition, input, { 'Audit order': broken('Full') })).error).toBe('Full');
  });
});
