import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { command, folderWith } from './command';

const orders = {
  Comment: 'Orders',
  StartAt: 'Pack',
  States: {
    Pack: { Type: 'Map', ItemProcessor: { StartAt: 'Wrap', States: { Wrap: { Type: 'Pass', End: true } } }, Next: 'Ship' },
    Ship: { Type: 'Succeed' },
  },
};
const machine = (definition: object): object => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition } });
const two = { Resources: { Orders: machine(orders), Bills: machine({ StartAt: 'Bill', States: { Bill: { Type: 'Succeed' } } }) } };

describe('drystep graph', () => {
  const folder = folderWith({
    'orders.asl.json': orders,
    'two.json': two,
    'broken.json': '{ "StartAt": ',
    'nasty.json': { StartAt: 'a\u001b[2J\nb', States: { 'a\u001b[2J\nb': { Type: 'Succeed' } } },
    'wrong.json': { StartAt: 'A', States: { B: { Type: 'Succeed' } } },
    'empty/readme.txt': '',
  });

  test('prints a flow chart', async () => {
    const { code, output } = await command(['graph', 'orders.asl.json'], folder);

    expect(code).toBe(0);
    expect(output).toMatch(/^flowchart TD\n/);
    expect(output).toMatch(/Ship/);
    expect(output).toMatch(/Wrap/);
  });

  test('folds, turns, and takes the format from the name of the file', async () => {
    const { output } = await command(['graph', 'orders.asl.json', '--fold', 'Pack', '--direction', 'lr'], folder);
    const { code, errors } = await command(
      ['graph', 'orders.asl.json', '--fold', '0', '--theme', 'dark', '--output', 'orders.svg'],
      folder,
    );

    expect(output).toMatch(/^flowchart LR\n/);
    expect(output).not.toMatch(/Wrap/);
    expect({ code, errors }).toEqual({ code: 0, errors: 'wrote orders.svg\n' });
    expect(readFileSync(join(folder, 'orders.svg'), 'utf8')).toMatch(/^<svg [\s\S]*1 state inside/);
  });

  test('json gives states and edges', async () => {
    const { output } = await command(['graph', 'orders.asl.json', '--json'], folder);

    expect((JSON.parse(output) as JsonObject).group).toMatchObject({
      startAt: 'Pack',
      nodes: [
        { name: 'Pack', groups: [{ label: 'Each item', nodes: [{ name: 'Wrap' }] }] },
        { name: 'Ship', kind: 'Succeed' },
      ],
      edges: [{ from: 'Pack', to: 'Ship' }],
    });
  });

  test('writes each of several machines into a folder, or the one that is named', async () => {
    const all = await command(['graph', 'two.json', '--format', 'html', '--output', 'pictures/now'], folder);
    const one = await command(['graph', 'two.json', 'Bills'], folder);

    expect(all.code).toBe(0);
    expect(readdirSync(join(folder, 'pictures/now'))).toEqual(['Bills.html', 'Orders.html']);
    expect(one.output).toMatch(/Bill/);
  });

  test('prints nothing that a terminal obeys', async () => {
    for (const format of ['mermaid', 'json', 'svg', 'html']) {
      const { code, output } = await command(['graph', 'nasty.json', '--format', format], folder);

      expect(code).toBe(0);
      expect(output).not.toContain('\u001b');
    }
  });

  test.each([
    ['no source', [], /drystep graph: .*(?:Hint|expected)/],
    ['a file that is not there', ['gone.json'], /gone\.json/],
    ['a folder without machines', ['empty'], /empty/],
    ['what is not JSON', ['broken.json'], /broken\.json.*(?:JSON|line)/],
    ['a definition with problems', ['wrong.json'], /"A"|StartAt/],
    ['two machines and no name', ['two.json'], /Orders[\s\S]*Bills|Bills[\s\S]*Orders/],
    ['a name that no machine has', ['two.json', 'Order'], /Orders/],
    [
      'a misspelt state to fold',
      ['orders.asl.json', '--fold', 'Pac'],
      /orders has no Map or Parallel state "Pac" to fold. Hint: did you mean "Pack"/,
    ],
    ['a state to fold that is another kind', ['orders.asl.json', '--fold', 'Ship'], /to fold. Hint: they are "Pack"/],
    ['a state to fold where nothing can be', ['two.json', 'Bills', '--fold', 'Bill'], /it has none at all: leave --fold out/],
    ['an option of another format', ['orders.asl.json', '--theme', 'dark'], /--theme is for svg, and the format is mermaid/],
    ['two formats', ['orders.asl.json', '--json', '--format', 'svg'], /--json and --format svg contradict each other/],
    ['an unknown format', ['orders.asl.json', '--format', 'sgv'], /did you mean svg/],
    [
      'a file for several machines',
      ['two.json', '--output', 'orders.asl.json'],
      /names the file orders\.asl\.json, and there are several machines/,
    ],
    ['a third name', ['two.json', 'Orders', 'Bills'], /"Bills" is one argument too many/],
  ])('fails when called with %s', async (_, given, said) => {
    const { code, output, errors } = await command(['graph', ...given], folder);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(said);
  });

  test.each([
    [
      'unlike.pdf',
      [],
      '--output unlike.pdf: a name that ends in .pdf does not say what to draw. Hint: end it in .mmd, .svg, .html or .json',
    ],
    [
      'unlike.svg',
      ['--format', 'mermaid'],
      '--output unlike.svg is for svg, and the format is mermaid. Hint: leave --format out, or name a file that ends in .mmd.',
    ],
    ['unlike.html', ['--json'], '--output unlike.html is for html, and the format is json.'],
  ])('does not write into %s what its name does not say', async (file, more, sentence) => {
    const { code, errors } = await command(['graph', 'orders.asl.json', '--output', file, ...more], folder);

    expect(errors).toContain(sentence);
    expect(code).toBe(2);
    expect(readdirSync(folder)).not.toContain(file);
  });

  test('writes into a file of any other name what --format says', async () => {
    const { code } = await command(['graph', 'orders.asl.json', '--output', 'orders.txt', '--format', 'mermaid'], folder);

    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'orders.txt'), 'utf8')).toMatch(/^flowchart TD/);
  });
});
