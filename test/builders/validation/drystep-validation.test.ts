import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { App, type AppProps, type IPolicyValidationPlugin, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CustomState, DefinitionBody, Pass, StateMachine, Succeed, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { DrystepValidation, type DrystepValidationOptions, pass, Workflow, workflow } from 'drystep';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-validation-'));
  folders.push(folder);
  return folder;
}

/** In memory, the CDK throws the report instead of printing it. */
function appWith(options?: DrystepValidationOptions, props: AppProps = {}): App {
  const app = new App({
    outdir: temporaryFolder(),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    context: { '@aws-cdk/core:appMode': 'inmemory' },
    ...props,
  });
  Validations.of(app).addPlugins(new DrystepValidation(options));
  return app;
}

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

/** Gives what the CDK wrote into its report: severity, rule and construct of each violation; and whether synth threw. */
function reportOf(app: App): { readonly failed: boolean; readonly found: string[]; readonly accepted: string[] } {
  let failed = false;
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const exitCode = process.exitCode;
  try {
    app.synth();
  } catch {
    failed = true;
  } finally {
    errors.mockRestore();
    process.exitCode = exitCode;
  }
  const text = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
  const { pluginReports } = JSON.parse(text) as {
    readonly pluginReports: readonly { readonly violations: readonly Violation[]; readonly suppressedViolations?: readonly Violation[] }[];
  };
  const lines = (violations: readonly Violation[]): string[] =>
    violations.map(({ severity, ruleName, violatingConstructs }) => `${severity} ${ruleName} ${violatingConstructs[0]?.constructPath}`);
  return {
    failed,
    found: pluginReports.flatMap(({ violations }) => lines(violations)),
    accepted: pluginReports.flatMap(({ suppressedViolations }) => lines(suppressedViolations ?? [])),
  };
}

function messageOfSynth(app: App): string {
  try {
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('synth did not fail');
}

const query = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:query', Parameters: { TableName: 'orders' }, TimeoutSeconds: 5 };
const job = { Type: 'Task', Resource: 'arn:aws:states:eu-west-1:123456789012:activity:ship' };

function machine(scope: Construct, id: string, stateJson: object): StateMachine {
  return new StateMachine(scope, id, {
    definitionBody: DefinitionBody.fromChainable(new CustomState(scope, `${id} State`, { stateJson })),
  });
}

test('DrystepValidation: is what the CDK takes for a plugin', () => {
  const plugin: IPolicyValidationPlugin = new DrystepValidation();

  expect(plugin.name).toBe('Drystep');
});

test('DrystepValidation: lets a good app pass, and says nothing', () => {
  const app = appWith();
  new Workflow(new Stack(app, 'Shop'), 'Orders', { definition: workflow<{ id: string }>().next(pass('Keep')) });

  expect(() => app.synth()).not.toThrow();
});

test('DrystepValidation: fails with construct, state, pointer, line and hint', () => {
  const app = appWith();
  machine(new Stack(app, 'Shop'), 'Orders', query);

  const message = messageOfSynth(app).replace(app.outdir, '/cdk.out');

  expect(message).toContain('Shop/Orders/Resource');
  expect(message).toContain('ERROR The resource provided arn:aws:states:::dynamodb:query is not recognized.');
  // What is ours is two lines, the finding with its place and the fix; the others are the CDK's.
  const ours = message.split('\n').filter((line) => !/^\S+:\d+:\d+$|Acknowledge with|Shop\/Orders|^Validation|^\s*$/.test(line));
  expect(ours.filter((line) => /ERROR|\/States|Suggested fix/.test(line)).map((line) => line.trim().slice(0, 13))).toEqual([
    'ERROR The res',
    'Suggested fix',
  ]);
  expect(message).toContain('state "Orders State" at /States/Orders State/Resource');
  expect(message).toMatch(new RegExp(`${relative(process.cwd(), __filename).replaceAll('.', '\\.')}:\\d+:\\d+`));
  expect(message).toContain('Suggested fix: dynamodb has getItem');
  expect(message).toContain("Acknowledge with 'Drystep::UNKNOWN_RESOURCE'");
});

test('DrystepValidation: sees machines of stages, of nested stacks and of several stacks', () => {
  const app = appWith();
  machine(new Stack(app, 'Shop'), 'Orders', query);
  machine(new Stack(new Stage(app, 'Prod'), 'Shop'), 'Returns', query);
  machine(new NestedStack(new Stack(app, 'Outer'), 'Inner'), 'Deep', query);

  const { failed, found } = reportOf(app);

  expect(failed).toBe(true);
  expect(found.sort()).toEqual([
    'error UNKNOWN_RESOURCE Outer/Inner/Deep/Resource',
    'error UNKNOWN_RESOURCE Prod/Shop/Returns/Resource',
    'error UNKNOWN_RESOURCE Shop/Orders/Resource',
  ]);
});

test('DrystepValidation: looks only at the stage it is registered on', () => {
  const app = new App({ outdir: temporaryFolder(), analyticsReporting: false, builtinCloudFormationValidation: false });
  const stage = new Stage(app, 'Prod');
  Validations.of(stage).addPlugins(new DrystepValidation());
  machine(new Stack(app, 'Shop'), 'Orders', query);
  machine(new Stack(stage, 'Shop'), 'Returns', query);

  expect(reportOf(app).found).toEqual(['error UNKNOWN_RESOURCE Prod/Shop/Returns/Resource']);
});

test('DrystepValidation: gives file and line of a definition that was read from a file', () => {
  const file = join(temporaryFolder(), 'orders.asl.json');
  writeFileSync(file, '{\n  "StartAt": "Ship",\n  "States": {\n    "Ship": { "Type": "Pass",\n      "Next": "Bill" }\n  }\n}\n');
  const app = appWith();
  new StateMachine(new Stack(app, 'Shop'), 'Orders', { definitionBody: DefinitionBody.fromFile(file) });

  const message = messageOfSynth(app);

  expect(message).toContain("ERROR Missing 'Next' target: Bill");
  expect(message).toContain(`state "Ship" at /States/Ship/Next, ${file}:5:7`);
});

test('DrystepValidation: knows the type of the machine, and resolves tokens', () => {
  const app = appWith({ severity: 'ERROR' });
  const stack = new Stack(app, 'Shop');
  const inner = machine(stack, 'Inner', { Type: 'Pass' });
  new StateMachine(stack, 'Quick', {
    stateMachineType: 'EXPRESS' as never,
    definitionBody: DefinitionBody.fromChainable(
      new CustomState(stack, 'Call', {
        stateJson: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync',
          Parameters: { StateMachineArn: inner.stateMachineArn },
        },
      }),
    ),
  });

  expect(reportOf(app).found).toEqual(['error EXPRESS_UNSUPPORTED Shop/Quick/Resource']);
});

test('DrystepValidation: reports warnings without failing, unless told to', () => {
  const build = (options?: DrystepValidationOptions): App => {
    const app = appWith(options);
    machine(new Stack(app, 'Shop'), 'Orders', job);
    return app;
  };

  expect(reportOf(build())).toMatchObject({ failed: false, found: ['warning CALLBACK_WITHOUT_TIMEOUT Shop/Orders/Resource'] });
  expect(reportOf(build({ failOn: 'WARNING' }))).toMatchObject({
    failed: true,
    found: ['error CALLBACK_WITHOUT_TIMEOUT Shop/Orders/Resource'],
  });
  expect(reportOf(build({ severities: { CALLBACK_WITHOUT_TIMEOUT: 'ERROR' } })).failed).toBe(true);
  expect(() => build({ severity: 'ERROR' }).synth()).not.toThrow();
  expect(() => build({ severities: { CALLBACK_WITHOUT_TIMEOUT: 'off' }, failOn: 'WARNING' }).synth()).not.toThrow();
  expect(() => build({ severity: 'ERROR', failOn: 'WARNING' })).toThrow("failOn: 'WARNING' can never be met");
});

test('DrystepValidation: honours acknowledgements on the machine, on what is around it and on a state', () => {
  const acknowledgement = { id: 'Drystep::CALLBACK_WITHOUT_TIMEOUT', reason: 'a person decides' };
  const build = (acknowledge: (stack: Stack, orders: StateMachine, state: Construct) => void): App => {
    const app = appWith({ failOn: 'WARNING' });
    const stack = new Stack(app, 'Shop');
    const orders = machine(stack, 'Orders', job);
    acknowledge(stack, orders, stack.node.findChild('Orders State') as Construct);
    return app;
  };

  for (const app of [
    build((_, orders) => Validations.of(orders).acknowledge(acknowledgement)),
    build((stack) => Validations.of(stack).acknowledge(acknowledgement)),
    build((_, __, state) => Validations.of(state).acknowledge(acknowledgement)),
  ]) {
    const { failed, found, accepted } = reportOf(app);
    expect({ failed, found, accepted: accepted.length }).toEqual({ failed: false, found: [], accepted: 1 });
  }
  expect(reportOf(build((_, orders) => Validations.of(orders).acknowledge({ ...acknowledgement, id: 'Drystep::OTHER' }))).failed).toBe(
    true,
  );
});

test('DrystepValidation: an acknowledgement on one state leaves another alone', () => {
  const app = appWith({ failOn: 'WARNING' });
  const stack = new Stack(app, 'Shop');
  const first = new CustomState(stack, 'First', { stateJson: job });
  new StateMachine(stack, 'Orders', {
    definitionBody: DefinitionBody.fromChainable(first.next(new CustomState(stack, 'Second', { stateJson: job }))),
  });
  Validations.of(first).acknowledge({ id: 'Drystep::CALLBACK_WITHOUT_TIMEOUT', reason: 'quick' });

  expect(reportOf(app)).toEqual({
    failed: true,
    found: ['error CALLBACK_WITHOUT_TIMEOUT Shop/Orders/Resource'],
    accepted: ['error CALLBACK_WITHOUT_TIMEOUT Shop/First'],
  });
});

test('DrystepValidation: honours suppressions in its options and in a comment of a state, and reports those nobody needs', () => {
  const build = (stateJson: object, options: DrystepValidationOptions): App => {
    const app = appWith({ failOn: 'WARNING', ...options });
    machine(new Stack(app, 'Shop'), 'Orders', stateJson);
    return app;
  };
  const suppressions = [{ rule: 'CALLBACK_WITHOUT_TIMEOUT', reason: 'quick' }];

  expect(() => build(job, { suppressions }).synth()).not.toThrow();
  expect(() => build({ ...job, Comment: 'drystep-ignore CALLBACK_WITHOUT_TIMEOUT: quick' }, {}).synth()).not.toThrow();
  expect(reportOf(build({ ...job, TimeoutSeconds: 3 }, { suppressions })).found).toEqual(['error UNUSED_SUPPRESSION Shop/Orders/Resource']);
});

test('DrystepValidation: takes the context of an older CDK, which names no construct', () => {
  const app = new App({ outdir: temporaryFolder(), analyticsReporting: false, builtinCloudFormationValidation: false });
  machine(new Stack(app, 'Shop'), 'Orders', query);
  const { stacks } = app.synth();

  const { success, violations } = new DrystepValidation().validate({
    templatePaths: stacks.map(({ templateFullPath }) => templateFullPath),
  });

  expect(success).toBe(false);
  expect(violations).toEqual([
    expect.objectContaining({
      ruleName: 'UNKNOWN_RESOURCE',
      violatingResources: [expect.objectContaining({ resourceLogicalId: expect.stringMatching(/^Orders/) })],
    }),
  ]);
});

test('DrystepValidation: finds in a chain of L2 states what the CDK prints without complaint', () => {
  const app = appWith();
  const stack = new Stack(app, 'Shop');
  const wait = new Wait(stack, 'Pause', { time: WaitTime.secondsPath('$.deep.delay') });
  new StateMachine(stack, 'Orders', {
    definitionBody: DefinitionBody.fromChainable(
      new Pass(stack, 'Start', { parameters: { delay: 3 } }).next(wait).next(new Succeed(stack, 'Done')),
    ),
  });

  expect(reportOf(app)).toMatchObject({ failed: false, found: ['warning IMPOSSIBLE_PATH Shop/Orders/Resource'] });
});

test('DrystepValidation: refuses the severity of a rule that does not exist', () => {
  expect(() => new DrystepValidation({ severities: { TASK_WITHOUT_TIMOUT: 'off' } })).toThrow(
    'DrystepValidation: severities names "TASK_WITHOUT_TIMOUT", which is not a rule. Hint: did you mean TASK_WITHOUT_TIMEOUT?',
  );
});

test('DrystepValidation: gives the place where a file is not JSON', () => {
  const file = join(temporaryFolder(), 'broken.asl.json');
  writeFileSync(file, '{ "StartAt": "A",\n  "States": { "A": { "Type": "Pass", "End": true }, } }');
  const app = appWith();
  new StateMachine(new Stack(app, 'Shop'), 'Orders', { definitionBody: DefinitionBody.fromFile(file) });

  expect(messageOfSynth(app)).toContain(`${file}:2:`);
});

test('DrystepValidation: says which placeholder of a definition has no value', () => {
  const app = appWith();
  const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Comment: ['$', '{Nobody}'].join(''), End: true } } });
  new StateMachine(new Stack(app, 'Shop'), 'Orders', { definitionBody: DefinitionBody.fromString(text) });

  expect(reportOf(app)).toMatchObject({ failed: false, found: ['warning UNRESOLVED_DEFINITION Shop/Orders/Resource'] });
});

test('DrystepValidation: takes the input of a machine as a JSON Schema', () => {
  const build = (inputSchemas?: DrystepValidationOptions['inputSchemas']): App => {
    const app = appWith(inputSchemas && { inputSchemas });
    machine(new Stack(app, 'Shop'), 'Orders', { Type: 'Pass', InputPath: '$.totl' });
    return app;
  };
  const order = { type: 'object', properties: { total: { type: 'number' } } };

  expect(() => build().synth()).not.toThrow();
  expect(reportOf(build({ 'Shop/Orders': order })).found).toEqual(['warning IMPOSSIBLE_PATH Shop/Orders/Resource']);
  expect(messageOfSynth(build({ 'Shop/Order': order }))).toContain(
    'inputSchemas names "Shop/Order", and the app has no construct of that path. Hint: did you mean "Shop/Orders"?',
  );
});
