import 'drystep/jest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures, withFlowChart } from '../../scripts/pictures/pictures';
import { parsedSvg } from '../render/svg/well-formed';

const docs = join(__dirname, '../../docs');
const read = (name: string): string => readFileSync(join(docs, name), 'utf8');
const drawn = pictures();

describe('The pictures of the documentation: run "npm run docs:pictures" when one is not', () => {
  test('what the examples draw', async () => {
    for (const [name, text] of await drawn) expect(read(`pictures/${name}`)).toBe(text);
    expect(readdirSync(join(docs, 'pictures')).sort()).toEqual([...(await drawn).keys()].sort());
  });

  test('the flow chart that the example draws', () => {
    const page = read('pictures.md');

    expect(page).toContain('```mermaid\nflowchart TD\n');
    expect(withFlowChart(page)).toBe(page);
  });

  test('small, and shown on a page with a text for those who cannot see them', async () => {
    const pages = read('pictures.md') + read('../README.md').replaceAll('](docs/', '](');
    for (const [name, text] of await drawn) {
      expect(text.length).toBeLessThan(40_000);
      expect(pages).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(pictures/${name}\\)`));
    }
  });

  test('of what their page says', async () => {
    const shown = async (name: string, selector: string): Promise<(string | null)[]> =>
      [...parsedSvg((await drawn).get(name) as string).querySelectorAll(selector)].map((element) => element.getAttribute('data-state'));

    expect(await shown('readme.svg', '.ds-caught[data-state]')).toEqual(['Ship']);
    expect(await shown('execution.svg', '.ds-unvisited[data-state]')).toEqual(['Ask Manager', 'Escalate']);
    expect(await shown('coverage.svg', '.ds-missed[data-state]')).toEqual(['Ask Manager', 'Escalate']);
    expect(await shown('difference.svg', '.ds-added[data-state]')).toEqual(['Small']);
    expect(await shown('difference.svg', '.ds-changed[data-state]')).toEqual(['Large?', 'Ship', 'Ask Manager']);
  });
});
