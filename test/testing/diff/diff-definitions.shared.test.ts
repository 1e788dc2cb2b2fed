import { diffDefinitions } from '../../../src/testing';
import { describeShared, sharedContents } from '../../shared-data';

describeShared('published definitions', 'definitions/valid', (valid) => {
  const definitions = sharedContents<{ definition: { States: object } }>(valid).map(({ definition }) => definition);

  test('differ in nothing from themselves, and in one change when a state is added', () => {
    for (const definition of definitions) {
      const more = { ...definition, States: { ...definition.States, 'Added For The Test': { Type: 'Succeed' } } };

      expect(diffDefinitions(definition, JSON.stringify(definition)).changes).toEqual([]);
      expect(String(diffDefinitions(definition, more))).toBe('+ state "Added For The Test" (Succeed)');
      expect(diffDefinitions(more, definition).toMermaid()).toContain('removed');
    }

    expect(definitions.length).toBeGreaterThan(500);
  });
});
