import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith } from './command';

const definition = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:charge', End: true } },
};
const text = JSON.stringify(definition);
const folder = folderWith({
  'o.json': definition,
  'empty.json': ' \n',
  'twice.json': '{ "Charge": {},\n  "Charge": { "a": 1 } }',
  'answer.json': { Charge: { $answer: [{ returns: 1 }] } },
  'mocks.yaml': 'Charge: 1\n',
  'nothing.cjs': 'const mocks = { Charge: 1 };\n',
  'input.json': { total: 1 },
  'text.json': 'abc',
});
mkdirSync(join(folder, 'mocks'));
mkdirSync(join(folder, 'histories'));
// Holes take no room on the disk.
for (const name of ['endless.json', 'endless.cjs', 'histories/endless.json']) {
  writeFileSync(join(folder, name), '');
  truncateSync(join(folder, name), 600 * 1024 * 1024);
}
mkdirSync(join(folder, 'own'));
symlinkSync('template.yaml', join(folder, 'own', 'template.yaml'));
writeFileSync(join(folder, 'utf16.json'), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
writeFileSync(join(folder, 'latin1.json'), Buffer.from(text.replaceAll('Charge', 'Gebühr'), 'latin1'));
writeFileSync(join(folder, 'binary.json'), Buffer.from([0, 1, 2, 3, 250, 7]));
writeFileSync(join(folder, 'sign.json'), text.replaceAll('Charge', 'Charge \uFFFD'));

const refused = async (...given: string[]): Promise<string> => {
  const { code, output, errors } = await command(given, folder);
  expect({ code, output }).toEqual({ code: 2, output: '' });
  return errors;
};

describe('a file that is not what it should be', () => {
  test.each([
    ['text in UTF-16', 'utf16.json', 'utf16.json cannot be read: it is text in UTF-16. Hint: save it as UTF-8.'],
    ['text in another encoding', 'latin1.json', 'latin1.json cannot be read: it is not text in UTF-8. Hint: save it as UTF-8.'],
    ['not text', 'binary.json', 'binary.json cannot be read: it is not text. Hint: name a definition or a template, in JSON or YAML.'],
    ['empty', 'empty.json', 'empty.json is empty. Hint: name a definition or a template.'],
  ])('fails when a source is %s', async (_title, file, says) => {
    expect(await refused('run', file)).toContain(says);
  });

  test('a source may hold the sign that stands for what is not UTF-8', async () => {
    expect((await command(['graph', 'sign.json'], folder)).code).toBe(0);
  });

  test.each([
    ['names a task twice', 'twice.json', '--mocks: twice.json has the key "Charge" twice in one object, at line 2, column 3.'],
    ['misspells $answers', 'answer.json', '"Charge": "$answer" would be a field of the result. Hint: did you mean "$answers"?'],
    ['is YAML, which reads as JavaScript', 'mocks.yaml', '--mocks mocks.yaml: expected JSON or a module, by the ending of the file.'],
    ['exports nothing', 'nothing.cjs', '--mocks nothing.cjs exports nothing. Hint: write export default { … }.'],
    ['is a folder', 'mocks', '--mocks: mocks is a folder.'],
  ])('fails when a file of mocks %s', async (_title, file, says) => {
    expect(await refused('run', 'o.json', '--mocks', file)).toContain(says);
  });

  test('fails when an input is the name of a file, with what reads it', async () => {
    expect(await refused('run', 'o.json', '--input', 'input.json')).toContain('Hint: write @input.json for what the file holds.');
  });

  test('speaks of no command line where a file is not JSON', async () => {
    expect(await refused('replay', 'text.json', '--against', 'o.json')).toContain('Hint: put names and texts into double quotes.\n');
  });

  test.each([
    ['run'],
    ['validate'],
    ['graph'],
    ['serve'],
    ['diff', 'o.json'],
    ['init'],
    ['estimate'],
    ['explore'],
    ['coverage'],
    ['run', 'o.json', '--mocks'],
    ['explore', 'o.json', '--mocks'],
    ['serve', 'o.json', '--tasks'],
    ['serve', 'o.json', '--mock-config'],
    ['validate', 'o.json', '--input'],
    ['validate', 'o.json', '--config'],
    ['validate', 'o.json', '--baseline'],
    ['validate', 'o.json', '--output'],
    ['graph', 'o.json', '--output'],
    ['init', 'o.json', '--output'],
    ['diff', 'o.json', 'o.json', '--output'],
    ['diff', 'o.json', 'o.json', '--histories'],
    ['replay', '--against', 'o.json'],
    ['record', 'o.json', '--history'],
  ])('fails with one sentence when a path leads through a file: %s %s %s', async (...given) => {
    const { code, output, errors } = await command([...given, 'o.json/Orders.svg'], folder);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/^drystep [a-z]+: .*o\.json\/Orders\.svg[^\n]*\n$/);
  });

  // A link to itself: the system refuses it, whoever asks. It refuses a folder without permission in the same way.
  test.each(['validate', 'run', 'serve'])('fails with one sentence when the system refuses a file of a folder: %s', async (name) => {
    expect(await refused(name, 'own')).toMatch(new RegExp(`^drystep ${name}: [^\n]*own.template\\.yaml cannot be read: ELOOP[^\n]*\n$`));
  });

  const ENDLESS = /^drystep [a-z-]+: [^\n]*endless.json is larger than 256 MiB, or never ends. Hint: name the file that you mean.\n$/;

  test.each([
    ['run', 'o.json', '--mocks', 'endless.json'],
    ['run', 'o.json', '--input', '@endless.json'],
    ['explore', 'o.json', '--mocks', 'endless.json'],
    ['serve', 'o.json', '--tasks', 'endless.json'],
    ['serve', 'o.json', '--mock-config', 'endless.json'],
    ['validate', 'o.json', '--config', 'endless.json'],
    ['validate', 'o.json', '--input', 'endless.json'],
    ['validate', 'o.json', '--baseline', 'endless.json'],
    ['test-state', 'o.json', 'Charge', '--input', '@endless.json'],
    ['replay', 'endless.json', '--against', 'o.json'],
    ['record', 'o.json', '--history', 'endless.json'],
    ['diff', 'o.json', 'o.json', '--histories', 'histories'],
  ])('fails before it reads a file that is too large: %s %s %s %s', async (...given) => {
    expect(await refused(...given)).toMatch(ENDLESS);
  });

  test.each([
    ['coverage', 'endless.json'],
    ['run', 'o.json', '--mocks', 'endless.cjs'],
    ['serve', 'o.json', '--tasks', 'endless.cjs'],
  ])('fails with one sentence for a file that is too large for what it should be: %s %s %s %s', async (...given) => {
    expect(await refused(...given)).toMatch(/^drystep [a-z]+: [^\n]*endless.[^\n]*\n$/);
  });

  const onUnix = process.platform === 'win32' ? test.skip : test;

  onUnix('fails when a file of mocks is a device that never ends', async () => {
    symlinkSync('/dev/zero', join(folder, 'zero.json'));

    expect(await refused('run', 'o.json', '--mocks', 'zero.json')).toContain('zero.json is larger than 256 MiB, or never ends.');
  });

  test.each(['--config', '--input', '--baseline'])(
    'fails with what the system says, and not as if it were no JSON, when a file is a folder: %s',
    async (option) => {
      expect(await refused('validate', 'o.json', option, 'mocks')).toMatch(
        /^drystep validate: [^\n]*mocks cannot be read: EISDIR[^\n]*\n$/,
      );
    },
  );
});
