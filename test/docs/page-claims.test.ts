import 'drystep/jest';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { testApp, testMachine } from 'drystep/testing';
import { call, chain } from '../testing/fixtures/asl';

/** Sentences of docs/adopting.md, docs/other-languages.md and docs/matchers.md that their snippets do not show. */
describe('docs/adopting.md', () => {
  const twoMachines = () => {
    const stack = new Stack(testApp(), 'Billing');
    const machineOf = (id: string) =>
      new StateMachine(stack, id, {
        stateMachineName: id.toLowerCase(),
        definitionBody: DefinitionBody.fromChainable(new Pass(stack, `${id} State`)),
      });
    return { stack, dunning: machineOf('Dunning'), refunds: machineOf('Refunds') };
  };

  test('a machine is named by its name, logical id, construct id, path or construct, and the error without a name lists them', () => {
    const { stack, dunning } = twoMachines();
    const logicalId = stack.getLogicalId(dunning.node.defaultChild as never);
    for (const name of ['dunning', logicalId, 'Dunning', 'Billing/Dunning', dunning]) {
      expect(testMachine(stack, name).constructPath).toBe('Billing/Dunning');
    }
    expect(() => testMachine(stack)).toThrow(/found 2:\n.*Billing\/Dunning .*\n.*Billing\/Refunds /);
  });

  test('a definition that AWS would refuse is refused with every problem and its place', () => {
    const broken = { StartAt: 'Nowhere', States: { A: { Type: 'Wait', Seconds: 'soon', Next: 'B' } } };

    expect(() => testMachine(broken)).toThrow('3 problems:');
    for (const place of ['/StartAt', '/States/A/Seconds', '/States/A/Next'])
      expect(() => testMachine(broken)).toThrow(`${place}: expected`);
  });

  test('an App of your own works as well', async () => {
    const stack = new Stack(new App({ context: { '@aws-cdk/core:appMode': 'inmemory' } }), 'Own');
    new StateMachine(stack, 'Orders', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Keep')) });

    expect(await testMachine(stack).execute({ a: 1 })).toSucceedWith({ a: 1 });
  });

  test('the error names the first task without an answer, with the line to write', async () => {
    const machine = testMachine(chain({ Charge: call('charge'), Ship: call('ship') }), 'Orders');

    await expect(machine.execute({})).rejects.toThrow(/State "Charge".*write machine\.mock\("Charge"\)\.returns/);
  });
});

describe('docs/other-languages.md', () => {
  const template = (Properties: object) => ({
    Resources: {
      ShipFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'ship' } },
      Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties },
    },
  });
  const definition = JSON.stringify(chain({ Ship: { Type: 'Task', Resource: '${ShipFunction.Arn}' } }));
  const [before = '', after = ''] = definition.split('${ShipFunction.Arn}');

  test.each<[string, object]>([
    ['Fn::Sub', { DefinitionString: { 'Fn::Sub': definition } }],
    ['Fn::Join', { DefinitionString: { 'Fn::Join': ['', [before, { 'Fn::GetAtt': ['ShipFunction', 'Arn'] }, after]] } }],
    ['Definition', { Definition: chain({ Ship: { Type: 'Task', Resource: { 'Fn::GetAtt': ['ShipFunction', 'Arn'] } } }) }],
  ])('CloudFormation: %s, with mocks by logical id, name, ARN and pattern', async (_how, properties) => {
    const machine = testMachine(template(properties), 'Orders');
    for (const name of ['Ship', 'ShipFunction', 'ship', 'arn:aws:lambda:us-east-1:111111111111:function:ship', '*Function']) {
      machine.mock(name).returns({ by: name });
      expect(await machine.execute()).toSucceedWith({ by: name });
      machine.reset();
    }
    expect(() => machine.mock('Shopping')).toThrow(/"Ship" \(.*ShipFunction.*\)|did you mean/);
    expect(() => machine.mock('Nothing Like It')).toThrow(/"Ship" \(ship, ShipFunction\)|"Ship" \(/);
  });

  test('a definition in S3 is not read', () => {
    const properties = { DefinitionS3Location: { Bucket: 'b', Key: 'k' } };

    expect(() => testMachine(template(properties), 'Orders')).toThrow('DefinitionS3Location');
  });

  test('input and output are whatever you say they are', async () => {
    const machine = testMachine<{ id: string }, { id: string }>(chain({ Keep: { Type: 'Pass' } }), 'Orders');
    const { output } = await machine.execute({ id: 'o-1' });

    expect(output?.id).toBe('o-1');
  });
});

describe('docs/matchers.md', () => {
  const pause = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 90 } }), 'Orders');

  test.each<[string, number | object]>([
    ['milliseconds', 90_000],
    ['an object', { minutes: 1, seconds: 30 }],
    ['a Duration of the CDK', Duration.seconds(90)],
  ])('a duration is %s', async (_what, duration) => {
    const execution = await pause.execute();

    expect(execution).toHaveTaken(duration);
    expect(execution).toHaveWaited('Pause', duration);
    expect(execution).toHaveWaited('Pause');
    expect(() => expect(execution).toHaveTaken({ seconds: 89 })).toThrow('Expected the execution to take 1 min 29 s');
  });

  test('toFailWith takes text, a pattern and an asymmetric matcher, of what failed, timed out or was stopped', async () => {
    const failing = testMachine(chain({ Ship: call('ship') }), 'Orders');
    failing.mock('Ship').fails('NoCarrier', 'nobody delivers');
    const failed = await failing.execute();
    const stopped = pause.start();
    stopped.stop('Enough', 'by hand');
    const late = await testMachine(chain({ Pause: { Type: 'Wait', Seconds: 90 } }, { TimeoutSeconds: 5 }), 'Orders').execute();

    expect(failed).toFailWith('NoCarrier', /delivers/);
    expect(failed).toFailWith(/^No/, expect.stringContaining('nobody'));
    expect(await stopped.result()).toFailWith('Enough', 'by hand');
    expect(late).toFailWith('States.Timeout');
    expect(() => expect(failed).toFailWith('NoCarrier', 'nobody')).toThrow('its cause was');
  });

  test('states inside of Map items and branches count, and two retries are three attempts', async () => {
    const ship = call('ship', { Retry: [{ ErrorEquals: ['Busy'] }] });
    const machine = testMachine(
      chain({
        Each: { Type: 'Map', ItemProcessor: chain({ Ship: ship }) },
        Both: { Type: 'Parallel', Branches: [chain({ Beside: { Type: 'Pass' } })] },
      }),
      'Orders',
    );
    machine.mock('Ship').fails('Busy').times(2).returns({});
    const execution = await machine.execute(['a']);

    expect(execution).toHaveVisited('Each', 'Ship', 'Both', 'Beside');
    expect(execution).toHaveRetried('Ship', 2);
    expect(execution).toHaveCalled('Ship', 3);
  });

  test('toHaveVariables looks at the end, or at what a state could read', async () => {
    const machine = testMachine(
      chain(
        { First: { Type: 'Pass', Assign: { left: 1, other: true } }, Second: { Type: 'Pass', Assign: { left: 2 } } },
        { QueryLanguage: 'JSONata' },
      ),
      'Orders',
    );
    const execution = await machine.execute({});

    expect(execution).toHaveVariables({ left: 2 });
    expect(execution).toHaveVariables({ left: 1, other: true }, 'Second');
    expect(() => expect(execution).toHaveVariables({ left: 2 }, 'Second')).toThrow('expected 2, received 1');
  });

  test('toStayWithin without limits asks for those of the service', async () => {
    const circle = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };

    expect(await pause.execute()).toStayWithin();
    const endless = await testMachine(circle, 'Orders').execute();
    expect(endless).toFailWith('States.Runtime', /maximum number of history events/);
    expect(() => expect(endless).toStayWithin()).toThrow('25000 events');
    const large = testMachine(chain({ Ship: call('ship') }), 'Orders');
    large.mock('Ship').returns('x'.repeat(300_000));
    const tooLarge = await large.execute();
    expect(tooLarge).toFailWith('States.DataLimitExceeded');
    expect(() => expect(tooLarge).toStayWithin()).toThrow('and ended since it needed more than the bytes that a payload may have.');
    expect(tooLarge).toStayWithin({ events: 100 });
    expect(() => expect(endless).toStayWithin({ events: 24_000 })).toThrow('but it used 25000 events');
  });
});
