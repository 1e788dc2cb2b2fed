import { toSvg } from 'drystep/render';
import { graphOf } from '../../../src/render/graph/to-graph';
import { layOut } from '../../../src/render/layout/lay-out';
import { NO_MARKS } from '../../../src/render/marks/marks';
import { describeShared } from '../../shared-data';
import { collectedDefinitions } from '../collected-definitions';
import { labelDistances, misplaced } from './misplaced';
import { parsedSvg } from './well-formed';

// Some hundreds of pictures, on a machine that may be busy.
jest.setTimeout(600_000);

describeShared('Pictures of collected definitions', ['definitions/valid', 'definitions/templates'], (valid, templates) => {
  const collected = collectedDefinitions(valid as string, templates as string);
  let layouts: readonly { readonly name: string; readonly layout: ReturnType<typeof layOut> }[];
  beforeAll(() => {
    layouts = collected.map(({ name, definition }) => ({ name, layout: layOut(graphOf(definition).group, NO_MARKS) }));
  });

  test('are XML, and have each state once', () => {
    const wrong = collected.filter(({ definition }) => {
      const names = [...parsedSvg(toSvg(definition)).querySelectorAll('[data-state]')].map((element) =>
        element.getAttribute('data-pointer'),
      );
      return names.length === 0 || new Set(names).size !== names.length;
    });

    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(collected.length).toBeGreaterThan(700);
  });

  test('have no state upon another or outside of its group, and no line through one or through a label', () => {
    const problems = layouts.flatMap(({ name, layout }) => misplaced(layout).map((each) => `${name}: ${each}`));

    expect(problems).toEqual([]);
  });

  test('have their labels near the state that a line leaves', () => {
    const distances = layouts.flatMap(({ layout }) => labelDistances(layout));

    // Where lines are dense nothing nearer is free. In the middle of its line, 100 of 894 were as far.
    const far = distances.filter((distance) => distance > 200);
    expect(far.length / distances.length).toBeLessThan(0.04);
  });
});
