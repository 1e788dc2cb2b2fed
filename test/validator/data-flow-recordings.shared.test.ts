import { basename } from 'node:path';
import type { JsonObject, JsonValue } from '../../src/asl';
import { validate, type WorkflowType } from '../../src/validator';
import { describeShared, sharedCases } from '../shared-data';

/** Rules that say that an execution fails, or that something in it is never true. */
const CERTAIN = [
  'CONTEXT_FIELD',
  'FAILING_EXPRESSION',
  'FALSE_COMPARISON',
  'IMPOSSIBLE_PATH',
  'INTRINSIC_ARGUMENTS',
  'ITEM_SOURCE',
  'REQUIRED_PARAMETER',
  'UNDEFINED_VARIABLE',
  'UNKNOWN_PARAMETER',
  'UNKNOWN_RESOURCE',
];

/** Its execution ends in the catcher, and the state that reads a variable of the branch is not entered. */
const NOT_ENTERED =
  'error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING.json: State "Finish" reads the variable "$resultVar"';

describeShared('recorded executions', 'aws-recordings/executions', (folder) => {
  test('no rule that says what fails finds anything in what ran to its end at AWS', () => {
    const succeeded = sharedCases(folder).filter(
      ({ content }) => (content['expected'] as JsonObject | undefined)?.['status'] === 'SUCCEEDED',
    );
    const found = succeeded.flatMap(({ file, content }) =>
      validate(content.definition as JsonValue, { type: (content['type'] as WorkflowType) ?? 'STANDARD' })
        .diagnostics.filter(({ rule }) => CERTAIN.includes(rule))
        .map(({ message }) => `${basename(file)}: ${message}`),
    );

    expect(succeeded.length).toBeGreaterThan(400);
    expect(found.filter((finding) => !finding.startsWith(NOT_ENTERED))).toEqual([]);
  });
});
