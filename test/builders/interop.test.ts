import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Chain,
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  type IChainable,
  Map as MapState,
  Parallel,
  Pass,
  QueryLanguage,
  StateMachine,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { choice, fail, fromState, handler, invoke, pass, steps, succeed, Workflow, workflow } from 'drystep';
import { gt } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { expectAccepted } from './accepted';
import { definitionIn, emptyStack, importedFunction, inlineFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

const input = { orderId: 'o-1', total: 40 };

function deployed(stack: Stack, chainable: IChainable): JsonObject {
  new StateMachine(stack, 'Plain', { definitionBody: DefinitionBody.fromChainable(chainable) });
  const definition = definitionIn(stack);
  expectAccepted(definition);
  return definition;
}

const statesIn = (definition: JsonObject) => definition.States as Record<string, JsonObject>;

describe('flow.toChainable(scope)', () => {
  test('gives states that stand between states of aws-cdk-lib, each marked with its language', async () => {
    const stack = emptyStack();
    const charge = handler<{ id: string }, { receiptId: string }>(importedFunction(stack, 'Charge'));
    const flow = workflow<Order>().next(
      invoke('Charge Card', charge, { payload: ({ input: order }) => ({ id: order.orderId }), into: 'receipt' }),
    );

    const definition = deployed(stack, Chain.start(new Pass(stack, 'Before')).next(flow.toChainable(stack)).next(new Pass(stack, 'After')));
    const result = await execute(definition, { input, tasks: { 'Charge Card': () => ({ StatusCode: 200, Payload: { receiptId: 'r' } }) } });

    expect(statesIn(definition)).toMatchObject({
      Before: { Next: 'Charge Card' },
      'Charge Card': { QueryLanguage: 'JSONata', Next: 'After' },
      After: { End: true },
    });
    expect(definition.QueryLanguage).toBeUndefined();
    expect(result.output).toEqual({ ...input, receipt: { receiptId: 'r' } });
  });

  test('brings the permissions of its tasks to the role of the machine', () => {
    const stack = emptyStack();
    const charge = handler<Order, void>(inlineFunction(stack, 'Charge'));
    deployed(stack, workflow<Order>().next(invoke('Charge Card', charge)).toChainable(stack));

    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toMatch(/lambda:InvokeFunction.*Charge/);
  });

  test('goes into branches and item processors of aws-cdk-lib, twice under different prefixes', async () => {
    const stack = emptyStack();
    const flow = workflow<Order>().next(pass('Mark', { output: ({ input: order }) => ({ id: order.orderId }) }));
    const both = new Parallel(stack, 'Both')
      .branch(flow.toChainable(stack, { prefix: 'Left ' }))
      .branch(flow.toChainable(stack, { prefix: 'Right ', queryLanguage: 'JSONPath' }));
    const each = new MapState(stack, 'Each').itemProcessor(workflow<{ id: string }>().next(pass('One')).toChainable(stack));

    const definition = deployed(stack, both.next(each));
    const result = await execute(definition, { input });

    expect(statesIn(definition).Both).toMatchObject({
      Branches: [{ States: { 'Left Mark': { QueryLanguage: 'JSONata' } } }, { States: { 'Right Mark': { Type: 'Pass' } } }],
    });
    expect(result.output).toEqual([{ id: 'o-1' }, { id: 'o-1' }]);
  });

  test('leads every way out to what comes next, the Default of a choice and handlers of failures included', () => {
    const stack = emptyStack();
    const ship = handler<Order, void>(importedFunction(stack, 'Ship'));
    const flow = workflow<Order>()
      .next(invoke('Ship', ship, { discard: true, catch: (failure) => failure.all(pass('Apologize')) }))
      .next(choice('Large?', (c) => c.when(({ input: order }) => gt(order.total, 10), pass('Large')).otherwise()));

    const states = statesIn(deployed(stack, Chain.start(flow.toChainable(stack)).next(new Succeed(stack, 'Done'))));

    expect(states).toMatchObject({
      Apologize: { Next: 'Large?' },
      'Large?': { Default: 'Large? Done' },
      Large: { Next: 'Done' },
      'Large? Done': { Type: 'Pass', QueryLanguage: 'JSONata', Next: 'Done' },
    });
  });

  test('puts the prefix before states of aws-cdk-lib in it, too', () => {
    const stack = emptyStack();
    const flow = workflow<Order>()
      .next(pass('Ours'))
      .next(fromState<Order, Order>(new Pass(stack, 'Theirs')));

    expect(Object.keys(statesIn(deployed(stack, flow.toChainable(stack, { prefix: 'Job: ' }))))).toEqual(['Job: Ours', 'Job: Theirs']);
  });

  test('puts the prefix once before the states that a step needs beside its own', () => {
    const stack = emptyStack();
    const flow = workflow<Order>().next(
      choice('Large?', (c) =>
        c.when(({ input: order }) => gt(order.total, 10), succeed('Stop', { output: () => ({ large: true }) })).otherwise(),
      ),
    );

    const inJsonPath = Object.keys(statesIn(deployed(stack, flow.toChainable(stack, { prefix: 'Job: ', queryLanguage: 'JSONPath' }))));

    expect(inJsonPath.sort()).toEqual(['Job: Large?', 'Job: Large? Done', 'Job: Stop', 'Job: Stop Output']);
  });

  test('names scope, step and way out when the prefix makes a name too long', () => {
    const flow = workflow<Order>().next(pass('x'.repeat(75)));

    expect(() => flow.toChainable(emptyStack(), { prefix: 'prefix' })).toThrow(
      `Test: step "prefix${'x'.repeat(75)}": State names have 1 to 80 characters, and this one has 81. Hint: shorten it`,
    );
  });
});

describe('fromState(chainable)', () => {
  test('places whole chains: their last states lead to the next step, their permissions go to the role', async () => {
    const stack = emptyStack();
    const audit = new LambdaInvoke(stack, 'Audit', { lambdaFunction: inlineFunction(stack, 'AuditFunction'), outputPath: '$.Payload' });
    const flow = workflow<Order>()
      .next(fromState<Order, { audited: boolean }>(audit.next(new Pass(stack, 'Audited'))))
      .next(pass('Show', { output: ({ input: seen }) => ({ ok: seen.audited }) }));

    new Workflow(stack, 'Flow', { definition: flow });
    const definition = definitionIn(stack);
    const result = await execute(definition, { input, tasks: { Audit: () => ({ StatusCode: 200, Payload: { audited: true } }) } });

    expectAccepted(definition);
    expect(result.output).toEqual({ ok: true });
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain('AuditFunction');
  });

  test('goes on after a Choice of aws-cdk-lib by its afterwards()', () => {
    const stack = emptyStack();
    const which = new Choice(stack, 'Which?')
      .when(Condition.numberGreaterThan('$.total', 10), new Pass(stack, 'Large'))
      .otherwise(new Fail(stack, 'Small'));
    const flow = workflow<Order>().next(fromState<Order, Order>(which.afterwards())).next(pass('Done'));

    new Workflow(stack, 'Flow', { definition: flow });

    expect(statesIn(definitionIn(stack))).toMatchObject({ Large: { Next: 'Done' }, Small: { Type: 'Fail' } });
  });

  test('refuses a chain with a state of a name that a step has, wherever it is in the chain', () => {
    const stack = emptyStack();
    const chain = new Pass(stack, 'First').next(new Pass(stack, 'Twin'));

    expect(() => new Workflow(stack, 'Flow', { definition: workflow<Order>().next(pass('Twin')).next(fromState(chain)) })).toThrow(
      'Test/Flow: step "Twin": Two different steps have this name',
    );
  });

  test.each([
    ['a state in two workflows', 'Test/First', 'Second'],
    ['a state in a workflow and in a chain', 'Test/First', undefined],
  ])('refuses %s, naming both places', (_title, first, second) => {
    const stack = emptyStack();
    const audit = fromState<Order, Order>(new Pass(stack, 'Audit'));
    new Workflow(stack, 'First', { definition: workflow<Order>().next(audit) });
    const again = workflow<Order>().next(audit);
    const place = () => (second === undefined ? again.toChainable(stack) : new Workflow(stack, second, { definition: again }));

    expect(place).toThrow(
      `Test${second === undefined ? '' : `/${second}`}: step "Audit": fromState() places Test/Audit, which is placed in ${first} already.`,
    );
  });

  test('refuses a state at two places of one workflow, naming the steps before them', () => {
    const stack = emptyStack();
    const own = steps<Order>();
    const state = fromState<Order, Order>(new Pass(stack, 'Audit'));
    const flow = workflow<Order>().next(own.pass('Receive')).next(state).next(own.pass('Ship')).next(state);

    expect(() => new Workflow(stack, 'Flow', { definition: flow })).toThrow(
      'Test/Flow: step "Audit": fromState() places Test/Audit after "Ship", which is placed in Test/Flow after "Receive" already.',
    );
  });
});

test('A machine of plain aws-cdk-lib in JSONata takes steps of the builders', async () => {
  const stack = emptyStack();
  const flow = workflow<Order>().next(choice('Large?', (c) => c.when(({ input: order }) => gt(order.total, 1000), fail('No')).otherwise()));
  const machine = new StateMachine(stack, 'Plain', {
    definitionBody: DefinitionBody.fromChainable(flow.toChainable(stack)),
    queryLanguage: QueryLanguage.JSONATA,
  });
  const definition = definitionIn(stack);

  expect(machine.node.path).toBe('Test/Plain');
  expectAccepted(definition);
  expect((await execute(definition, { input: input as JsonValue })).output).toEqual(input);
});
