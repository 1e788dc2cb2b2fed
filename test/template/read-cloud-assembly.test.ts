import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../../src/asl';
import { isTemplateError, readCloudAssembly } from '../../src/template';
import { temporaryFolder } from './synthesized';

const definition = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
const machine = (properties: JsonValue): JsonValue => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: properties });
const stack = (properties: JsonValue, more: { readonly [key: string]: JsonValue } = {}): JsonValue => ({
  type: 'aws:cloudformation:stack',
  properties,
  ...more,
});

/** A template that holds a nested stack for each of these templates. */
function nesting(...files: readonly string[]): JsonValue {
  return {
    Resources: Object.fromEntries(
      files.map((file, index) => [`N${index}`, { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': file } }]),
    ),
  };
}

/** A folder with these files; values that are not text are written as JSON. */
function folderWith(files: Readonly<Record<string, JsonValue>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

describe('A cloud assembly', () => {
  test('written on Windows is read with its separators', () => {
    const folder = folderWith({
      'manifest.json': { artifacts: { Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } } },
      'assembly-Prod/manifest.json': {
        artifacts: {
          Orders: stack({ templateFile: 'templates\\Orders.template.json' }, { displayName: 'Prod/Orders' }),
          Assets: { type: 'cdk:asset-manifest', properties: { file: 'deep\\..\\Orders.assets.json' } },
        },
      },
      'assembly-Prod/deep/keep': '',
      'assembly-Prod/Orders.assets.json': {
        files: { abc: { source: { path: '..\\asset.abc.json' }, destinations: { here: { objectKey: 'abc.json' } } } },
      },
      'assembly-Prod/templates/Orders.template.json': {
        Resources: { Flow1A2B3C4D: machine({ DefinitionS3Location: { Bucket: 'assets', Key: 'abc.json' } }) },
      },
      'asset.abc.json': definition,
    });

    const { stateMachines } = readCloudAssembly(folder);

    expect(stateMachines).toEqual([expect.objectContaining({ definition, name: 'Prod-Orders-Flow', problems: [] })]);
  });

  test('without tree and metadata names its machines by stack and logical id', () => {
    const folder = folderWith({
      'manifest.json': {
        artifacts: { Orders: stack({ templateFile: 'o.json', stackName: 'live-orders' }, { displayName: 'Orders (live-orders)' }) },
      },
      'o.json': {
        Resources: { Flow1A2B3C4D: machine({ Definition: definition, Tags: [{ Key: 'stack', Value: { Ref: 'AWS::StackName' } }] }) },
      },
    });

    expect(readCloudAssembly(folder).stateMachines).toEqual([
      expect.objectContaining({ name: 'Orders-Flow', tags: { stack: 'live-orders' } }),
    ]);
  });

  test('of an older CDK keeps metadata and stack traces in the manifest', () => {
    const trace = [
      'new Function (/app/node_modules/aws-cdk-lib/x.js:1:1)',
      'at new Orders (C:\\app\\lib\\orders.ts:12:5)',
      'at Object.<anonymous> (/app/bin.ts:1:1)',
    ];
    const folder = folderWith({
      'manifest.json': {
        artifacts: {
          Orders: stack(
            { templateFile: 'o.json' },
            { metadata: { '/Orders/Flow/Resource': [{ type: 'aws:cdk:logicalId', data: 'Flow1A2B3C4D', trace }] } },
          ),
        },
      },
      'o.json': { Resources: { Flow1A2B3C4D: machine({ Definition: definition }) } },
    });

    expect(readCloudAssembly(folder).stateMachines).toEqual([
      expect.objectContaining({ constructPath: 'Orders/Flow', source: { file: 'C:\\app\\lib\\orders.ts', line: 12, column: 5 } }),
    ]);
  });

  test('whose tree goes on in another file is followed there', () => {
    const folder = folderWith({
      'manifest.json': {
        artifacts: { Orders: stack({ templateFile: 'o.json' }), Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } } },
      },
      'tree.json': { tree: { id: 'App', path: '', children: { Orders: { fileName: 'trees-1.json', treeId: 't0' } } } },
      'trees-1.json': {
        forest: {
          t0: {
            id: 'Orders',
            path: 'Orders',
            children: { F: { id: 'F', path: 'Orders/F', attributes: { 'aws:cdk:cloudformation:logicalId': 'F1A2B3C4D' } } },
          },
        },
      },
      'o.json': { Resources: { F1A2B3C4D: machine({ Definition: definition }) } },
    });

    expect(readCloudAssembly(folder).stateMachines).toEqual([expect.objectContaining({ constructPath: 'Orders/F' })]);
  });

  test('in which stacks import from each other in a circle ends all the same', () => {
    const side = (own: string, other: string): JsonValue => ({
      Resources: { [own]: machine({ Definition: definition, RoleArn: { 'Fn::ImportValue': other } }) },
      Outputs: { Out: { Value: { 'Fn::ImportValue': other }, Export: { Name: own } } },
    });
    const folder = folderWith({
      'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }), B: stack({ templateFile: 'b.json' }) } },
      'a.json': side('a', 'b'),
      'b.json': side('b', 'a'),
    });

    expect(readCloudAssembly(folder).stateMachines.map(({ roleArn }) => roleArn)).toEqual([expect.any(String), expect.any(String)]);
  });

  test('hands doubled texts on through many stacks in time, and leaves out what no template may hold', () => {
    const names = Array.from({ length: 60 }, (_, index) => `S${index}`);
    const folder = folderWith({
      'manifest.json': { artifacts: Object.fromEntries(names.map((name) => [name, stack({ templateFile: `${name}.json` })])) },
      ...Object.fromEntries(
        names.map((name, index) => {
          const value = index === 0 ? 'twice ' : { 'Fn::ImportValue': `S${index - 1}` };
          return [
            `${name}.json`,
            {
              Resources: { [`${name}Flow`]: machine({ Definition: definition, RoleArn: { 'Fn::ImportValue': name } }) },
              Outputs: { Out: { Value: { 'Fn::Join': ['', [value, value]] }, Export: { Name: name } } },
            },
          ];
        }),
      ),
    });

    const lengths = readCloudAssembly(folder).stateMachines.map(({ roleArn }) => roleArn?.length ?? 0);

    expect(lengths.slice(0, 3)).toEqual([12, 24, 48]);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4 * 1024 * 1024);
  });

  test('with a weak reference reads the output of the other stack', () => {
    const folder = folderWith({
      'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }), B: stack({ templateFile: 'b.json', stackName: 'the-b' }) } },
      'a.json': {
        Resources: {
          M: machine({ Definition: definition, RoleArn: { 'Fn::GetStackOutput': { StackName: 'the-b', OutputName: 'Role' } } }),
        },
      },
      'b.json': { Outputs: { Role: { Value: { 'Fn::GetAtt': ['R', 'Arn'] } } }, Resources: { R: { Type: 'AWS::IAM::Role' } } },
    });

    expect(readCloudAssembly(folder).stateMachines[0]?.roleArn).toBe('arn:aws:iam::111111111111:role/B-R');
  });
});

describe('A folder that is not a cloud assembly gives an error that says so', () => {
  test.each<[string, Readonly<Record<string, JsonValue>>, string, RegExp]>([
    [
      'there is no manifest',
      {},
      'ASSEMBLY_NOT_FOUND',
      /^Cloud assembly .*: expected a manifest\.json, found none\. Hint: run `cdk synth` and give the folder it wrote, usually cdk\.out\.$/,
    ],
    [
      'the manifest is not JSON',
      { 'manifest.json': '{"artifacts":' },
      'ASSEMBLY_CORRUPT',
      /^File .*manifest\.json: expected a JSON object, received .*JSON.*\. Hint: /,
    ],
    ['the manifest is a list', { 'manifest.json': [] }, 'ASSEMBLY_CORRUPT', /expected a JSON object, received a list/],
    [
      'artifacts are a list',
      { 'manifest.json': { artifacts: [] } },
      'ASSEMBLY_CORRUPT',
      /at \/artifacts: expected an object, received \[\]/,
    ],
    [
      'a template is missing',
      { 'manifest.json': { artifacts: { A: stack({ templateFile: 'gone.json' }) } } },
      'ASSEMBLY_CORRUPT',
      /^Stack A of .*: expected its template at .*gone\.json, found no such file\./,
    ],
    [
      'a nested assembly is missing',
      { 'manifest.json': { artifacts: { S: { type: 'cdk:cloud-assembly', properties: { directoryName: 'gone' } } } } },
      'ASSEMBLY_NOT_FOUND',
      /gone: expected a manifest\.json/,
    ],
    [
      'the tree is corrupt',
      { 'manifest.json': { artifacts: {} }, 'tree.json': 'x' },
      'ASSEMBLY_CORRUPT',
      /tree\.json: expected a JSON object/,
    ],
    [
      'a template nests itself',
      { 'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }) } }, 'a.json': nesting('a.json', 'a.json') },
      'NESTED_STACKS',
      /^Nested stack "N0" of A.*: its template .*a\.json holds itself\. Hint: /,
    ],
    [
      'templates nest each other',
      {
        'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }) } },
        'a.json': nesting('b.json'),
        'b.json': nesting('c.json', 'c.json'),
        'c.json': nesting('b.json', 'b.json'),
      },
      'NESTED_STACKS',
      /^Nested stack "N0" of .*: its template .*b\.json holds itself\. Hint: /,
    ],
    [
      'nested stacks multiply',
      {
        'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }) } },
        'a.json': nesting(...Array.from({ length: 40 }, () => 'b.json')),
        'b.json': nesting(...Array.from({ length: 40 }, () => 'c.json')),
        'c.json': nesting(...Array.from({ length: 40 }, () => 'd.json')),
        'd.json': { Resources: {} },
      },
      'NESTED_STACKS',
      /^Nested stack "N\d+" of .*: expected at most 2500 nested stacks in one hierarchy\. Hint: /,
    ],
    [
      'nested stacks go too deep',
      {
        'manifest.json': { artifacts: { A: stack({ templateFile: '0.json' }) } },
        ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.json`, nesting(`${index + 1}.json`)])),
        '40.json': { Resources: {} },
      },
      'NESTED_STACKS',
      /: expected at most 20 levels of nested stacks\. Hint: /,
    ],
    ...(
      [
        ['a template', { artifacts: { A: stack({ templateFile: '../out/a.json' }) } }],
        ['a nested assembly', { artifacts: { A: { type: 'cdk:cloud-assembly', properties: { directoryName: 'x/../..' } } } }],
        ['an asset manifest', { artifacts: { A: { type: 'cdk:asset-manifest', properties: { file: '..\\a.json' } } } }],
        ['the tree', { artifacts: { A: { type: 'cdk:tree', properties: { file: '../../etc/passwd' } } } }],
        ['metadata', { artifacts: { A: stack({ templateFile: 'a.json' }, { additionalMetadataFile: '../a.json' }) } }],
      ] as const
    ).map(([what, manifest]): [string, Readonly<Record<string, JsonValue>>, string, RegExp] => [
      `the path of ${what} leads out of the assembly`,
      { 'manifest.json': manifest as JsonValue },
      'OUTSIDE_ASSEMBLY',
      /^Cloud assembly .*: expected paths inside of the folder, received ".*\.\..*" in .*\. Hint: /,
    ]),
    [
      'an asset leads out of the assembly',
      {
        'manifest.json': {
          artifacts: { A: stack({ templateFile: 'a.json' }), B: { type: 'cdk:asset-manifest', properties: { file: 'a.assets.json' } } },
        },
        'a.assets.json': { files: { abc: { source: { path: '../secret.json' }, destinations: { here: { objectKey: 'abc.json' } } } } },
        'a.json': { Resources: { Flow: machine({ DefinitionS3Location: { Bucket: 'b', Key: 'abc.json' } }) } },
      },
      'OUTSIDE_ASSEMBLY',
      /received "\.\.\/secret\.json"/,
    ],
    [
      'the asset of a nested stack leads out of the assembly',
      {
        'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }) } },
        'a.json': nesting('../b.json'),
      },
      'OUTSIDE_ASSEMBLY',
      /received "\.\.\/b\.json"/,
    ],
  ])('fails when %s', (_, files, code, message) => {
    let thrown: unknown;
    try {
      readCloudAssembly(folderWith(files));
    } catch (error) {
      thrown = error;
    }

    expect(isTemplateError(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('fails when the folder does not exist', () => {
    expect(() => readCloudAssembly(join(temporaryFolder(), 'nowhere'))).toThrow(/nowhere: expected a manifest\.json/);
  });
});

describe('symbolic links', () => {
  const files = { 'manifest.json': { artifacts: { A: stack({ templateFile: 'a.json' }) } } };
  const template: JsonValue = { Resources: { Flow: machine({ DefinitionString: JSON.stringify(definition) }) } };

  test('fails when a template is a link that leaves the assembly', () => {
    const folder = folderWith(files);
    symlinkSync(join(folderWith({ 'secret.json': template }), 'secret.json'), join(folder, 'a.json'));

    expect(() => readCloudAssembly(folder)).toThrow(/received "a\.json" in .*, a symbolic link that leaves it\. Hint: /);
  });

  test('reads an assembly that is a link itself, and links within it', () => {
    const folder = folderWith({ ...files, 'b.json': template });
    symlinkSync('b.json', join(folder, 'a.json'));
    const link = join(temporaryFolder(), 'out');
    symlinkSync(folder, link);

    expect(readCloudAssembly(link).stacks).toHaveLength(1);
  });
});
