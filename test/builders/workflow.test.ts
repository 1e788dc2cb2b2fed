import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import {
  BuilderError,
  backTo,
  choice,
  fail,
  fromState,
  handler,
  invoke,
  parallel,
  pass,
  type Step,
  steps,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import { eq, gt } from 'drystep/expressions';
import { emptyStack, inlineFunction, placed, statesOf } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

describe('the Workflow construct', () => {
  test('is a StateMachine whose machine and role keep the logical ids of a plain one', () => {
    const plain = emptyStack();
    new StateMachine(plain, 'Orders', { definitionBody: DefinitionBody.fromChainable(new Pass(plain, 'Start')) });
    const built = emptyStack();
    const machine = new Workflow(built, 'Orders', { definition: workflow<Order>().next(pass('Start')) });

    const idsOf = (stack: Stack) =>
      Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(([id, { Type }]) => [id, Type]);

    expect(machine).toBeInstanceOf(StateMachine);
    expect(idsOf(built)).toEqual(idsOf(plain));
  });

  test('grants its role to invoke the functions of all tasks, those in branches and handlers included, and no others', () => {
    const stack = emptyStack();
    const [charge, label, refund] = ['Charge', 'Label', 'Refund'].map((id) => handler<Order, string>(inlineFunction(stack, id)));
    inlineFunction(stack, 'Stranger');
    const flow = workflow<Order>()
      .next(
        invoke('Charge Card', charge!, {
          discard: true,
          catch: (failure) => failure.all(invoke('Refund Card', refund!, { discard: true })),
        }),
      )
      .next(parallel('Prepare', [invoke('Print Label', label!, {})]));

    new Workflow(stack, 'Flow', { definition: flow });

    const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy') as Record<
      string,
      { Properties: { PolicyDocument: { Statement: { Action: string; Resource: unknown }[] } } }
    >;
    const statements = Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const text = JSON.stringify(statements);
    expect(statements.every(({ Action }) => Action === 'lambda:InvokeFunction')).toBe(true);
    expect(['Charge', 'Label', 'Refund', 'Stranger'].map((id) => new RegExp(`"${id}[0-9A-F]{8}"`).test(text))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('lets a state take the id of the role and the resource', () => {
    const states = statesOf(emptyStack(), { definition: workflow<Order>().next(pass('Role')).next(pass('Resource')) });

    expect(Object.keys(states)).toEqual(['Role', 'Resource']);
  });

  test('takes names with a slash', () => {
    expect(Object.keys(statesOf(emptyStack(), { definition: workflow<Order>().next(pass('Yes/No')) }))).toEqual(['Yes/No']);
  });

  test('takes one flow for two workflows', () => {
    const stack = emptyStack();
    const flow = workflow<Order>().next(pass('Start'));

    new Workflow(stack, 'One', { definition: flow });
    new Workflow(stack, 'Two', { definition: flow });

    expect(Object.keys(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'))).toHaveLength(2);
  });

  test('numbers a step that is placed twice', () => {
    const notify = steps<Order>().pass('Notify');
    const flow = workflow<Order>()
      .next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 10), notify).otherwise(notify)))
      .next(pass('Done'));

    expect(statesOf(emptyStack(), { definition: flow })).toMatchObject({
      'Large?': { Choices: [{ Next: 'Notify' }], Default: 'Notify (2)' },
      Notify: { Next: 'Done' },
      'Notify (2)': { Next: 'Done' },
    });
  });

  test('leads an edge back to the state that the step became', () => {
    const poll = steps<Order>().pass('Poll');
    const flow = workflow<Order>()
      .next(poll)
      .next(
        choice('Ready?', (c) =>
          c
            .when(({ input }) => eq(input.orderId, 'x'), pass('Ready'))
            .otherwise((again) => again.next(wait('Pause', { seconds: 5 })).next(backTo(poll))),
        ),
      );

    expect(statesOf(emptyStack(), { definition: flow })).toMatchObject({
      Poll: { Next: 'Ready?' },
      'Ready?': { Default: 'Pause' },
      Pause: { Seconds: 5, Next: 'Poll' },
    });
  });
});

describe('a flow that makes no state machine', () => {
  const make = (definition: Parameters<typeof statesOf<Order, unknown>>[1]['definition']) => () => statesOf(emptyStack(), { definition });
  const order = steps<Order>();

  test.each([
    [
      'two steps of one name',
      () => workflow<Order>().next(pass('Twin')).next(pass('Twin')),
      'Test/Flow: step "Twin": Two different steps have this name, and state names are unique in the whole workflow, branches included. Hint: rename one of them',
    ],
    [
      'two steps of one name in different branches',
      () => workflow<Order>().next(parallel('Both', [pass('Twin'), pass('Twin')])),
      'Test/Flow: step "Twin": Two different steps have this name',
    ],
    [
      'a name of 81 characters',
      () => workflow<Order>().next(pass('x'.repeat(81))),
      'State names have 1 to 80 characters, and this one has 81. Hint: shorten it',
    ],
    [
      'an empty name',
      () => workflow<Order>().next(pass('')),
      'State names have 1 to 80 characters, and this one has 0. Hint: give the step a name.',
    ],
    ['no steps', () => workflow<Order>(), 'Test/Flow: A flow has no steps. Hint: add one'],
    [
      'a step after branches that all end',
      () =>
        workflow<Order>()
          .next(choice('Which?', (c) => c.when(({ input }) => gt(input.total, 1), fail('A')).otherwise(fail('B'))))
          .next(order.pass('Never') as never),
      'step "Never": Every path before it ends the workflow',
    ],
    [
      'an edge back to a step that is elsewhere',
      () => workflow<Order>().next(backTo(order.pass('Elsewhere'))),
      'backTo() names a step that does not come before it',
    ],
    [
      'an edge back out of a branch',
      () => {
        const start = order.pass('Start');
        return workflow<Order>()
          .next(start)
          .next(parallel('Both', [backTo(start)]));
      },
      'step "Start": backTo() names a step',
    ],
  ])('fails with %s, naming construct, step and way out', (_title, definition, message) => {
    expect(make(definition() as never)).toThrow(message);
  });

  test('fails when a state of aws-cdk-lib is placed twice, naming both places', () => {
    const stack = emptyStack();
    const audit = fromState<Order, Order>(new Pass(stack, 'Audit'));
    new Workflow(stack, 'First', { definition: workflow<Order>().next(audit) });

    expect(() => new Workflow(stack, 'Second', { definition: workflow<Order>().next(audit) })).toThrow(
      'Test/Second: step "Audit": fromState() places Test/Audit, which is placed in Test/First already.',
    );
  });

  test('fails when an Express workflow waits for a token, also where no type tells', () => {
    const stack = emptyStack();
    const ask = handler<{ token: string }, void>(inlineFunction(stack, 'Ask'));
    const flow = workflow<Order>()
      .next(pass('Start'))
      .next(parallel('Both', [invoke('Ask', ask, { waitForTaskToken: true, payload: ({ taskToken }) => ({ token: taskToken }) })]));
    const untyped: Step<Order, unknown, object> = flow;

    expect(() => new Workflow(stack, 'Flow', { definition: untyped, stateMachineType: StateMachineType.EXPRESS })).toThrow(
      'Test/Flow: step "Ask": An Express workflow cannot wait for a task token.',
    );
  });

  test.each([
    [
      'a choice without conditions',
      () => order.choice('Which?', (c) => c.otherwise(pass('Only'))),
      'step "Which?": The choice has no condition.',
    ],
    ['a saga without steps', () => order.saga('Trip', (s) => s), 'step "Trip": The saga has no steps.'],
    ['a parallel without branches', () => order.parallel('Both', {}), 'step "Both": It has no branches.'],
    [
      'two placements',
      () => order.pass('Two', { value: () => 1, into: 'a', output: () => 1 }),
      'step "Two": It has into and output, and each says where the result goes.',
    ],
    ['a variable that is not a name', () => order.pass('Bad', { assign: () => ({ '1x': 1 }) }), '"1x" is not a name for a variable.'],
    ['the variable states', () => order.pass('Bad', { assign: () => ({ states: 1 }) }), '"states" is not a name for a variable.'],
    ['a negative number of seconds', () => order.wait('Bad', { seconds: -1 }), 'It waits for -1 seconds'],
    [
      'a step after the end',
      () =>
        workflow<Order>()
          .next(fail('End'))
          .next(pass('Never') as never),
      'step "Never": It comes after "End", which ends the workflow.',
    ],
    [
      'something that is not a step',
      () => workflow<Order>().next({} as never),
      'Expected a step, received an instance of Object. Hint: wrap a state of aws-cdk-lib: fromState(state).',
    ],
  ])('fails with %s where it is placed', (_title, build, message) => {
    expect(placed(build)).toThrow(BuilderError);
    expect(placed(build)).toThrow(message);
  });
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('a step called %s is refused in our words', (name) => {
  expect(placed(() => workflow<Order>().next(pass(name)))).toThrow(
    `Test/Flow: step "${name}": aws-cdk-lib cannot make a state of that name, which every object of JavaScript has already. Hint: rename it.`,
  );
});
