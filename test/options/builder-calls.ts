import { Topic } from 'aws-cdk-lib/aws-sns';
import { SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import * as drystep from 'drystep';
import { type Step, workflow } from 'drystep';
import * as expressions from 'drystep/expressions';
import { emptyStack, placed } from '../builders/synthesized';
import { type PublicFunction, publicFunctions } from './public-functions';

type Call = (...given: readonly unknown[]) => unknown;
type Owner = Readonly<Record<string, Call>>;

const functions = publicFunctions(['entries/drystep.ts', 'entries/expressions.ts']);
const exported: Readonly<Record<string, unknown>> = { ...drystep, ...expressions };
const keep = drystep.pass('Keep');

/** What a callback of a builder gets, where a call of its methods is tried and what else makes the builder whole. */
const within: Readonly<Record<string, (call: (owner: unknown) => unknown) => unknown>> = {
  CatchBuilder: (call) => drystep.map('Each', { items: () => [], catch: call } as never, (item) => item.next(keep) as never),
  ChoiceBuilder: (call) => drystep.choice('Which?', call as never),
  Flow: (call) => call(workflow().next(keep)),
  SagaBuilder: (call) => drystep.saga('Book', call as never),
  TaskScope: (call) => drystep.task('Tell', { state: call } as never),
  TriedBuilder: (call) => drystep.tryCatch('Try', (attempt) => call(attempt.try(keep as never)) as never),
  TryBuilder: (call) => drystep.tryCatch('Try', call as never),
  retry: (call) => call(drystep.retry),
  itemsIn: (call) => call(drystep.itemsIn),
};
const HAS_FACTORIES = new Set(['StepFactories', 'PatternFactories']);
/** The CDK calls it with what it likes. */
const NOT_CALLED_BY_USERS = new Set(['DrystepPictures.visit', 'DrystepValidation.validate']);

/** Every function with a fixed number of arguments, but the callbacks that users write. */
const called = functions.filter(
  ({ owner, name }) =>
    !name.startsWith('__@') &&
    !NOT_CALLED_BY_USERS.has(`${owner}.${name}`) &&
    !/(Options|Outcome|ItemSource)$/.test(owner ?? '') &&
    owner !== 'Step',
);

function run({ owner, name, most }: PublicFunction): unknown {
  const surplus = ['Name', ...new Array(most).fill(keep)];
  if (owner === undefined) return (exported[name] as Call)(...surplus);
  if (HAS_FACTORIES.has(owner)) return (drystep.steps() as unknown as Owner)[name]?.(...surplus);
  return within[owner]?.((methods) => ((methods as Owner)[name] as Call).apply(methods, surplus as unknown[]));
}

/** What a step refuses is told by the workflow that it is placed in. */
function refusalOf(each: PublicFunction): { readonly code?: string; readonly message?: string } {
  try {
    const made = run(each);
    placed(() => made)();
    return {};
  } catch (error) {
    return error as Error;
  }
}

test('every type of a builder with methods of its own is tried', () => {
  const owners = new Set(called.flatMap(({ owner }) => owner ?? []));

  expect([...owners].sort()).toEqual([...Object.keys(within), ...HAS_FACTORIES].sort());
});

test.each(called.map((each) => [each.owner === undefined ? each.name : `${each.owner}.${each.name}`, each] as const))(
  '%s: fails for more arguments than it takes',
  (_, each) => {
    const refusal = refusalOf(each);

    expect(refusal.code).toBe('ARGUMENTS_SURPLUS');
    const takes = each.most === 0 ? 'no arguments' : `at most ${each.most} argument${each.most === 1 ? '' : 's'}`;
    expect(refusal.message).toMatch(new RegExp(`\\b${each.name}\\(\\): expected ${takes}, received ${each.most + 1}\\. Hint: `));
  },
);

test.each([
  [
    'new Workflow()',
    () => new (drystep.Workflow as unknown as new (...given: unknown[]) => unknown)(emptyStack(), 'Flow', { definition: keep }, {}),
  ],
  ['new DrystepPictures()', () => new (drystep.DrystepPictures as unknown as new (...given: unknown[]) => unknown)({}, {})],
  ['new DrystepValidation()', () => new (drystep.DrystepValidation as unknown as new (...given: unknown[]) => unknown)({}, {})],
  ['raw()', () => (expressions.raw as Call)('{% 1 %}', 2)],
])('%s: fails for more arguments than it takes', (name, call) => {
  expect(call).toThrow(`${name}: expected at most `);
});

describe('arguments that a function is made for', () => {
  const { and, concat, format, or, pick } = expressions;

  test('functions of any number of operands take any number', () => {
    const made = drystep.steps<{ readonly a: boolean; readonly list: number[]; readonly of: { b: number; c: number } }>().pass('All', {
      output: ({ input: { a, list, of } }) => ({
        and: and(a, a, a, a),
        or: or(a, a, a, a),
        concat: concat(list, list, list),
        format: format('{}{}{}', of.b, of.c, of.b),
        pick: pick(of, 'b', 'c'),
      }),
    });

    expect(placed(() => made)).not.toThrow();
  });

  test('a function of one operand is what map calls for each item', () => {
    const made = drystep.steps<{ readonly names: { a: string; b: string } }>().pass('All', {
      output: ({ input: { names } }) => ({ names: [names.a, names.b].map(expressions.upper as Call) }),
    });

    expect(placed(() => made)).not.toThrow();
    expect([keep, keep].map(drystep.backTo as Call)).toHaveLength(2);
  });

  test('the scope of a task renders one template', () => {
    const made = drystep.task('Tell', {
      state: ({ scope, id, fields, render }) =>
        new SnsPublish(scope, id, {
          ...fields,
          topic: Topic.fromTopicArn(scope, 'Topic', 'arn:aws:sns:us-east-1:123456789012:news'),
          message: { value: render({ a: 1 }) } as never,
        }),
    });

    expect(placed(() => made as Step<never, unknown>)).not.toThrow();
  });
});
