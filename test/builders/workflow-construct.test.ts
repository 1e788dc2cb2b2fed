import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { StepFunctionsRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  Activity,
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DistributedMap,
  IntegrationPattern,
  type IStateMachine,
  LogLevel,
  Pass,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { type Flow, fromState, handler, invoke, parallel, pass, task, Workflow, type WorkflowProps, workflow } from 'drystep';
import { emptyStack, importedFunction, inlineFunction } from './synthesized';

interface Order {
  orderId: string;
}

const start = workflow<Order>().next(pass('Start'));
const machineIn = (stack: Stack) => Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine');
const propertiesIn = (stack: Stack) => Object.values(machineIn(stack))[0]?.Properties as Record<string, unknown>;

describe('An Express workflow', () => {
  const express = { definition: start, stateMachineType: StateMachineType.EXPRESS } as const;

  test('logs every event without the data, keeps the log for a month, and traces', () => {
    const stack = emptyStack();
    const machine = new Workflow(stack, 'Flow', express);

    expect(propertiesIn(stack)).toMatchObject({
      LoggingConfiguration: {
        Level: 'ALL',
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } } }],
      },
      TracingConfiguration: { Enabled: true },
    });
    expect(propertiesIn(stack).LoggingConfiguration).not.toHaveProperty('IncludeExecutionData');
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    expect(machine.node.tryFindChild('Logs')).toBeInstanceOf(LogGroup);
  });

  test('takes logs and tracing as they are given', () => {
    const stack = emptyStack();
    new Workflow(stack, 'Flow', { ...express, logs: { level: LogLevel.OFF }, tracingEnabled: false });

    expect(propertiesIn(stack)).toMatchObject({ LoggingConfiguration: { Level: 'OFF' }, TracingConfiguration: { Enabled: false } });
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 0);
  });

  test('is the only kind that gets them: a Standard workflow has its history', () => {
    const stack = emptyStack();
    new Workflow(stack, 'Flow', { definition: start });

    expect(propertiesIn(stack)).not.toHaveProperty('LoggingConfiguration');
    expect(propertiesIn(stack)).not.toHaveProperty('TracingConfiguration');
  });

  const child = (stack: Stack): IStateMachine => new Workflow(stack, 'Child', { definition: start });
  test.each<[string, (stack: Stack) => unknown, string]>([
    [
      'a callback of invoke, inside a branch',
      (stack) =>
        start.next(
          parallel('Both', [
            invoke('Ask', handler<{ token: string }, void>(inlineFunction(stack, 'Ask')), {
              waitForTaskToken: true,
              payload: ({ taskToken }) => ({ token: taskToken }),
            }),
          ]),
        ),
      'Test/Flow: step "Ask": An Express workflow cannot wait for a task token. Hint: make the workflow Standard, or drop waitForTaskToken.',
    ],
    [
      'a job that is waited for',
      (stack) => {
        const stateMachine = child(stack);
        return start.next(
          task('Run', {
            state: ({ scope, id, fields }) =>
              new StepFunctionsStartExecution(scope, id, { ...fields, stateMachine, integrationPattern: IntegrationPattern.RUN_JOB }),
          }),
        );
      },
      'step "Run": An Express workflow cannot wait for a job (.sync). Hint: make the workflow Standard, or use the request-response pattern',
    ],
    [
      'an activity',
      (stack) => {
        const activity = new Activity(stack, 'Work');
        return start.next(
          task('Do', { state: ({ scope, id, fields }) => new StepFunctionsInvokeActivity(scope, id, { ...fields, activity }) }),
        );
      },
      'step "Do": An Express workflow cannot wait for a worker of an activity.',
    ],
    [
      'a distributed Map of aws-cdk-lib',
      (stack) => start.next(fromState(new DistributedMap(stack, 'Each').itemProcessor(new Pass(stack, 'One')))),
      'step "Each": An Express workflow cannot start the children of a distributed Map.',
    ],
  ])('refuses %s', (_title, definition, message) => {
    const stack = emptyStack();
    const props: WorkflowProps<Order, unknown> = { ...express, definition: definition(stack) as Flow<Order, unknown> };

    expect(() => new Workflow(stack, 'Flow', props)).toThrow(message);
  });
});

describe('lambda:', () => {
  const calling = (lambdaFunction: IFunction, own?: 'unqualified' | 'pinned' | 'alias') =>
    workflow<Order>().next(
      own === undefined
        ? invoke('Charge Card', handler<Order, void>(lambdaFunction))
        : invoke('Charge Card', handler<Order, void>(lambdaFunction), { lambda: own }),
    );
  const invoked = (stack: Stack): string =>
    /"FunctionName\\":\\"",\{"(?:Ref|Fn::GetAtt)":\[?"(\w+?)(?:[0-9A-F]{8})(?:[0-9a-f]{32})?"/.exec(
      JSON.stringify(propertiesIn(stack)),
    )?.[1] ?? 'nothing';
  const resources = (stack: Stack): string => {
    const [policy] = Object.values(
      Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp('^Flow') } }),
    );
    return JSON.stringify(policy?.Properties.PolicyDocument.Statement[0].Resource);
  };

  test.each([
    ['unqualified', undefined, 'Charge'],
    ['pinned', undefined, 'ChargeCurrentVersion'],
    ['alias', undefined, 'ChargeAliaslive'],
    ['pinned', 'unqualified', 'Charge'],
    ['unqualified', 'alias', 'ChargeAliaslive'],
  ] as const)('%s with %s at the step invokes %s', (ofWorkflow, ofStep, expected) => {
    const stack = emptyStack();
    new Workflow(stack, 'Flow', { definition: calling(inlineFunction(stack, 'Charge'), ofStep), lambda: ofWorkflow });

    expect(invoked(stack)).toBe(expected);
  });

  test('is unqualified without a word', () => {
    const stack = emptyStack();
    new Workflow(stack, 'Flow', { definition: calling(inlineFunction(stack, 'Charge')) });

    expect(invoked(stack)).toBe('Charge');
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Version', 0);
  });

  test('pinned retains the version, and lets the role invoke those that left the template', () => {
    const stack = emptyStack();
    new Workflow(stack, 'Flow', { definition: calling(inlineFunction(stack, 'Charge')), lambda: 'pinned' });

    Template.fromStack(stack).hasResource('AWS::Lambda::Version', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(resources(stack)).toMatch(/^\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["Charge[0-9A-F]{8}","Arn"\]\},":\*"\]\]\}$/);
  });

  test('alias lets the role invoke the alias only, and shares it between steps and workflows', () => {
    const stack = emptyStack();
    const charge = inlineFunction(stack, 'Charge');
    new Workflow(stack, 'Flow', { definition: calling(charge), lambda: 'alias' });
    new Workflow(stack, 'Other', { definition: calling(charge), lambda: 'alias' });

    expect(resources(stack)).toMatch(/^\{"Ref":"ChargeAliaslive[0-9A-F]{8}"\}$/);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Alias', { Name: 'live' });
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Alias', 1);
  });

  test('a version or alias given to handler() is invoked as it is', () => {
    const stack = emptyStack();
    const own = new Alias(stack, 'Beta', {
      aliasName: 'beta',
      version: (inlineFunction(stack, 'Charge') as LambdaFunction).currentVersion,
    });
    new Workflow(stack, 'Flow', { definition: calling(own), lambda: 'pinned' });

    expect(invoked(stack)).toBe('Beta');
  });

  test.each(['pinned', 'alias'] as const)('%s refuses an imported function, naming construct, step and way out', (lambda) => {
    const stack = emptyStack();

    expect(() => new Workflow(stack, 'Flow', { definition: calling(importedFunction(stack, 'Charge')), lambda })).toThrow(
      `Test/Flow: step "Charge Card": lambda: '${lambda}' needs a function that this app defines, and Test/Charge is imported: the app cannot publish a version of it. Hint: give handler() a version or alias`,
    );
  });

  test('pinned refuses a function of another stack, and alias takes it', () => {
    const app = new App({ analyticsReporting: false });
    const charge = inlineFunction(new Stack(app, 'Functions'), 'Charge');
    const stack = new Stack(app, 'Test');

    expect(() => new Workflow(stack, 'Flow', { definition: calling(charge), lambda: 'pinned' })).toThrow(
      'Test/Flow: step "Charge Card": It pins a version of Functions/Charge, which is in another stack: each new version would change an export that this stack uses, and CloudFormation refuses that. Hint: define the function in the workflow',
    );
    expect(() => new Workflow(new Stack(app, 'Second'), 'Flow', { definition: calling(charge), lambda: 'alias' })).not.toThrow();
  });

  test('reaches the states of toChainable', () => {
    const stack = emptyStack();
    const chain = calling(inlineFunction(stack, 'Charge')).toChainable(stack, { lambda: 'pinned' });
    new Workflow(stack, 'Flow', { definition: fromState<Order, void>(chain) });

    expect(invoked(stack)).toBe('ChargeCurrentVersion');
  });
});

describe('A workflow is a StateMachine', () => {
  const inStack = (
    use: (machine: Workflow<Order, Order>, stack: Stack) => void,
    props: Partial<WorkflowProps<Order, Order>> = {},
  ): Template => {
    const stack = emptyStack();
    use(new Workflow(stack, 'Flow', { definition: start, ...props }), stack);
    return Template.fromStack(stack);
  };
  const somebody = (scope: Construct) => new Role(scope, 'Somebody', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });

  test('that grants others to start it', () => {
    inStack((machine, stack) => machine.grantStartExecution(somebody(stack))).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{ Action: 'states:StartExecution', Effect: 'Allow', Resource: { Ref: Match.stringLikeRegexp('^Flow') } }],
      },
    });
  });

  test('with metrics and alarms', () => {
    inStack(
      (machine, stack) => void machine.metricFailed().createAlarm(stack, 'Failed', { threshold: 1, evaluationPeriods: 1 }),
    ).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/States',
      MetricName: 'ExecutionsFailed',
      Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: Match.stringLikeRegexp('^Flow') } }],
    });
  });

  test('with versions, and an alias that moves to them gradually', () => {
    const template = inStack((machine, stack) => {
      const { stateMachineArn, stateMachineRevisionId } = machine;
      const version = new CfnStateMachineVersion(stack, 'Version', { stateMachineArn, stateMachineRevisionId });
      new CfnStateMachineAlias(stack, 'Live', {
        deploymentPreference: { type: 'CANARY', percentage: 10, interval: 5, stateMachineVersionArn: version.attrArn },
      });
    });

    template.hasResourceProperties('AWS::StepFunctions::StateMachineVersion', {
      StateMachineRevisionId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Flow'), 'StateMachineRevisionId'] },
    });
  });

  test('that a rule of EventBridge and an API start', () => {
    const template = inStack(
      (machine, stack) => {
        new Rule(stack, 'Hourly', { schedule: Schedule.rate(Duration.hours(1)), targets: [new SfnStateMachine(machine)] });
        new StepFunctionsRestApi(stack, 'Api', { stateMachine: machine });
      },
      { stateMachineType: StateMachineType.EXPRESS },
    );

    template.hasResourceProperties('AWS::Events::Rule', { Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Flow') } }] });
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [{ Action: 'states:StartSyncExecution' }] } });
  });
});

test('The id of a workflow has no slash', () => {
  expect(() => new Workflow(emptyStack(), 'a/b', { definition: start })).toThrow(
    'Test: The id "a/b" of the workflow has a slash, which separates ids in construct paths. Hint: write "a--b", which is what aws-cdk-lib makes of it.',
  );
});
