import { parked, type TaskCall, TaskError } from 'drystep/interpreter';
import fc from 'fast-check';

/** JSON of the shape that a definition, an input or a result has here. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A machine with its input and what its tasks answer: sound by construction, whatever happens when it runs. */
export interface RandomRun {
  readonly definition: { [key: string]: Json };
  readonly input: Json;
  readonly answers: readonly Json[];
  readonly type: 'STANDARD' | 'EXPRESS';
}

const keys = fc.constantFrom('a', 'b', 'list', '__proto__', 'x y');
const payload: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, 1, -1.5, 'text', '2024-01-01T00:00:00Z', ''),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie('json')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries) as Json),
  ),
})).json;

const path = fc.constantFrom(
  '$',
  '$.a',
  '$.a.b',
  '$.list',
  '$.list[0]',
  '$.list[*]',
  '$..a',
  '$.list[-1:]',
  "$['x y']",
  '$.list[?(@.a > 0)]',
  '$$.Execution.Name',
  '$$.Map.Item.Value',
  '$v',
  '$v.a',
);
const referencePath = fc.constantFrom('$', '$.a', '$.a.b', '$.r', '$.list[0]');
const intrinsic = fc.constantFrom(
  'States.UUID()',
  'States.Array($.a, 1)',
  "States.Format('{}-{}', $.a, 1)",
  'States.MathAdd($.a, 1)',
  'States.ArrayLength($.list)',
  'States.JsonToString($)',
  'States.StringToJson($.a)',
);
const jsonata = fc
  .constantFrom(
    '$states.input',
    '$states.input.a',
    '$v',
    '$sum([1, 2])',
    '$states.input.list[a > 0]',
    '1 + "x"',
    '$states.context.Execution.Name',
    '$map([1..3], function($n) { $n * 2 })',
    '$uuid()',
    '$random()',
    'function($x) { $x }',
    '$undefinedThing',
  )
  .map((text) => `{% ${text} %}`);
const errorName = fc.constantFrom(
  'States.ALL',
  'States.TaskFailed',
  'States.Timeout',
  'Busy',
  'States.QueryEvaluationError',
  'States.Runtime',
);

const template = fc
  .dictionary(fc.constantFrom('p.$', 'q.$', 'k'), fc.oneof(path, intrinsic), { maxKeys: 2 })
  .map((object) => ({ ...object, ...('k' in object ? { k: 1 } : {}) }));
const expressions = fc.oneof(
  jsonata,
  fc.dictionary(fc.constantFrom('p', 'q'), fc.oneof(jsonata, fc.constantFrom<Json>(1, null)), { maxKeys: 2 }) as fc.Arbitrary<Json>,
);

type Fields = { [key: string]: Json };
const some = (fields: { [key: string]: fc.Arbitrary<Json> }): fc.Arbitrary<Fields> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Fields>;

const jsonPathWork = {
  InputPath: fc.oneof(path, fc.constant(null)),
  ResultPath: fc.oneof(referencePath, fc.constant(null)),
  OutputPath: fc.oneof(path, fc.constant(null)),
};
const retry: fc.Arbitrary<Json> = fc
  .record({
    ErrorEquals: errorName.map((name) => [name]),
    IntervalSeconds: fc.integer({ min: 1, max: 5 }),
    MaxAttempts: fc.integer({ min: 0, max: 2 }),
  })
  .map((retrier) => [retrier]);

interface Shape {
  readonly next: fc.Arbitrary<Fields>;
  readonly targets: fc.Arbitrary<string>;
  /** Nothing stands after it in its group. */
  readonly last: boolean;
  readonly depth: number;
  readonly group: (depth: number) => fc.Arbitrary<Fields>;
}

type MakeState = (shape: Shape, language: 'JSONPath' | 'JSONata') => fc.Arbitrary<Fields>;

const join = (...parts: fc.Arbitrary<Fields>[]): fc.Arbitrary<Fields> =>
  fc.tuple(...parts).map((fields) => Object.assign({}, ...fields) as Fields);
const just = (fields: Fields) => fc.constant(fields);

const catching = (shape: Shape): fc.Arbitrary<Fields> =>
  shape.last
    ? just({})
    : fc
        .option(fc.tuple(errorName, shape.targets), { nil: undefined })
        .map((pair): Fields => (pair === undefined ? {} : { Catch: [{ ErrorEquals: [pair[0]], Next: pair[1] }] }));

const output = (language: string, more: { [key: string]: fc.Arbitrary<Json> } = {}): fc.Arbitrary<Fields> =>
  language === 'JSONata'
    ? some({ Output: expressions, Assign: fc.constant({ v: '{% $states.input %}' }) })
    : some({ ...jsonPathWork, Assign: fc.constant({ 'v.$': '$' }), ...more });

/** One maker per state kind. */
const MAKERS: { readonly [kind: string]: MakeState } = {
  Pass: (shape, language) =>
    join(just({ Type: 'Pass' }), output(language, { Result: payload, Parameters: template as fc.Arbitrary<Json> }), shape.next),
  Task: (shape, language) =>
    join(
      just({ Type: 'Task' }),
      fc
        .constantFrom(
          'arn:aws:states:::lambda:invoke',
          'arn:aws:lambda:us-east-1:111111111111:function:f',
          'arn:aws:states:::sqs:sendMessage',
          'arn:aws:states:::aws-sdk:s3:getObject',
        )
        .map((Resource): Fields => ({ Resource })),
      language === 'JSONata'
        ? some({ Arguments: expressions })
        : some({ Parameters: template as fc.Arbitrary<Json>, ResultSelector: template as fc.Arbitrary<Json> }),
      some({ Retry: retry, TimeoutSeconds: fc.integer({ min: 1, max: 9 }) }),
      output(language),
      catching(shape),
      shape.next,
    ),
  Wait: (shape, language) =>
    join(
      just({ Type: 'Wait' }),
      language === 'JSONata'
        ? jsonata.map((Seconds): Fields => ({ Seconds }))
        : fc.oneof(
            fc.integer({ min: 0, max: 99 }).map((Seconds): Fields => ({ Seconds })),
            path.map(
              (SecondsPath): Fields => ({
                SecondsPath:
                  SecondsPath.startsWith('$.') && /^[$.a-z[\]0-9]+$/.test(SecondsPath) && !SecondsPath.includes('..') ? SecondsPath : '$.a',
              }),
            ),
          ),
      shape.next,
    ),
  Choice: (shape, language) =>
    language === 'JSONata'
      ? fc
          .tuple(jsonata, shape.targets, shape.targets)
          .map(([Condition, Next, Default]): Fields => ({ Type: 'Choice', Choices: [{ Condition, Next }], Default }))
      : fc
          .tuple(
            fc.constantFrom<Fields>(
              { Variable: '$.a', NumericEquals: 1 },
              { Not: { Variable: '$.a', IsPresent: true } },
              { Variable: '$.list', IsNull: true },
              {
                And: [
                  { Variable: '$.a', StringMatches: '*e*' },
                  { Variable: '$.b', IsString: true },
                ],
              },
            ),
            shape.targets,
            fc.option(shape.targets, { nil: undefined }),
          )
          .map(
            ([rule, Next, Default]): Fields => ({
              Type: 'Choice',
              Choices: [{ ...rule, Next }],
              ...(Default === undefined ? {} : { Default }),
            }),
          ),
  Succeed: () => just({ Type: 'Succeed' }),
  Fail: (_shape, language) =>
    language === 'JSONata'
      ? jsonata.map((error): Fields => ({ Type: 'Fail', Error: error }))
      : just({ Type: 'Fail', Error: 'Busy', Cause: 'on purpose' }),
  Parallel: (shape, language) =>
    join(
      just({ Type: 'Parallel' }),
      fc.array(shape.group(shape.depth - 1), { minLength: 1, maxLength: 3 }).map((Branches): Fields => ({ Branches })),
      some({ Retry: retry }),
      output(language),
      catching(shape),
      shape.next,
    ),
  Map: (shape, language) =>
    join(
      just({ Type: 'Map' }),
      fc.tuple(shape.group(shape.depth - 1), fc.boolean()).map(
        ([group, distributed]): Fields => ({
          ItemProcessor: distributed ? { ...group, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } } : group,
        }),
      ),
      language === 'JSONata'
        ? some({ Items: fc.constantFrom('{% [1, 2] %}', '{% $states.input.list %}', '{% $states.input %}') })
        : some({ ItemsPath: fc.constantFrom('$', '$.list', '$.a') }),
      some({ MaxConcurrency: fc.integer({ min: 0, max: 2 }), Retry: retry }),
      output(language),
      catching(shape),
      shape.next,
    ),
};

let names = 0;

function group(depth: number, language: 'JSONPath' | 'JSONata'): fc.Arbitrary<Fields> {
  const kinds = Object.keys(MAKERS).filter((kind) => depth > 0 || (kind !== 'Parallel' && kind !== 'Map'));
  return fc.integer({ min: 1, max: 4 }).chain((count) => {
    const own = Array.from({ length: count }, () => `S${names++}`);
    const states = own.map((_, index) => {
      const later = own.slice(index + 1);
      // Few machines loop: a loop without an end runs to the quota of 25,000 events.
      const targets = fc.oneof(
        { weight: 400, arbitrary: fc.constantFrom(...(later.length > 0 ? later : own)) },
        { weight: 1, arbitrary: fc.constantFrom(...own) },
      );
      const next: fc.Arbitrary<Fields> =
        later.length === 0
          ? fc.constant({ End: true })
          : fc.oneof(
              fc.constantFrom(...later).map((Next): Fields => ({ Next })),
              fc.constant({ End: true } as Fields),
            );
      const shape: Shape = { next, targets, last: later.length === 0, depth, group: (inner) => group(inner, language) };
      const allowed = later.length === 0 ? kinds.filter((kind) => kind !== 'Choice') : kinds;
      return fc.tuple(fc.constantFrom(...allowed), fc.boolean()).chain(([kind, other]) => {
        const own: 'JSONPath' | 'JSONata' = language === 'JSONPath' && other ? 'JSONata' : language;
        return (MAKERS[kind] as MakeState)(shape, own).map(
          (fields): Fields => (own === language ? fields : { ...fields, QueryLanguage: own }),
        );
      });
    });
    return fc.tuple(...states).map(
      (made): Fields => ({
        StartAt: own[0] as string,
        States: Object.fromEntries(own.map((name, index) => [name, made[index] as Json])),
      }),
    );
  });
}

/** Random machines of all state kinds, both languages, nested, with inputs and task outcomes. */
export const randomRuns: fc.Arbitrary<RandomRun> = fc
  .constantFrom<'JSONPath' | 'JSONata'>('JSONPath', 'JSONata')
  .chain((language) =>
    fc.tuple(group(2, language), fc.boolean()).map(
      ([machine, timeout]): Fields => ({
        ...machine,
        ...(language === 'JSONata' ? { QueryLanguage: language } : {}),
        ...(timeout ? { TimeoutSeconds: 1000 } : {}),
      }),
    ),
  )
  .chain((definition) =>
    fc.record({
      definition: fc.constant(definition),
      input: payload,
      answers: fc.array(payload, { minLength: 1, maxLength: 4 }),
      type: fc.constantFrom('STANDARD', 'EXPRESS'),
    }),
  );

/** Answers tasks by turns: results, errors and timeouts. */
export function answerer(answers: readonly Json[]) {
  let turn = 0;
  return (call: TaskCall) => {
    const answer = answers[turn % answers.length] as Json;
    turn++;
    if (answer === 'text') throw new TaskError('Busy', 'try again');
    if (answer === '') throw new TaskError('States.Timeout');
    return call.taskToken === undefined ? answer : parked();
  };
}
