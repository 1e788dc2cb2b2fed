import { Duration } from 'aws-cdk-lib';
import { type Flow, Workflow } from 'drystep';
import { FIELD_ROWS } from '../../scripts/fields/rows';
import { expectAccepted } from './accepted';
import { everyFieldFlows } from './every-field-flows';
import { languages } from './run-flow';
import { definitionIn, emptyStack } from './synthesized';
import { fieldsIn } from './written-fields';

const written = new Set<string>();

beforeAll(() => {
  for (const queryLanguage of languages) {
    for (const flowIn of everyFieldFlows) {
      const stack = emptyStack();
      const definition = flowIn(stack, queryLanguage) as Flow<unknown, unknown, unknown, object>;
      new Workflow(stack, 'Flow', { definition, queryLanguage, comment: 'Every field', timeout: Duration.days(1) });
      const deployed = definitionIn(stack);
      expectAccepted(deployed);
      for (const name of fieldsIn(deployed)) written.add(name);
    }
  }
}, 60_000);

const rows = Object.entries(FIELD_ROWS).flatMap(([object, fields]) =>
  Object.entries(fields).map(([field, row]) => ({ name: `${object}.${field}`, row })),
);

describe('The builders write', () => {
  test.each(rows.filter(({ row }) => 'by' in row))('$name', ({ name }) => {
    expect(written).toContain(name);
  });

  test('no field that the table calls a gap', () => {
    expect(rows.filter(({ name, row }) => 'gap' in row && written.has(name)).map(({ name }) => name)).toEqual([]);
  });
});
