import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate, type WorkflowType } from '../../../src/validator';

interface Verdict {
  readonly title: string;
  readonly type: WorkflowType;
  readonly definition: string;
}

/** Small definitions with nothing special but what the title says, one a line: title, type of machine, definition. */
function verdicts(name: string): Verdict[] {
  const lines = readFileSync(join(__dirname, `${name}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [title = '', type, definition = ''] = line.split('\t');
    return { title, type: type as WorkflowType, definition };
  });
}

test.each(verdicts('accepted'))('is accepted: $title', ({ type, definition }) => {
  // AWS takes a path of a newer dialect, and finds nothing when it runs: NEWER_JSONPATH speaks of that.
  expect(validate(definition, { type, severity: 'ERROR' }).diagnostics.filter(({ rule }) => rule !== 'NEWER_JSONPATH')).toEqual([]);
});

test.each(verdicts('refused'))('is refused: $title', ({ type, definition }) => {
  expect(validate(definition, { type }).result).toBe('FAIL');
});
