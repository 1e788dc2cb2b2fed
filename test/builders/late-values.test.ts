import { createHash } from 'node:crypto';
import { CfnParameter, Duration, Fn, type Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { choice, distributedMap, fail, handler, map, pass, sdk, steps, Workflow, type WorkflowProps, wait, workflow } from 'drystep';
import { add, base64Encode, contains, eq, format, hash, matches, raw, regexTest, splitAny, startsWith, toJson } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { type Language, languages } from './run-flow';
import { definitionIn, emptyStack, importedFunction } from './synthesized';

interface Data {
  x: string;
}

/** What {@link definitionIn} writes for the region, which CloudFormation fills in. */
const region = '<AWS::Region>';

type Build = (input: { x: never }, stack: Stack) => unknown;

function placed(build: (stack: Stack) => unknown, queryLanguage: Language): Stack {
  const stack = emptyStack();
  new Workflow(stack, 'Flow', { definition: build(stack), queryLanguage } as WorkflowProps<unknown, unknown>);
  return stack;
}

const output = (build: Build) => (stack: Stack) =>
  workflow<Data>().next(pass('A', { output: ({ input }) => ({ v: build(input as never, stack) as string }) }));

const cases: readonly (readonly [title: string, build: Build, value: JsonValue])[] = [
  ['as a value', (_input, stack) => stack.region, region],
  ['as a value of format', (input, stack) => format('{}-{}', stack.region, input.x), `${region}-in`],
  ['in the text of format', (input, stack) => format(`arn:{x}'s:${stack.region}:{}`, input.x), `arn:{x}'s:${region}:in`],
  ['in a list', (input, stack) => [stack.region, input.x], [region, 'in']],
  ['in an object in a list', (input, stack) => [{ r: `${stack.region}'`, x: input.x }], [{ r: `${region}'`, x: 'in' }]],
  ['in a copy', (input, stack) => ({ ...(input as unknown as Data), r: stack.region }), { x: 'in', r: region }],
  ['as the text of a hash', (_input, stack) => hash(stack.region), createHash('sha256').update(region).digest('hex')],
  ['as text to encode', (_input, stack) => base64Encode(stack.region), Buffer.from(region).toString('base64')],
  ['in JSON text', (input, stack) => toJson({ x: input.x, r: stack.region }), `{"x":"in","r":"${region}"}`],
];

describe.each(languages)('what aws-cdk-lib fills in later, in %s', (language) => {
  test.each(cases)('arrives %s', async (_title, build, value) => {
    const definition = definitionIn(placed(output(build), language));

    expect((await execute(definition, { input: { x: 'in' } })).output).toEqual({ v: value });
  });

  test('arrives in an expression of the author', async () => {
    const text = (input: { x: never }, stack: Stack) =>
      language === 'JSONata' ? raw`${input.x} & ${stack.region}` : raw`States.Format('{}{}', ${input.x}, ${stack.region})`;
    const definition = definitionIn(placed(output(text), language));

    expect((await execute(definition, { input: { x: 'in' } })).output).toEqual({ v: `in${region}` });
  });

  test('arrives in parameters, conditions and causes', async () => {
    const flow = (stack: Stack) =>
      workflow<Data>()
        .next(
          sdk('Send', {
            service: 'sqs',
            action: 'sendMessage',
            access: { resources: ['*'] },
            parameters: ({ input }) => ({
              QueueUrl: new Queue(stack, 'Queue').queueUrl,
              MessageBody: format('{} in {}', input.x, stack.region),
            }),
            discard: true,
          }),
        )
        .next(
          choice('Here?', (c) =>
            c
              .when(
                ({ input }) => eq(input.x, stack.region),
                fail('Stop', { error: 'Stop', cause: ({ input }) => format('{}/{}', stack.region, input.x) }),
              )
              .otherwise(),
          ),
        );
    const seen: JsonValue[] = [];
    const result = await execute(definitionIn(placed(flow, language)), {
      input: { x: region },
      tasks: ({ input }) => {
        seen.push(input);
        return null;
      },
    });

    expect(seen).toMatchObject([{ MessageBody: `${region} in ${region}` }]);
    expect(result).toMatchObject({ error: 'Stop', cause: `${region}/${region}` });
  });

  test('is a number that stays one', () => {
    const number = (stack: Stack) => Token.asNumber(new CfnParameter(stack, 'N', { type: 'Number' }).value);
    const text = (stack: Stack) => JSON.stringify(Template.fromStack(stack).toJSON());

    expect(
      text(
        placed(
          output((input, stack) => add(input.x, number(stack))),
          language,
        ),
      ),
    ).toMatch(/\{"Ref":"N"\}/);
    expect(text(placed((stack) => workflow<Data>().next(wait('W', { seconds: number(stack) })), language))).toMatch(
      /Seconds\\":",\{"Ref":"N"\}/,
    );
  });

  test('is the number of a map and of a retrier', () => {
    const stack = placed((scope) => {
      const number = (id: string) => Token.asNumber(new CfnParameter(scope, id, { type: 'Number' }).value);
      const work = steps<Data>().invoke('Work', handler<Data, Data>(importedFunction(scope, 'Work')), {
        retry: { interval: Duration.seconds(number('Interval')), maxAttempts: number('Attempts'), backoffRate: number('Rate') },
      });
      return workflow<{ rows: Data[] }>()
        .next(map('Each', { items: ({ input }) => input.rows, maxConcurrency: number('Limit'), into: 'done' }, (row) => row.next(work)))
        .next(
          distributedMap(
            'All',
            {
              items: ({ input }) => input.rows,
              maxConcurrency: number('Most'),
              toleratedFailures: { count: number('Bad') },
              batch: { size: number('Size') },
            },
            (row) => row.next(pass('Idle')),
          ),
        );
    }, language);
    const text = JSON.stringify(Template.fromStack(stack).toJSON());

    expect([...text.matchAll(/(\w+)\\":",\{"Ref":"(\w+)"\}/g)].map(([, field, parameter]) => [field, parameter])).toEqual([
      ['MaxConcurrency', 'Limit'],
      ['IntervalSeconds', 'Interval'],
      ['MaxAttempts', 'Attempts'],
      ['BackoffRate', 'Rate'],
      ['MaxConcurrency', 'Most'],
      ['ToleratedFailureCount', 'Bad'],
      ['MaxItemsPerBatch', 'Size'],
    ]);
  });

  test('is refused as a list inside of an expression, whose items nobody knows', () => {
    const list = (stack: Stack) => new CfnParameter(stack, 'L', { type: 'CommaDelimitedList' }).valueAsList;
    const built = () =>
      placed(
        output((input, stack) => contains(list(stack), input.x)),
        language,
      );

    expect(built).toThrow(
      'Test/Flow: step "A": Its "output" computes with a list that aws-cdk-lib fills in later, and an expression cannot hold its items. Hint: write splitAny(Fn.join(',
    );
    expect(() =>
      placed(
        output((_input, stack) => list(stack)),
        language,
      ),
    ).not.toThrow();
  });
});

test('the way out for a list works', async () => {
  const stack = placed(
    output((_input, scope) => splitAny(Fn.join(',', ['a', scope.region]), ',')),
    'JSONPath',
  );

  expect((await execute(definitionIn(stack), { input: { x: 'in' } })).output).toEqual({ v: ['a', region] });
});

describe('a text that is filled in later and would be a part of a regular expression', () => {
  const conditions: readonly (readonly [string, Build])[] = [
    ['matches(...)', (input, stack) => matches(input.x, `*-${stack.region}`)],
    ['splitAny(...)', (input, stack) => splitAny(input.x, stack.region)],
    ['A regular expression', (input, stack) => regexTest(input.x, new RegExp(`^${stack.region}`))],
  ];

  test.each(conditions)('is refused in JSONata: %s', (what, build) => {
    expect(() => placed(output(build), 'JSONata')).toThrow(
      `Test/Flow: step "A": ${what} gets a text that aws-cdk-lib fills in later, and JSONata needs to know it to make a regular expression. Hint: write eq, startsWith`,
    );
  });

  test('is fine where no regular expression is made', async () => {
    const inJsonPath = placed(
      (stack) =>
        workflow<Data>().next(
          choice('Here?', (c) =>
            c.when(({ input }) => matches(input.x, `*-${stack.region}`), pass('Yes', { output: () => 'yes' })).otherwise(),
          ),
        ),
      'JSONPath',
    );
    const inJsonata = placed(
      output((input, stack) => startsWith(input.x, stack.region)),
      'JSONata',
    );

    expect((await execute(definitionIn(inJsonPath), { input: { x: `a-${region}` } })).output).toBe('yes');
    expect((await execute(definitionIn(inJsonata), { input: { x: `${region}-1` } })).output).toEqual({ v: true });
  });
});
