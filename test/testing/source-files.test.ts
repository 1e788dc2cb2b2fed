import 'drystep/jest';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { testApp, testMachine } from '../../src/testing';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-source-files-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

write(
  'sam/template.yaml',
  `Transform: AWS::Serverless-2016-10-31
Resources:
  Ship: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.12, Handler: ship.handler } }
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: statemachine/orders.asl.yaml
      DefinitionSubstitutions: { ShipArn: !GetAtt Ship.Arn }
  Returns:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Done, States: { Done: { Type: Succeed } } }
`,
);
write(
  'sam/statemachine/orders.asl.yaml',
  'StartAt: Ship Order\nStates:\n  Ship Order: { Type: Task, Resource: "${ShipArn}", End: true }\n',
);

describe('A project without TypeScript is tested by its files', () => {
  test('testMachine reads a template of SAM, and the definition beside it', async () => {
    const orders = testMachine(join(folder, 'sam/template.yaml'), 'Orders');
    orders.mock('Ship Order').returns({ shipped: true });

    expect(orders.type).toBe('EXPRESS');
    expect(orders.definition).toMatchObject({
      States: { 'Ship Order': { Resource: 'arn:aws:lambda:us-east-1:111111111111:function:Ship' } },
    });
    expect(await orders.execute({ id: 'o-1' })).toSucceedWith({ shipped: true });
  });

  test('testApp reads the folder of the project', async () => {
    const app = testApp(join(folder, 'sam'));

    expect(app.names).toEqual(['Orders', 'Returns']);
    expect(await app.machine('Returns').execute({ id: 'r-1' })).toSucceedWith({ id: 'r-1' });
  });

  test('toBeValid reads the same', () => {
    expect(join(folder, 'sam')).toBeValid();
    expect(() => expect(write('bad.asl.yaml', 'StartAt: A\nStates:\n  A: { Type: Pass, Next: B }\n')).toBeValid()).toThrow(
      "Missing 'Next' target: B",
    );
  });

  test('what describe-state-machine prints is a machine with its name and type', async () => {
    const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    const described = {
      stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders',
      name: 'Orders',
      type: 'EXPRESS',
      definition,
    };
    const orders = testMachine(described);

    expect([orders.name, orders.type]).toEqual(['Orders', 'EXPRESS']);
    expect(await testMachine(write('described.json', JSON.stringify(described))).execute({ a: 1 })).toSucceedWith({ a: 1 });
  });

  test('YAML given as text is a definition', async () => {
    expect(await testMachine('StartAt: Done\nStates:\n  Done: { Type: Succeed }\n').execute({ a: 1 })).toSucceedWith({ a: 1 });
  });

  test('fails with line and column when a file cannot be read', () => {
    const path = write('twice.yaml', 'StartAt: A\nStartAt: B\n');

    expect(() => testMachine(path)).toThrow(
      `${path} is not YAML: the key "StartAt" is given twice, at line 1, column 1 and at line 2, column 1.`,
    );
  });
});
