import { Duration, type Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CsvDelimiter, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import {
  choice,
  distributedMap,
  fail,
  fromState,
  handler,
  invoke,
  itemsIn,
  map,
  parallel,
  pass,
  sdk,
  steps,
  succeed,
  typed,
  wait,
  workflow,
} from 'drystep';
import {
  and,
  eq,
  gt,
  gte,
  isAfter,
  isBefore,
  isBoolean,
  isNull,
  isNumeric,
  isPresent,
  isSameOrAfter,
  isSameOrBefore,
  isSameTime,
  isString,
  isTimestamp,
  lt,
  lte,
  matches,
  not,
  or,
} from 'drystep/expressions';
import type { AnyFlow, Language } from './run-flow';
import { importedFunction } from './synthesized';

interface Input {
  id: string;
  total: number;
  limit: number;
  paid: boolean;
  due: string;
  start: string;
  code: string;
  order: { id: string };
  lines: { sku: string }[];
  note?: string | null;
}

const from = steps<Input>();

/** Tasks with every field of theirs. */
function tasks(stack: Stack): AnyFlow {
  const work = handler<{ id: string }, { done: boolean; more: { id: string } }>(importedFunction(stack, 'Work'));
  return workflow<Input>()
    .next(
      invoke('Whole', work, {
        payload: ({ input }) => input.order,
        into: 'whole',
        timeout: Duration.minutes(5),
        heartbeat: Duration.seconds(30),
        assign: ({ result }) => ({ done: result.done }),
        retry: [
          {
            errors: ['Busy'],
            interval: Duration.seconds(2),
            maxAttempts: 2,
            backoffRate: 3,
            maxDelay: Duration.seconds(20),
            jitter: true,
          },
        ],
        catch: (failure) => failure.on('Declined', fail('Give Up')).all(pass('Go On')),
      }),
    )
    .next(invoke('Parts', work, { payload: ({ input }) => ({ id: input.id }), output: ({ result }) => ({ ok: result.done }) }))
    .next(
      sdk('List', {
        service: 's3',
        action: 'listBuckets',
        access: { resources: ['*'] },
        result: typed<{ Owner: { Id: string } }>(),
        output: ({ result }) => result.Owner,
      }),
    );
}

/** Limits that the data gives, in whose name, and comments on every kind of state. */
function told(stack: Stack, language: Language): AnyFlow {
  const work = handler<{ id: string }, { id: string }>(importedFunction(stack, 'Told'));
  const role = Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::210987654321:role/Other');
  const flow = workflow<Input>()
    // With a state in JSONPath beside them those in JSONata say their language.
    .next(fromState<Input, Input>(new Pass(stack, 'Foreign')))
    .next(
      invoke('Limited Task', work, {
        payload: ({ input }) => ({ id: input.id }),
        timeout: ({ input }) => input.limit,
        heartbeat: ({ input }) => input.total,
        credentials: role,
        discard: true,
        comment: 'x',
      }),
    )
    .next(wait('Told Pause', { seconds: 1, assign: ({ input }) => ({ id: input.id }), comment: 'x' }))
    .next(
      parallel(
        'Told Both',
        [from.pass('Told Pass', { comment: 'x' }), from.wait('Order Alone', { seconds: 1, output: ({ input }) => input.order })],
        { discard: true, comment: 'x' },
      ),
    )
    .next(map('Told Each', { items: ({ input }) => input.lines, discard: true, comment: 'x' }, (line) => line.next(pass('Told Line'))))
    .next(
      choice(
        'Told?',
        (c) =>
          c
            .when(({ input }) => gt(input.total, 9))
            .rule(
              { when: ({ input }) => gt(input.total, 8), assign: ({ input }) => ({ sum: input.total }), comment: 'x' },
              succeed('Told End', { comment: 'x' }),
            )
            .rule({ when: ({ input }) => gt(input.total, 7) }, fail('Told Fail', { comment: 'x' }))
            .default({ assign: ({ input }) => ({ sum: input.limit }) }),
        { comment: 'x' },
      ),
    );
  if (language === 'JSONPath') return flow;
  return flow.next(
    choice('Chosen?', (c) =>
      c
        .rule({ when: ({ input }) => gt(input.total, 8), output: ({ input }) => ({ id: input.id }) })
        .default({ output: ({ input }) => ({ id: input.code }) }),
    ),
  );
}

/** Choices over every condition. */
function choices(): AnyFlow {
  const stop = (name: string) => from.succeed(name);
  return workflow<Input>().next(
    choice('Which?', (c) =>
      c
        .when(({ input }) => and(gt(input.total, 1), gte(input.total, 2), lt(input.total, 9), lte(input.total, 8)), stop('Numbers'))
        .when(({ input }) => or(eq(input.total, 5), eq(input.id, 'x'), eq(input.paid, true)), stop('Equal'))
        .when(({ input }) => and(gt(input.id, 'a'), gte(input.id, 'b'), lt(input.id, 'y'), lte(input.id, 'x')), stop('Texts'))
        .when(({ input }) => or(gt(input.total, input.limit), gte(input.total, input.limit)), stop('Above'))
        .when(({ input }) => or(lt(input.total, input.limit), lte(input.total, input.limit), eq(input.total, input.limit)), stop('Below'))
        .when(({ input }) => not(isBefore(input.due, '2026-01-01T00:00:00Z')), stop('Late'))
        .when(({ input }) => isAfter(input.due, '2026-01-01T00:00:00Z'), stop('Early'))
        .when(({ input }) => or(isBefore(input.start, input.due), isAfter(input.start, input.due)), stop('Between'))
        .when(({ input }) => or(isSameTime(input.due, '2026-01-01T00:00:00Z'), isSameTime(input.start, input.due)), stop('Then'))
        .when(
          ({ input }) => or(isSameOrBefore(input.due, '2026-01-01T00:00:00Z'), isSameOrBefore(input.start, input.due)),
          stop('Not After'),
        )
        .when(
          ({ input }) => or(isSameOrAfter(input.due, '2026-01-01T00:00:00Z'), isSameOrAfter(input.start, input.due)),
          stop('Not Before'),
        )
        .when(({ input }) => or(matches(input.code, 'A-*'), isTimestamp(input.note)), stop('Told'))
        .when(({ input }) => or(isNull(input.note), isPresent(input.note)), stop('Noted'))
        .when(({ input }) => or(isString(input.note), isNumeric(input.note), isBoolean(input.note)), stop('Typed'))
        .otherwise(),
    ),
  );
}

/** States that call nothing. */
function plain(): AnyFlow {
  return workflow<Input>()
    .next(pass('Value', { value: ({ input }) => ({ id: input.id }), into: 'value', assign: () => ({ id: 'x' }) }))
    .next(wait('Pause', { duration: Duration.seconds(1) }))
    .next(wait('Pause For', { seconds: ({ input }) => input.total }))
    .next(wait('Until', { until: '2026-01-01T00:00:00Z' }))
    .next(wait('Until Due', { until: ({ input }) => input.due }))
    .next(
      choice('End?', (c) =>
        c
          .when(({ input }) => gt(input.total, 5), succeed('Early', { output: ({ input }) => input.order }))
          .when(({ input }) => gt(input.total, 4), fail('Reject', { error: 'Rejected', cause: 'because' }))
          .when(({ input }) => gt(input.total, 3), fail('Reject As', { error: ({ input }) => input.code, cause: ({ input }) => input.id }))
          .otherwise(),
      ),
    )
    .next(pass('Constant', { value: () => ({ done: true }), into: 'constant' }))
    .next(pass('Focus', { output: ({ input }) => input.order }))
    .next(pass('Shape', { output: ({ input }) => ({ id: input.id }) }));
}

/** Steps around other steps. */
function around(): AnyFlow {
  return workflow<Input>()
    .next(
      parallel(
        'Both',
        { one: from.pass('One', { output: ({ input }) => ({ id: input.id }) }), two: from.pass('Two') },
        {
          into: 'both',
          assign: ({ result }) => ({ first: result.one.id }),
          retry: { maxAttempts: 1 },
          catch: (failure) => failure.all(fail('Stop')),
        },
      ),
    )
    .next(
      parallel('List', [from.pass('Three', { output: ({ input }) => input.order })], { output: ({ result }) => ({ third: result[0].id }) }),
    );
}

/** A path as the output of steps around other steps, and a handler of failures with an end of its own. */
function paths(): readonly AnyFlow[] {
  const both = from.parallel('Path', [from.pass('Four', { output: ({ input }) => input.order })], { output: ({ result }) => result[0] });
  const each = from.map('Item Path', { items: ({ input }) => input.lines }, (line) => line.next(pass('Path Line')), {
    output: ({ result }) => result[0],
  });
  const tried = from.tryCatch('Try', (t) => t.try(pass('Tried')).on('Never', pass('Handled')).finally(pass('Finally')));
  return [
    workflow<Input>().next(both),
    workflow<Input>().next(each),
    workflow<Input>()
      .next(tried)
      .next(wait('Last', { seconds: 1 })),
  ];
}

/** Maps with every field of theirs, and readers of every kind. */
function maps(stack: Stack): AnyFlow {
  const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
  return workflow<Input>()
    .next(
      map(
        'Each',
        {
          items: ({ input }) => input.lines,
          itemSelector: ({ item, index }) => ({ sku: item.sku, index }),
          maxConcurrency: 2,
          into: 'each',
          retry: { maxAttempts: 1 },
          catch: (failure) => failure.all(fail('Stop')),
        },
        (line) => line.next(pass('Line')),
        { assign: ({ result }) => ({ first: result[0]!.sku }) },
      ),
    )
    .next(
      map('Limited', { items: ({ input }) => input.lines, maxConcurrency: ({ input }) => input.limit, discard: true }, (line) =>
        line.next(pass('Limited Line')),
      ),
    )
    .next(
      distributedMap(
        'Import',
        {
          source: itemsIn.csv<{ sku: string }>(bucket, { key: 'a.csv', maxItems: 5, columns: ['sku'], delimiter: CsvDelimiter.TAB }),
          batch: { size: 10, bytes: 1000, input: ({ input }) => ({ id: input.id }) },
          resultsTo: { bucket, prefix: 'runs' },
          toleratedFailures: { count: 1, percentage: 5 },
          label: 'import',
          express: true,
          discard: true,
        },
        (batch) => batch.next(pass('Batch')),
      ),
    )
    .next(
      distributedMap(
        'Limited Import',
        {
          source: itemsIn.contents<{ sku: string }>(bucket, { prefix: 'parts/', format: 'JSON', pointer: '/rows' }),
          maxItems: ({ input }) => input.limit,
          batch: { size: ({ input }) => input.limit, bytes: ({ input }) => input.total },
          toleratedFailures: { count: ({ input }) => input.limit, percentage: ({ input }) => input.total },
          resultsTo: { bucket, outputType: 'JSONL', transformation: 'FLATTEN' },
          discard: true,
        },
        (batch) => batch.next(pass('Limited Batch')),
      ),
    )
    .next(
      distributedMap(
        'Athena Import',
        { source: itemsIn.athena<{ sku: string }>(bucket, { key: 'manifest.csv', format: 'PARQUET' }), discard: true },
        (row) => row.next(pass('Athena Row')),
      ),
    )
    .next(
      map('Shaped', { items: ({ input }) => input.lines }, (line) => line.next(pass('Shaped Line')), {
        output: ({ result }) => ({ first: result[0] }),
      }),
    );
}

/** Flows that together write every field that a builder writes; each needs a stack of its own. */
export const everyFieldFlows: readonly ((stack: Stack, language: Language) => AnyFlow)[] = [
  tasks,
  told,
  choices,
  plain,
  around,
  maps,
  ...paths().map((flow) => () => flow),
];
