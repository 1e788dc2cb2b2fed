import { type JsonObject, parseDefinition, type StateMachine } from '../../../src/asl';
import { diffDefinitions } from '../../../src/testing';
import { mutantsOf } from '../../../src/testing/mutation/mutants-of';
import { describeShared, sharedCases } from '../../shared-data';

describeShared('mutate', 'definitions/valid', (valid) => {
  test('changes the meaning of every published definition, in each mutant', () => {
    let count = 0;

    for (const { file, content } of sharedCases(valid).filter((_, index) => index % 4 === 0)) {
      const definition = content.definition as JsonObject;
      const { machine } = parseDefinition(definition) as { machine: StateMachine };
      for (const mutant of mutantsOf(machine)) {
        count++;
        const { same } = diffDefinitions(definition, mutant.definition);
        if (same) expect(`${file} ${mutant.text}`).toBe('another definition');
      }
    }

    expect(count).toBeGreaterThan(500);
  });
});
