import type { JsonObject } from '../../src/asl';
import { type ExtractedStateMachine, extractStateMachines, findStateMachine, isTemplateError } from '../../src/template';

function machinesAt(...paths: readonly string[]): readonly ExtractedStateMachine[] {
  const resources = paths.map((path, index): [string, JsonObject] => [
    `${path.split('/').slice(1).join('')}0000000${index}`,
    {
      Type: 'AWS::StepFunctions::StateMachine',
      Metadata: { 'aws:cdk:path': `${path}/Resource` },
      Properties: path.endsWith('Named') ? { StateMachineName: 'the-name' } : {},
    },
  ]);
  return extractStateMachines({ Resources: Object.fromEntries(resources) });
}

function machineAt(path: string, name: string): JsonObject {
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Metadata: { 'aws:cdk:path': `${path}/Resource` },
    Properties: { StateMachineName: name },
  };
}

const machines = machinesAt('Shop/Orders', 'Shop/Refunds/Flow', 'Shop/Named');

describe('A state machine is found', () => {
  test.each([
    ['by construct path', 'Shop/Refunds/Flow', 'Shop/Refunds/Flow'],
    ['by the path of its resource', 'Shop/Refunds/Flow/Resource', 'Shop/Refunds/Flow'],
    ['by the end of its path', 'Refunds/Flow', 'Shop/Refunds/Flow'],
    ['by construct id', 'Flow', 'Shop/Refunds/Flow'],
    ['by logical id', 'RefundsFlow00000001', 'Shop/Refunds/Flow'],
    ['by logical id without its hash', 'RefundsFlow', 'Shop/Refunds/Flow'],
    ['by explicit name', 'the-name', 'Shop/Named'],
    ['by ARN', 'arn:aws:states:us-east-1:111111111111:stateMachine:Shop-Orders', 'Shop/Orders'],
  ])('%s', (_, name, path) => {
    expect(findStateMachine(machines, name).constructPath).toBe(path);
  });

  test.each([
    ['as written', 'refund-all', 'RefundDashallStepFunctionsStateMachine'],
    ['with its first letter as in the logical id', 'CallCenter', 'CallCenterStepFunctionsStateMachine'],
    ['with a small first letter', 'callCenter', 'CallCenterStepFunctionsStateMachine'],
    ['with an underscore', 'end_of_day', 'EndUnderscoreofUnderscoredayStepFunctionsStateMachine'],
  ])('by its key in serverless.yml, %s', (_, key, logicalId) => {
    const ids = ['RefundDashall', 'CallCenter', 'EndUnderscoreofUnderscoreday'].map((id) => `${id}StepFunctionsStateMachine`);
    const found = extractStateMachines({
      Resources: Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::StepFunctions::StateMachine', Properties: {} }])),
    });

    expect(findStateMachine(found, key).logicalId).toBe(logicalId);
  });

  test('without a name, when it is the only one', () => {
    expect(findStateMachine(machinesAt('Shop/Orders')).constructPath).toBe('Shop/Orders');
  });
});

describe('The error lists what there is', () => {
  const messageOf = (find: () => unknown): string => {
    try {
      find();
    } catch (error) {
      return isTemplateError(error) ? `${error.code}: ${error.message}` : `not a TemplateError: ${String(error)}`;
    }
    return 'nothing was thrown';
  };

  test('fails when there is no machine at all', () => {
    expect(messageOf(() => findStateMachine([], 'Orders'))).toBe(
      'STATE_MACHINE_NOT_FOUND: Expected a state machine, found none in the template. Hint: give the stack that contains it.',
    );
  });

  test('fails when there are several and no name', () => {
    expect(messageOf(() => findStateMachine(machines))).toBe(
      [
        'STATE_MACHINE_AMBIGUOUS: Expected one state machine, found 3:',
        '  - Shop/Orders (logical id Orders00000000, name Shop-Orders)',
        '  - Shop/Refunds/Flow (logical id RefundsFlow00000001, name Shop-Refunds-Flow)',
        '  - Shop/Named (logical id Named00000002, name the-name)',
        'Hint: name the one you mean as the second argument, for example "Orders".',
      ].join('\n'),
    );
  });

  test('fails when the name fits several', () => {
    const twice = machinesAt('Shop/A/Flow', 'Shop/B/Flow');

    expect(messageOf(() => findStateMachine(twice, 'Flow'))).toBe(
      [
        'STATE_MACHINE_AMBIGUOUS: State machine "Flow": expected a name that fits one, received one that fits 2:',
        '  - Shop/A/Flow (logical id AFlow00000000, name Shop-A-Flow)',
        '  - Shop/B/Flow (logical id BFlow00000001, name Shop-B-Flow)',
        'Hint: use a construct path from this list.',
      ].join('\n'),
    );
  });

  test('fails when it is the name of one and the construct id of another', () => {
    const either = extractStateMachines({
      Resources: {
        Orders11111111: machineAt('Shop/Orders', 'Billing'),
        Billing22222222: machineAt('Shop/Billing', 'Bills'),
      },
    });

    const message = messageOf(() => findStateMachine(either, 'Billing'));

    expect(message).toMatch(/^STATE_MACHINE_AMBIGUOUS: State machine "Billing": expected a name that fits one, received one that fits 2:/);
    expect(message).toMatch(/Hint: use a construct path from this list\.$/);
    expect(findStateMachine(either, 'Shop/Billing').name).toBe('Bills');
  });

  test('fails when it is the name of one and the logical id of another, in a template without construct paths', () => {
    const machine = (StateMachineName: string): JsonObject => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName },
    });
    const either = extractStateMachines({ Resources: { Orders: machine('Billing'), Billing: machine('Bills') } });

    expect(messageOf(() => findStateMachine(either, 'Billing'))).toMatch(
      /Hint: use a name or logical id that no other machine of this list has\.$/,
    );
    expect(findStateMachine(either, 'Bills').logicalId).toBe('Billing');
    expect(findStateMachine(either, 'Orders').name).toBe('Billing');
  });

  test('fails when nothing fits, and offers the nearest name', () => {
    expect(messageOf(() => findStateMachine(machines, 'Ordres'))).toMatch(
      /^STATE_MACHINE_NOT_FOUND: State machine "Ordres": expected .*\n.*Shop\/Orders.*\n.*\n.*\nHint: did you mean "Orders"\?$/,
    );
  });
});
