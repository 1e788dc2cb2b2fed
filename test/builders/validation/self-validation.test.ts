import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations as AddAnnotations, App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Activity, CustomState } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { activity, choice, choiceOn, DrystepValidation, fromState, pass, Workflow, workflow } from 'drystep';
import { eq } from 'drystep/expressions';

const folders: string[] = [];
const before = process.env.CDK_VALIDATION;

beforeEach(() => {
  process.env.CDK_VALIDATION = 'false';
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => {
  if (before === undefined) delete process.env.CDK_VALIDATION;
  else process.env.CDK_VALIDATION = before;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function emptyApp(): App {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-itself-'));
  folders.push(folder);
  return new App({ outdir: folder, analyticsReporting: false, context: { '@aws-cdk/core:appMode': 'inmemory' } });
}

const unknown = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query', Parameters: { TableName: 'orders' }, TimeoutSeconds: 5 };
const untimed = { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } };

/** A workflow with a state that the types of the builders cannot judge. */
function workflowOf(scope: Construct, stateJson: object, validate?: boolean): Workflow {
  const state = new CustomState(scope, 'Own', { stateJson });
  return new Workflow(scope, 'Orders', {
    definition: workflow().next(pass('Start')).next(fromState(state)),
    queryLanguage: 'JSONPath',
    ...(validate === undefined ? {} : { validate }),
  });
}

const warnings = (stack: Stack): readonly string[] =>
  Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));

test('Workflow: an error fails the synthesis, with construct, state, pointer and hint', () => {
  const app = emptyApp();
  workflowOf(new Stack(app, 'Shop'), unknown);

  expect(() => app.synth()).toThrow(
    /\[Shop\/Orders\] The resource provided arn:aws:states:::dynamodb:query is not recognized\..*state "Own" at \/States\/Own\/Resource.*Hint: dynamodb has getItem.*Acknowledge it with Drystep::UNKNOWN_RESOURCE\./,
  );
});

test('Workflow: finds the error in a stage and in a nested stack', () => {
  const app = emptyApp();
  workflowOf(new Stack(new Stage(app, 'Prod'), 'Shop'), unknown);
  const other = emptyApp();
  workflowOf(new NestedStack(new Stack(other, 'Outer'), 'Inner'), unknown);

  expect(() => app.synth()).toThrow('[Prod/Shop/Orders] The resource provided');
  expect(() => other.synth()).toThrow('[Outer/Inner/Orders] The resource provided');
});

test('Workflow: a warning goes to the manifest once, however often the app is synthesized', () => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  workflowOf(stack, untimed);
  app.synth();
  app.synth({ force: true });

  expect(warnings(stack)).toEqual([expect.stringContaining('[ack: Drystep::TASK_WITHOUT_TIMEOUT]')]);
});

test('Workflow: a warning of several states is one, without those that are acknowledged', () => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  const states = ['First', 'Second', 'Third'].map((id) => new CustomState(stack, id, { stateJson: untimed }));
  const [first, second, third] = states.map((state) => fromState(state)) as [never, never, never];
  new Workflow(stack, 'Orders', { definition: workflow().next(first).next(second).next(third), queryLanguage: 'JSONPath' });
  Validations.of(states[1] as CustomState).acknowledge({ id: 'Drystep::TASK_WITHOUT_TIMEOUT', reason: 'quick' });
  app.synth();

  expect(warnings(stack)).toEqual([
    expect.stringMatching(/State "First" waits for its job.*The same holds for one other state: "Third"\. Hint: add "TimeoutSeconds"/),
  ]);
});

test('Workflow: a choice over all values of a type is not asked for a Default', () => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  const cases = { a: pass('A'), b: pass('B') };
  new Workflow(stack, 'Orders', { definition: workflow<{ kind: 'a' | 'b' }>().next(choiceOn('kind', cases)) });
  new Workflow(stack, 'Refunds', {
    definition: workflow<{ kind: string }>().next(choice('Large?', (c) => c.when(({ input }) => eq(input.kind, 'a'), pass('C')))),
  });
  app.synth();

  expect(warnings(stack)).toEqual([expect.stringMatching(/State "Large\?" has no "Default"/)]);
});

test('Workflow: a good one says nothing', () => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  new Workflow(stack, 'Orders', { definition: workflow<{ id: string }>().next(pass('Keep')) });
  app.synth();

  expect(warnings(stack)).toEqual([]);
});

test.each<[string, (stack: Stack, orders: Workflow, state: Construct) => void]>([
  ['the machine', (_stack, orders) => Validations.of(orders).acknowledge({ id: 'Drystep::TASK_WITHOUT_TIMEOUT', reason: 'quick' })],
  ['the stack', (stack) => Validations.of(stack).acknowledge({ id: 'Drystep::TASK_WITHOUT_TIMEOUT', reason: 'quick' })],
  ['the state', (_stack, _orders, state) => Validations.of(state).acknowledge({ id: 'Drystep::TASK_WITHOUT_TIMEOUT', reason: 'quick' })],
  ['the machine, as annotations are', (_stack, orders) => AddAnnotations.of(orders).acknowledgeWarning('Drystep::TASK_WITHOUT_TIMEOUT')],
])('Workflow: a warning acknowledged on %s is not given', (_title, acknowledge) => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  const orders = workflowOf(stack, untimed);
  acknowledge(stack, orders, stack.node.findChild('Own') as Construct);
  app.synth();

  expect(warnings(stack)).toEqual([]);
});

test('Workflow: an acknowledged error does not fail the synthesis, and one of another rule does', () => {
  const build = (rule: string): App => {
    const app = emptyApp();
    Validations.of(workflowOf(new Stack(app, 'Shop'), unknown)).acknowledge({ id: `Drystep::${rule}`, reason: 'known' });
    return app;
  };

  expect(() => build('UNKNOWN_RESOURCE').synth()).not.toThrow();
  expect(() => build('TASK_WITHOUT_TIMEOUT').synth()).toThrow('is not recognized');
});

test('Workflow: an acknowledgement on a state of another machine with the same name does not count', () => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  workflowOf(stack, untimed);
  const other = new Workflow(stack, 'Other', { definition: workflow().next(pass('Own')) });
  Validations.of(other.node.findAll().find((construct) => construct.node.id === 'Own') as Construct).acknowledge({
    id: 'Drystep::TASK_WITHOUT_TIMEOUT',
    reason: 'not this one',
  });
  app.synth();

  expect(warnings(stack)).toHaveLength(1);
});

test('Workflow: steps back where the plugin is registered at or above it, and there only', () => {
  const app = emptyApp();
  const stage = new Stage(app, 'Prod');
  Validations.of(stage).addPlugins(new DrystepValidation());
  const judged = new Stack(stage, 'Shop');
  workflowOf(judged, untimed);
  const beside = new Stack(app, 'Beside');
  workflowOf(beside, untimed);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  app.synth();

  expect(warnings(judged)).toEqual([]);
  expect(warnings(beside)).toHaveLength(1);
});

test('Workflow: steps back for a plugin that an older CDK was handed as a prop', () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const app = new App({ analyticsReporting: false, policyValidationBeta1: [new DrystepValidation() as never], outdir: emptyApp().outdir });
  const stack = new Stack(app, 'Shop');
  workflowOf(stack, untimed);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  app.synth();

  expect(warnings(stack)).toEqual([]);
});

test('Workflow: says nothing when it is told not to validate itself', () => {
  const app = emptyApp();
  const stack = new Stack(app, 'Shop');
  workflowOf(stack, unknown, false);
  const other = new Stack(app, 'Other');
  workflowOf(other, untimed, false);

  expect(() => app.synth()).not.toThrow();
  expect(warnings(other)).toEqual([]);
});

test('Workflow: knows what its definition names in other stacks, around it and beside it', () => {
  const app = emptyApp();
  const first = new Stack(app, 'First');
  const outer = new Stack(app, 'Outer');
  const inner = new NestedStack(outer, 'Inner');
  for (const [scope, worker] of [
    [new Stack(app, 'Second'), new Activity(first, 'Far')],
    [inner, new Activity(outer, 'Around')],
    [new Stack(app, 'Third'), new Activity(new NestedStack(first, 'Deep'), 'Inside')],
  ] as const) {
    new Workflow(scope, 'Orders', { definition: workflow().next(activity(`Work ${worker.node.id}`, worker)) });
  }

  // The Resource of such a task is the ARN of the activity: any other text there is an error.
  expect(() => app.synth()).not.toThrow();
});
