import { win32 } from 'node:path';
import { shown } from '../../src/cli/validation/machines';
import { nameOfFile } from '../../src/template';
import { command, folderWith } from './command';

const definition = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { 'Message.$': '$.id' }, End: true } },
};
/** As an editor on Windows saves it. */
const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
const json = (value: unknown): string => windows(JSON.stringify(value, undefined, 2));

describe('Paths of Windows', () => {
  it.each([
    ['C:\\shop\\machines\\orders.asl.json', 'orders'],
    ['machines\\orders.asl.yaml', 'orders'],
    ['machines/orders.json', 'orders'],
    [win32.join('..', 'shop', 'orders.v2.asl.json'), 'orders.v2'],
    ['.json', 'StateMachine'],
  ])('name the machine of %s', (path, name) => {
    expect(nameOfFile(path)).toBe(name);
  });

  it.each([
    ['C:\\shop\\machines\\orders.asl.json', 'machines/orders.asl.json'],
    ['C:\\other\\orders.asl.json', 'C:/other/orders.asl.json'],
    ['D:\\orders.asl.json', 'D:/orders.asl.json'],
  ])('are shown with forward slashes, relative where that is shorter: %s', (path, text) => {
    expect(shown(path, 'C:\\shop', win32.relative)).toBe(text);
  });
});

describe('Files with the line ends and the byte order mark of Windows', () => {
  it('are read as any other: the definition, the mocks and the input', async () => {
    const cwd = folderWith({
      'orders.asl.json': json(definition),
      'mocks.json': json({ Charge: { MessageId: 'm-1' } }),
      'input.json': json({ id: 'o-1' }),
    });

    const { code, output } = await command(['run', 'orders.asl.json', '--json', '--mocks', 'mocks.json', '--input', '@input.json'], cwd);

    expect([code, JSON.parse(output).output]).toEqual([0, { MessageId: 'm-1' }]);
  });

  it('are read in YAML and from standard input', async () => {
    const yaml = windows('StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: |\n      one\n      two\n    End: true\n');
    const cwd = folderWith({ 'a.asl.yaml': yaml });

    const fromFile = await command(['run', 'a.asl.yaml', '--json'], cwd);
    const piped = await command(['run', '-', '--json'], cwd, yaml);

    // A line break of YAML is a line feed, whatever the file has.
    for (const { output } of [fromFile, piped]) expect(JSON.parse(output).output).toBe('one\ntwo\n');
  });

  it('have places counted by their lines', async () => {
    const cwd = folderWith({ 'broken.asl.json': windows('{\n  "StartAt": "A",\n  "States" {}\n}\n') });

    expect((await command(['run', 'broken.asl.json'], cwd)).errors).toMatch(/line 3/);
  });
});
