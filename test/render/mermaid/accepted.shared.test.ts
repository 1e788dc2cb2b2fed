import { toMermaid } from 'drystep/render';
import { describeShared } from '../../shared-data';
import { collectedDefinitions } from '../collected-definitions';
import { judged } from './judged';

// mermaid parses some tens of definitions a second, fewer on a busy machine.
jest.setTimeout(600_000);

describeShared('Mermaid text of collected definitions', ['definitions/valid', 'definitions/templates'], (valid, templates) => {
  test("is taken by mermaid's own parser, and within its limits", () => {
    const drawn = collectedDefinitions(valid as string, templates as string).map(({ name, definition }) => ({
      name,
      text: toMermaid(definition),
    }));

    const verdicts = judged(drawn.map(({ text }) => text));

    expect(drawn.flatMap(({ name }, index) => (verdicts[index] === undefined ? [] : [`${name}: ${verdicts[index]}`]))).toEqual([]);
    expect(drawn.filter(({ text }) => text.length > 50_000).map(({ name }) => name)).toEqual([]);
    expect(drawn.length).toBeGreaterThan(700);
  });
});
