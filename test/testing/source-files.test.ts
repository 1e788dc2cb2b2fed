import 'drystep/jest';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileHints, testApp, testMachine } from '../../src/testing';

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

  test('a definition without a name is called as its file, wherever it is read', async () => {
    const text = '{"StartAt":"Name","States":{"Name":{"Type":"Pass","Parameters":{"name.$":"$$.StateMachine.Name"},"End":true}}}';
    const orders = testMachine(write('machines/orders v2.asl.json', text));

    expect(orders.name).toBe('orders-v2');
    expect(await orders.execute({})).toSucceedWith({ name: 'orders-v2' });
    expect(testMachine(join(folder, 'machines/orders v2.asl.json'), 'Returns').name).toBe('Returns');
    expect(testMachine(text).name).toBe('StateMachine');
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

  describe('A nested template that holds the only machine and is not there', () => {
    const nested = (...urls: unknown[]) => ({
      Resources: Object.fromEntries(
        urls.map((TemplateURL, index) => [`Child${index + 1}`, { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } }]),
      ),
    });
    const gone = (name: string, template: unknown) => write(`nested/${name}`, JSON.stringify(template));
    const hint = 'Hint: correct the path, build the nested template first, or name its file instead of this one.';

    test('is named wherever a machine is looked for', () => {
      const path = gone('one.json', nested('child.yaml'));
      const why = `. The template of the nested stack "Child1" (TemplateURL "child.yaml") was not read. ${hint}`;

      expect(() => testMachine(path)).toThrow(`found none in the template${why}`);
      expect(() => testMachine(path, 'Orders')).toThrow(`found none in the template${why}`);
      expect(() => testApp(path)).toThrow(`found no state machine in its source${why}`);
      expect(() => expect(path).toBeValid()).toThrow(`found no state machine there${why}`);
    });

    test('is named where it lies in S3, is of SAM, or is one of many', () => {
      const inS3 = gone('s3.json', nested('https://s3.amazonaws.com/b/child.yaml'));
      const sam = { Resources: { App: { Type: 'AWS::Serverless::Application', Properties: { Location: 'child/template.yaml' } } } };
      const many = gone('many.json', nested(...Array.from({ length: 7 }, (_, index) => `${index}.yaml`)));

      expect(() => testMachine(inS3)).toThrow('"Child1" (TemplateURL "https://s3.amazonaws.com/b/child.yaml") was not read');
      expect(() => testMachine(gone('sam.json', sam))).toThrow('"App" (Location "child/template.yaml") was not read');
      expect(() => testMachine(many)).toThrow('"Child5" (TemplateURL "4.yaml") and 2 more were not read');
    });

    test('is named beside the machines that there are', () => {
      const own = {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { Definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } } },
      };
      const { Resources } = nested('child.yaml');
      const path = gone('both.json', { Resources: { ...Resources, Orders: own } });

      expect(testMachine(path).name).toBe('Orders');
      expect(() => testMachine(path, 'Returns')).toThrow(
        'The template of the nested stack "Child1" (TemplateURL "child.yaml") was not read.\nHint: use a name from this list, or correct the path',
      );
    });

    test('is not named where it was read, or where no stack is nested', () => {
      write('nested/there.json', JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }));

      expect(() => testMachine(gone('read.json', nested('there.json')))).toThrow('found none in the template. Hint: give the stack');
      expect(() => testMachine(gone('none.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }))).toThrow(
        'found none in the template. Hint: give the stack that contains it.',
      );
    });
  });

  test('YAML given as text is a definition', async () => {
    expect(await testMachine('StartAt: Done\nStates:\n  Done: { Type: Succeed }\n').execute({ a: 1 })).toSucceedWith({ a: 1 });
  });

  test('a template that gives a key twice has the last one, as CloudFormation deploys it', async () => {
    const machine = (result: number) => `{ Definition: { StartAt: A, States: { A: { Type: Pass, Result: ${result}, End: true } } } }`;
    const text = `Resources:\n  Orders:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: ${machine(1)}\n    Properties: ${machine(2)}\n`;

    expect(await testMachine(write('repeated.yaml', text)).execute({})).toSucceedWith(2);
    expect(fileHints.leaveFile()).toEqual([
      expect.stringContaining('the key "Properties" is given twice, at line 4, column 5 and at line 5'),
    ]);
  });

  test('fails with line and column when a file cannot be read', () => {
    const path = write('twice.yaml', 'StartAt: A\nStartAt: B\n');

    expect(() => testMachine(path)).toThrow(
      `${path} is not YAML: the key "StartAt" is given twice, at line 1, column 1 and at line 2, column 1.`,
    );
  });
});

test('toBeValid tells a warning of several states once, and an error for each', () => {
  const call = (more: object) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'f' },
    ...more,
  });
  const machine = (more: object = {}) => ({ StartAt: 'A', States: { A: call({ Next: 'B', ...more }), B: call({ End: true, ...more }) } });

  expect(() => expect(machine()).toBeValid({ failOn: 'WARNING' })).toThrow(
    /it has 1 warning:\nWARNING LAMBDA_WITHOUT_RETRY at \/States\/A\n.*\n.*\n {2}The same holds for one other state: "B"$/,
  );
  expect(() => expect(machine({ TimeoutSeconds: 'soon' })).toBeValid()).toThrow(/it has 2 errors:/);
});
