import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith } from './command';

const orders = { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } } };
const folder = folderWith({
  'orders.asl.json': orders,
  'other.asl.json': orders,
  'more/bills.asl.json': orders,
  'mocks.json': { Charge: {} },
  'in.json': {},
  'twice.json': '{\n  "Charge": { "MessageId": "a" },\n  "Charge": { "MessageId": "b" }\n}',
  'twice-inside.json': '{ "a": [{ "b": 1, "b": 2 }] }',
});
symlinkSync(join(folder, 'orders.asl.json'), join(folder, 'link.json'));

describe('a file that a command reads is not written over', () => {
  test.each([
    ['validate orders.asl.json --output orders.asl.json', 'orders.asl.json'],
    ['validate . --output more/bills.asl.json', 'more/bills.asl.json'],
    ['validate orders.asl.json --output link.json', 'link.json'],
    ['graph orders.asl.json --format mermaid --output ./orders.asl.json', './orders.asl.json', '--format'],
    ['graph orders.asl.json --output orders.asl.json', 'orders.asl.json'],
    ['diff orders.asl.json other.asl.json --output other.asl.json', 'other.asl.json'],
    ['run orders.asl.json --mocks mocks.json --history mocks.json', 'mocks.json'],
    ['run orders.asl.json --mocks mocks.json --html orders.asl.json', 'orders.asl.json'],
    ['run orders.asl.json --mocks mocks.json --input @in.json --svg in.json', 'in.json'],
  ])('%s', async (line, file, hint = 'which the command reads. Hint: name another file: what is in it would be lost.') => {
    const before = readFileSync(join(folder, file), 'utf8');

    const { code, errors } = await command(line.split(' '), folder);

    expect(errors).toContain(hint);
    expect(code).toBe(2);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
  });
});

describe('a key that stands twice in a file of JSON is refused', () => {
  test.each([
    [
      'run orders.asl.json --mocks twice.json',
      '--mocks: twice.json has the key "Charge" twice in one object, at line 3, column 3. Hint: rename or remove one: only the last would count.',
    ],
    ['serve orders.asl.json --tasks twice.json', '--tasks: twice.json has the key "Charge" twice'],
    ['run orders.asl.json --mocks mocks.json --input @twice-inside.json', 'has the key "b" twice in one object, at line 1, column 19'],
    ['run orders.asl.json --mocks mocks.json --input {"a":1,"a":1}', '--input has the key "a" twice in one object, at line 1, column 8'],
    ['test-state orders.asl.json Charge --input {"a":1,"a":2}', '--input has the key "a" twice'],
  ])('%s', async (line, sentence) => {
    const { code, errors } = await command(line.split(' '), folder);

    expect(errors).toContain(sentence);
    expect(code).toBe(2);
  });
});
