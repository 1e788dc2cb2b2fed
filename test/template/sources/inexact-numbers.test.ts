import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testMachine } from '../../../src/testing';
import { command } from '../../cli/command';

/** AWS passes such an integer on as it is (decision 27), and a JavaScript number would be 1234567890123456800. */
const ID = '1234567890123456789';
const definition = (id: string) => `StartAt: A\nStates:\n  A: { Type: Pass, Result: { ids: [1, ${id}] }, End: true }\n`;
const indented = (text: string, by: string) => text.replaceAll(/^(?=.)/gm, by);
const template = (properties: string, rest = '') =>
  `${rest}Resources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n${indented(properties, '      ')}`;
const inJson = (id: string) =>
  `{"Resources":{"Orders":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"Definition":{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"ids":[1,${id}]},"End":true}}}}}}}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inexact-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const places: Readonly<Record<string, (id: string) => string>> = {
  'a definition in YAML': (id) => write('orders.asl.yaml', definition(id)),
  'a definition in YAML, by a key that is merged': (id) =>
    write(
      'merged.asl.yaml',
      `StartAt: A\nStates:\n  A: { Type: Pass, Result: { one: &all { ids: ${id} }, other: { <<: *all } }, End: true }\n`,
    ),
  'a definition in YAML with a placeholder': (id) =>
    write('open.asl.yaml', `${definition(id).replace('Pass,', 'Pass, Comment: "${Why}",')}`),
  'the Definition of a template in YAML': (id) => write('template.yaml', template(`Definition:\n${indented(definition(id), '  ')}`)),
  'the Definition of a template in JSON': (id) => write('template.json', inJson(id)),
  'a file in YAML that a template names': (id) => {
    write('named.asl.yaml', definition(id));
    return write('naming.yaml', template('DefinitionUri: named.asl.yaml'));
  },
};

test.each(Object.entries(places))('%s that holds an integer of 19 digits is refused, and none that is exact', async (_title, at) => {
  expect(() => testMachine(at(ID))).toThrow(`expected integers that a JavaScript number holds exactly, received "${ID}"`);
  expect((await command(['validate', at(ID), '--no-config'], folder)).output).toContain('(INEXACT_NUMBER)');

  expect(() => testMachine(at('9007199254740992'))).not.toThrow();
  expect(() => testMachine(at(`"${ID}"`))).not.toThrow();
});

test('an integer of 19 digits that a template puts into the text is refused', () => {
  const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"ids":${Id}},"End":true}}}';
  const filled = template(`DefinitionString: '${text}'\nDefinitionSubstitutions: { Id: ${ID} }`).replace('Serverless', 'StepFunctions');

  expect(() => testMachine(write('filled.yaml', filled))).toThrow(`holds exactly, received "${ID}"`);
});

test('an integer of 19 digits elsewhere in a template is nobody’s concern, and a text keeps its digits', async () => {
  const rest = `Metadata: { build: ${ID} }\nParameters: { Id: { Type: String, Default: ${ID} } }\n`;
  const file = write(
    'elsewhere.yaml',
    template(
      `Definition: { StartAt: A, States: { A: { Type: Pass, Result: { id: "\${Id}", other: !Ref Id }, End: true } } }\nDefinitionSubstitutions: { Id: ${ID} }`,
      rest,
    ),
  );

  expect((await testMachine(file).execute({})).output).toEqual({ id: ID, other: ID });
});

test('the place of such an integer is told as it is written in the file', async () => {
  const file = write('placed.asl.yaml', definition(ID));

  const { output } = await command(['validate', file, '--no-config', '--format', 'json'], folder);

  expect(output).toContain('"pointer": "/States/A/Result/ids/1"');
  expect(output).toContain('"line": 3');
});

test.each([
  ['0x112210f47de98115', ID],
  ['0104420417_217572300_425', ID],
  ['-0b1000100100010000100001111010001111101111010011000000100010101', `-${ID}`],
])('an integer of 19 digits that is written as %s is refused as well', (written, digits) => {
  const text = BigInt(ID).toString(written.includes('x') ? 16 : written.includes('b') ? 2 : 8);
  expect(written.replaceAll(/^-?0[bx]?_?|_/g, '')).toBe(text);
  expect(() => testMachine(write('based.asl.yaml', definition(written)))).toThrow(`holds exactly, received "${digits}"`);
});

// PyYAML, as YAML 1.1, reads them as numbers, and JSON has no such number.
test.each(['.nan', '.NaN', '.inf', '-.INF', '1.0e+400'])('the number %s, which JSON does not have, is refused', (written) => {
  expect(() => testMachine(write('special.asl.yaml', definition(written)))).toThrow(`expected a number that JSON has, received ${written}`);
  expect(() => testMachine(write('special.asl.yaml', definition(`"${written}"`)))).not.toThrow();
});
