import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSourcePath, type SourceContents } from '../../../src/template';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-includes-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries({ '.git/HEAD': 'ref', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const options = { folders: [__dirname] };
const include = (Location: unknown) => ({ 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location } } });
const machine = (Definition: unknown) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition } });
const states = (contents: SourceContents): unknown =>
  contents.definition !== undefined ? undefined : contents.stateMachines.map(({ definition }) => definition?.States ?? null);
const problems = (contents: SourceContents): unknown =>
  contents.definition !== undefined ? undefined : contents.stateMachines.flatMap(({ problems: each }) => each);

write({
  'states.json': { Ship: { Type: 'Pass', Next: 'Done' } },
  'states.yaml': 'Ship:\n  Type: Pass\n  Next: Done\n',
  'resources.json': { Orders: machine({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }) },
  'sections.json': { Resources: { Orders: machine({ StartAt: 'B', States: { B: { Type: 'Succeed' } } }) } },
  '../drystep-outside.json': { Ship: { Type: 'Pass' } },
});
afterAll(() => rmSync(join(folder, '../drystep-outside.json'), { force: true }));

describe('AWS::Include of a file of the project', () => {
  const beside = (location: unknown) => ({
    Resources: { Orders: machine({ StartAt: 'Ship', States: { Done: { Type: 'Succeed' }, ...include(location) } }) },
  });
  const both = { Ship: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } };

  test.each([
    ['JSON', 'states.json'],
    ['YAML', './states.yaml'],
  ])('is put beside what stands there already: %s', (_, location) => {
    write({ 'template.json': beside(location) });

    expect(states(readSourcePath(join(folder, 'template.json'), options))).toEqual([both]);
  });

  test('brings resources, and sections of a template', () => {
    write({ 'template.json': { Resources: include('resources.json') } });
    expect(states(readSourcePath(join(folder, 'template.json'), options))).toEqual([{ A: { Type: 'Succeed' } }]);

    write({ 'template.json': { Transform: [{ Name: 'AWS::Include', Parameters: { Location: 'sections.json' } }], Resources: {} } });
    expect(states(readSourcePath(join(folder, 'template.json'), options))).toEqual([{ B: { Type: 'Succeed' } }]);
  });

  test('is not read from outside of the project', () => {
    write({ 'template.json': { Resources: { Orders: machine({ StartAt: 'Ship', States: include('../drystep-outside.json') }) } } });

    expect(states(readSourcePath(join(folder, 'template.json'), options))).toEqual(['Fn::Transform-AWS::Include']);
  });

  test('fails with its path when there is none', () => {
    write({ 'template.json': { Resources: { Orders: machine({ StartAt: 'Ship', States: include('sates.json') }) } } });

    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([
      expect.objectContaining({
        code: 'TEMPLATE_BROKEN_REFERENCE',
        pointer: '/Resources/Orders/Properties/Definition/States/Fn::Transform',
        expected: 'a file of the project, by a path relative to the template',
        received: 'sates.json',
      }),
    ]);
  });
});

describe('The template of a nested stack', () => {
  const stack = (TemplateURL: unknown) => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } });
  const plain = machine({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });

  test('is told with its path when it is not there', () => {
    write({ 'template.json': { Resources: { Child: stack('child.yaml'), Orders: plain } } });

    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([
      expect.objectContaining({
        code: 'TEMPLATE_OBJECT_NOT_LOCAL',
        pointer: '/Resources/Child/Properties/TemplateURL',
        expected: 'the template of the nested stack, by a path relative to this one',
        received: 'child.yaml',
      }),
    ]);
  });

  test.each([
    ['in S3', 'https://s3.amazonaws.com/bucket/child.yaml'],
    ['named by a parameter', { 'Fn::Sub': '${Folder}/child.yaml' }],
    ['that is there', 'states.json'],
  ])('says nothing of one %s', (_, url) => {
    write({ 'template.json': { Parameters: { Folder: { Type: 'String' } }, Resources: { Child: stack(url), Orders: plain } } });

    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([]);
  });
});

describe('A parameter without a value that stands where JSON has no text', () => {
  const template = (Definition: string, more: object = {}) => ({
    Parameters: { Arguments: { Type: 'String' } },
    Resources: {
      Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: { 'Fn::Sub': Definition }, ...more } },
    },
  });
  const text = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": ${Arguments}, "End": true } } }';

  test('is said to want one, and is no error of the template', () => {
    write({ 'template.json': template(text) });

    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([
      expect.objectContaining({ code: 'TEMPLATE_UNRESOLVED', received: 'Arguments' }),
    ]);
    expect(states(readSourcePath(join(folder, 'template.json'), { ...options, parameters: { Arguments: '[1, 2]' } }))).toEqual([
      { A: { Type: 'Pass', Result: [1, 2], End: true } },
    ]);
  });

  test('leaves other mistakes of the text what they are', () => {
    write({ 'template.json': template(text.replace('"End": true', '"End": tru')) });

    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([
      expect.objectContaining({ code: 'TEMPLATE_DEFINITION_NOT_JSON' }),
    ]);
  });
});

describe('A definition in a file', () => {
  const sam = { Resources: { Orders: { Type: 'AWS::Serverless::StateMachine', Properties: { DefinitionUri: 'orders.asl.json' } } } };
  const comma = '{ "StartAt": "A", # first\n "States": { "A": { "Type": "Succeed" }, }, }';

  test('is read as YAML when it is no JSON, as CloudFormation does', () => {
    write({ 'template.json': sam, 'orders.asl.json': comma });

    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([]);
    expect(states(readSourcePath(join(folder, 'template.json'), options))).toEqual([{ A: { Type: 'Succeed' } }]);
  });

  test('fails for what is neither, and for a text in the template', () => {
    write({ 'template.json': sam, 'orders.asl.json': '{ "StartAt": "A' });
    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([
      expect.objectContaining({ code: 'TEMPLATE_DEFINITION_NOT_JSON', expected: 'a definition in JSON' }),
    ]);

    const inside = { Resources: { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: comma } } } };
    write({ 'template.json': inside });
    expect(problems(readSourcePath(join(folder, 'template.json'), options))).toEqual([
      expect.objectContaining({ code: 'TEMPLATE_DEFINITION_NOT_JSON' }),
    ]);
  });
});
