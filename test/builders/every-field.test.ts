import { Duration } from 'aws-cdk-lib';
import { type Flow, Workflow } from 'drystep';
import { onlyLanguage } from '../../scripts/fields/render-fields';
import { FIELD_ROWS } from '../../scripts/fields/rows';
import { expectAccepted } from './accepted';
import { everyFieldFlows } from './every-field-flows';
import { type Language, languages } from './run-flow';
import { definitionIn, emptyStack } from './synthesized';
import { fieldsIn } from './written-fields';

const written: Readonly<Record<Language, Set<string>>> = { JSONata: new Set(), JSONPath: new Set() };

beforeAll(() => {
  for (const queryLanguage of languages) {
    for (const flowIn of everyFieldFlows) {
      const stack = emptyStack();
      const definition = flowIn(stack, queryLanguage) as Flow<unknown, unknown, unknown, object>;
      new Workflow(stack, 'Flow', { definition, queryLanguage, comment: 'Every field', timeout: Duration.days(1) });
      const deployed = definitionIn(stack);
      expectAccepted(deployed);
      for (const name of fieldsIn(deployed)) written[queryLanguage].add(name);
    }
  }
}, 60_000);

const rows = Object.entries(FIELD_ROWS).flatMap(([object, fields]) =>
  Object.entries(fields).map(([field, row]) => {
    const only = onlyLanguage(object, field);
    return { name: `${object}.${field}`, row, in: only === undefined ? languages : [only] };
  }),
);

describe('The builders write', () => {
  test.each(rows.filter(({ row }) => 'by' in row))('$name', ({ name, in: expected }) => {
    expect(expected.filter((language) => !written[language].has(name))).toEqual([]);
  });

  test('no field that the table calls a gap', () => {
    const gaps = rows.filter(({ row }) => 'gap' in row).map(({ name }) => name);

    expect(gaps.filter((name) => written.JSONata.has(name) || written.JSONPath.has(name))).toEqual([]);
  });
});
