import { basename } from 'node:path';
import type { JsonObject, JsonValue } from '../../src/asl';
import { validate, type WorkflowType } from '../../src/validator';
import { describeShared, sharedCases } from '../shared-data';

describeShared('recorded executions', 'aws-recordings/executions', (folder) => {
  test('data flow finds nothing in what ran to its end at AWS', () => {
    const succeeded = sharedCases(folder).filter(
      ({ content }) => (content['expected'] as JsonObject | undefined)?.['status'] === 'SUCCEEDED',
    );
    const found = succeeded.flatMap(({ file, content }) =>
      validate(content.definition as JsonValue, { type: (content['type'] as WorkflowType) ?? 'STANDARD' })
        .diagnostics.filter(({ rule }) => rule === 'IMPOSSIBLE_PATH' || rule === 'FALSE_COMPARISON')
        .map(({ message }) => `${basename(file)}: ${message}`),
    );

    expect(succeeded.length).toBeGreaterThan(400);
    expect(found).toEqual([]);
  });
});
