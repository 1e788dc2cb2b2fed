import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ObjectStore, testApp, testMachine } from 'drystep/testing';

const lambda = 'arn:aws:states:::lambda:invoke';

/** Reads an array from `shop/in.json` and writes what its tasks make of it to `results`. */
const imports = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'shop', Key: 'in.json' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Save',
        States: { Save: { Type: 'Task', Resource: lambda, OutputPath: '$.Payload', End: true } },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'run' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      End: true,
    },
  },
};

/** The records of the first file of results. */
function records(written: Readonly<Record<string, Readonly<Record<string, string>>>>): unknown {
  const [, text] = Object.entries(written.results ?? {}).find(([key]) => key.endsWith('SUCCEEDED_0.json')) ?? [];
  return text === undefined ? undefined : JSON.parse(text);
}

function machineWith(objects: ObjectStore) {
  const machine = testMachine(imports, { objects });
  machine.mock('Save').returnsPayload(({ input }) => ({ saved: input }));
  return machine;
}

describe('Objects of a machine', () => {
  test('are there for every execution, and what one writes no other reads', async () => {
    const objects = { shop: { 'in.json': '[1,2]' }, results: {} };
    const machine = machineWith(objects);

    const first = await machine.execute();
    const second = await machine.execute();

    expect([records(first.written), records(second.written)]).toEqual([
      [{ saved: 1 }, { saved: 2 }],
      [{ saved: 1 }, { saved: 2 }],
    ]);
    expect(objects.results).toEqual({});
  });

  test('lie under those of one execution, object by object', async () => {
    const machine = machineWith({ shop: { 'in.json': '[1]', other: '' }, results: {} });

    const own = await machine.execute({}, { objects: { shop: { 'in.json': '[7]' } } });
    const baseline = await machine.execute();

    expect([records(own.written), records(baseline.written)]).toEqual([[{ saved: 7 }], [{ saved: 1 }]]);
  });

  test('can be read of a started execution as well', async () => {
    const execution = machineWith({ shop: { 'in.json': '[1]' }, results: {} }).start();

    expect(records(execution.written)).toEqual([{ saved: 1 }]);
    expect((await execution.result()).written).toEqual(execution.written);
  });

  test('stay with the machine that has other mocks', async () => {
    const machine = machineWith({ shop: { 'in.json': '[1]' }, results: {} }).with({ Save: { Payload: 'other' } });

    expect(records((await machine.execute()).written)).toEqual(['other']);
  });

  test('may be a folder, into which results are written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shop-'));
    writeFileSync(join(folder, 'in.json'), '[3]');

    const execution = await machineWith({ shop: folder, results: folder }).execute();

    const [key] = Object.keys(execution.written.results ?? {});
    expect(records(execution.written)).toEqual([{ saved: 3 }]);
    expect(JSON.parse(readFileSync(join(folder, key as string), 'utf8'))).toEqual([{ saved: 3 }]);
  });
});

describe('Objects of one execution', () => {
  test('take what it writes', async () => {
    const objects: { shop: Record<string, string>; results: Record<string, string> } = { shop: { 'in.json': '[1]' }, results: {} };
    const machine = testMachine(imports);

    const execution = await machine.execute({}, { objects, mocks: { Save: { Payload: 'saved' } } });

    expect(Object.keys(objects.results)).toHaveLength(2);
    expect(execution.written).toEqual({ results: objects.results });
  });

  test('are asked for when a Map reads from S3 and there are none', async () => {
    await expect(testMachine(imports).execute()).rejects.toThrow(
      'State "Each" at /States/Each/ItemReader reads from S3, and the run was given no objects. Hint: pass objects: { bucket: { key: text } }.',
    );
  });
});

test('Objects of an application are there for all its machines, also for those that another one starts', async () => {
  const role = { 'Fn::GetAtt': ['Role', 'Arn'] };
  const starts = {
    StartAt: 'Import',
    States: {
      Import: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: '${Importer}' },
        OutputPath: '$.Status',
        End: true,
      },
    },
  };
  const application = testApp(
    {
      Resources: {
        Importer: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: JSON.stringify(imports), RoleArn: role } },
        Starter: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            DefinitionString: JSON.stringify(starts),
            DefinitionSubstitutions: { Importer: { Ref: 'Importer' } },
            RoleArn: role,
          },
        },
      },
    },
    { objects: { shop: { 'in.json': '[5]' }, results: {} } },
  );
  application.machine('Importer').mock('Save').returnsPayload('saved');

  const execution = await application.machine('Starter').execute();

  expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 'SUCCEEDED' });
  expect(records(execution.written)).toEqual(['saved']);
});
