import { type JsonValue, parseDefinition, problemText } from '../../src/asl';
import { describeShared, sharedCases } from '../shared-data';

describe.each(['definitions/valid', 'aws-recordings/executions', 'aws-recordings/mocked', 'bench/workloads'])(
  'definitions that AWS accepted',
  (name) => {
    describeShared(name, name, (folder) => {
      test(`parse: every one in ${name}`, () => {
        const cases = sharedCases(folder);

        const refused = cases.flatMap(({ file, content }) => {
          const definition = content.definition as JsonValue;
          const results = [parseDefinition(definition), parseDefinition(JSON.stringify(definition, null, 2))];
          return results.flatMap((result) => (result.ok ? [] : result.problems.map((problem) => `${file}: ${problemText(problem)}`)));
        });

        expect(refused).toEqual([]);
        expect(cases.length).toBeGreaterThan(0);
      });
    });
  },
);
