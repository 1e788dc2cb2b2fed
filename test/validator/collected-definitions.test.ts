import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { JsonValue } from '../../src/asl';
import { type ValidateOptions, validate, type WorkflowType } from '../../src/validator';
import { sharedCases, sharedFolder } from './shared-data';

function errorsOf(definition: JsonValue, options: ValidateOptions): string[] {
  return validate(definition as object, options)
    .diagnostics.filter(({ severity }) => severity === 'ERROR')
    .map(({ rule, pointer, message }) => `${rule} at ${pointer}: ${message}`);
}

describe.each(['definitions/valid', 'aws-recordings/executions', 'aws-recordings/mocked'])('%s', (name) => {
  const folder = sharedFolder(name);
  (folder ? test.each(['all', 'aws'] as const) : test.skip.each(['all', 'aws'] as const))('has no ERROR under rules "%s"', (rules) => {
    const wrong = sharedCases(folder!).flatMap(({ file, content }) =>
      errorsOf(content.definition!, { rules, type: (content['type'] as WorkflowType) ?? 'STANDARD' }).map(
        (error) => `${basename(file)}: ${error}`,
      ),
    );

    expect(wrong).toEqual([]);
  });
});

describe('definitions/validity', () => {
  const folder = sharedFolder('definitions/validity');
  // What other validators' fixtures say and we do not follow, each with the reason. None is a matter of taste: each is refused by a recording, by
  // another case of the same collection, or is no JSON.
  const disagreements: Record<string, string> = {
    'vld-001cefc69dff':
      'valid there: "InvalidArn" as a Resource; mut-01c3be1e8acf and mut-043059045ca1 say of "not-an-arn" that it is invalid, as the specification does',
    'vld-098b09284d4f': 'valid there: the text is JavaScript source; its escapes (a backslash before a dollar sign) are no JSON',
    'vld-352466ea2c61':
      'valid there: a state name that occurs three times; seed 05, mut-012f51bd6372 and mut-0397d2b61e64 say that this is invalid',
    'vld-a5ded3859c1a': 'valid there: Next to a state that does not exist; AWS refuses it (recorded: MISSING_TRANSITION_TARGET)',
    'vld-acef04f85ffe': 'valid there: two paths without a comma between; the same text is invalid in a sibling fixture',
    'vld-c6d6dbaee1e5': 'valid there: as vld-acef04f85ffe',
    'vld-c76e1934eaa8': 'valid there: a JSONPath state under a JSONata machine; AWS refuses it (recorded)',
    'vld-cfaa2218efac': 'valid there: Credentials without RoleArn; AWS refuses them (recorded)',
    'vld-dddf346d87f2': 'valid there: as vld-352466ea2c61',
    'vld-f53bd053ea93': 'invalid there: a duplicate key in YAML, which the JSON of the case has lost',
  };
  (folder ? test : test.skip)('is judged as stated, but for the listed disagreements', () => {
    const others = sharedCases(folder!).filter(({ content }) => {
      const definition = content.definition ?? (content['raw'] as string);
      const { result } = validate(definition as object, { type: (content['workflow_type'] as WorkflowType) ?? 'STANDARD' });
      return (result === 'OK') !== content['valid'];
    });

    expect(others.map(({ content }) => content['id']).sort()).toEqual(Object.keys(disagreements).sort());
  });
});

interface Seed {
  readonly id: string;
  readonly title: string;
  readonly valid: boolean;
  readonly type: WorkflowType;
  readonly severity: 'ERROR' | 'WARNING';
  readonly definition: JsonValue;
}

describe('definitions/seeds', () => {
  const folder = sharedFolder('definitions/seeds');
  const content = folder ? (JSON.parse(readFileSync(join(folder, 'seeds.json'), 'utf8')) as Seed[] | { readonly cases: Seed[] }) : [];
  const seeds = 'cases' in content ? content.cases : content;
  // The rule that has to find each defect: not any finding will do.
  const rules: Record<string, string> = {
    '01': 'MISSING_TRANSITION_TARGET',
    '02': 'MISSING_TRANSITION_TARGET',
    '03': 'UNREACHABLE_STATE',
    '04': 'NO_TERMINAL_STATE',
    '05': 'DUPLICATE_STATE_NAME',
    '06': 'MISSING_TRANSITION_TARGET',
    '07': 'STATES_ALL_PLACEMENT',
    '08': 'STATES_ALL_PLACEMENT',
    '09': 'ERROR_NAME',
    '10': 'OUT_OF_RANGE',
    '11': 'CHOICE_WITHOUT_DEFAULT',
    '12': 'EXCLUSIVE_FIELDS',
    '13': 'NO_DOLLAR',
    '14': 'INVALID_PATH',
    '15': 'INVALID_TEMPLATE_VALUE',
    '16': 'INTRINSIC_ARGUMENTS',
    '17': 'INVALID_JSONATA',
    '18': 'UNKNOWN_FUNCTION',
    '19': 'UNDEFINED_VARIABLE',
    '20': 'STATES_FIELD',
    '21': 'STATES_FIELD',
    '22': 'WRONG_QUERY_LANGUAGE',
    '23': 'VARIABLE_NAME',
    '24': 'SHADOWED_VARIABLE',
    '25': 'DISTRIBUTED_ONLY',
    '26': 'TOKEN_NOT_PASSED',
    '27': 'EXPRESS_UNSUPPORTED',
    '28': 'UNKNOWN_RESOURCE',
    '29': 'UNKNOWN_ACTION',
    '30': 'PARAMETER_CASE',
    '31': 'STATE_NAME_LENGTH',
    '32': 'EXCLUSIVE_FIELDS',
    '33': 'OUT_OF_RANGE',
    '34': 'UNREACHABLE_ERROR_HANDLER',
    '35': 'IMPOSSIBLE_PATH',
    '36': 'LAMBDA_WITHOUT_RETRY',
    '37': 'TASK_WITHOUT_TIMEOUT',
    '38': 'EXCLUSIVE_FIELDS',
    '39': 'INLINE_CONCURRENCY',
    '40': 'UNKNOWN_FIELD',
    '41': 'WRONG_QUERY_LANGUAGE',
    '42': 'MISSING_TRANSITION_TARGET',
  };
  // AWS accepts a variable nobody assigns, and definitions/valid has the very same text: it cannot be an ERROR in one and fine in the other.
  const milder = new Set(['19']);

  (folder ? test : test.skip)('are found by the rule for them, with the stated severity at least', () => {
    const missed = seeds.filter(({ id, valid, type, severity, definition }) => {
      const { diagnostics } = validate(definition as object, { type });
      if (valid) return diagnostics.length > 0;
      const found = diagnostics.find(({ rule }) => rule === rules[id]);
      return found === undefined || (severity === 'ERROR' && found.severity !== 'ERROR' && !milder.has(id));
    });

    expect(missed.map(({ id, title }) => `${id} ${title}`)).toEqual([]);
    expect(seeds.length).toBeGreaterThan(0);
  });
});
