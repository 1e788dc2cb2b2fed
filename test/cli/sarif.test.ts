import type { JsonObject, JsonValue } from '../../src/asl';
import { command, folderWith } from './command';

/** The parts of the SARIF 2.1.0 schema that the report uses, in its words: required properties, allowed properties and their types. */
type Schema =
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly pattern?: RegExp }
  | { readonly type: 'integer'; readonly minimum: number }
  | { readonly type: 'array'; readonly items: Schema }
  | { readonly type: 'object'; readonly required?: readonly string[]; readonly properties: Readonly<Record<string, Schema>> }
  | { readonly type: 'map'; readonly values: Schema };

const text: Schema = { type: 'string' };
// RFC 3986: what a URI reference may hold, unescaped.
const uri: Schema = { type: 'string', pattern: /^(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=[\]]|%[0-9A-Fa-f]{2})+$/ };
const message: Schema = { type: 'object', required: ['text'], properties: { text } };
const location: Schema = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      required: ['artifactLocation'],
      properties: {
        artifactLocation: { type: 'object', properties: { uri } },
        region: {
          type: 'object',
          properties: { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } },
        },
      },
    },
    logicalLocations: { type: 'array', items: { type: 'object', properties: { fullyQualifiedName: text, name: text, kind: text } } },
  },
};
const result: Schema = {
  type: 'object',
  required: ['message'],
  properties: {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: -1 },
    level: { type: 'string', enum: ['none', 'note', 'warning', 'error'] },
    message,
    locations: { type: 'array', items: location },
    partialFingerprints: { type: 'map', values: text },
    baselineState: { type: 'string', enum: ['new', 'unchanged', 'updated', 'absent'] },
  },
};
const rule: Schema = { type: 'object', required: ['id'], properties: { id: text, shortDescription: message } };
const driver: Schema = {
  type: 'object',
  required: ['name'],
  properties: { name: text, version: text, rules: { type: 'array', items: rule } },
};
const sarif: Schema = {
  type: 'object',
  required: ['version', 'runs'],
  properties: {
    $schema: uri,
    version: { type: 'string', enum: ['2.1.0'] },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        properties: {
          tool: { type: 'object', required: ['driver'], properties: { driver } },
          columnKind: { type: 'string', enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: { type: 'array', items: result },
        },
      },
    },
  },
};

function violations(value: JsonValue, schema: Schema, place: string): string[] {
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${place}: no array`];
    return value.flatMap((item: JsonValue, index) => violations(item, schema.items, `${place}/${index}`));
  }
  if (schema.type === 'object' || schema.type === 'map') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${place}: no object`];
    const required = schema.type === 'object' ? (schema.required ?? []) : [];
    return [
      ...required.filter((key) => !(key in value)).map((key) => `${place}: no ${key}`),
      ...Object.entries(value as JsonObject).flatMap(([key, member]) => {
        const inner = schema.type === 'map' ? schema.values : schema.properties[key];
        return inner === undefined ? [`${place}: ${key} is not allowed`] : violations(member, inner, `${place}/${key}`);
      }),
    ];
  }
  if (schema.type === 'integer')
    return Number.isInteger(value) && (value as number) >= schema.minimum ? [] : [`${place}: ${String(value)}`];
  if (typeof value !== 'string') return [`${place}: no string`];
  return (schema.enum?.includes(value) ?? true) && (schema.pattern?.test(value) ?? true) ? [] : [`${place}: ${value}`];
}

const dangling = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', Next: 'Bill' }, Bil: { Type: 'Succeed' } } };
const folder = folderWith({
  'my machines/bad ä#1.json': dangling,
  'template.json': {
    Resources: {
      Orders: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString: JSON.stringify(dangling) },
      },
    },
  },
  'good.json': { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
});
const report = async (...given: string[]): Promise<JsonObject> =>
  JSON.parse((await command(['validate', ...given, '--format', 'sarif'], folder)).output) as JsonObject;

test('drystep validate --format sarif: keeps to the schema of SARIF 2.1.0', async () => {
  await command(['validate', 'template.json', '--write-baseline'], folder);

  for (const given of [
    ['my machines/bad ä#1.json', 'template.json'],
    ['good.json'],
    ['template.json', '--baseline', 'drystep-baseline.json'],
  ])
    expect(violations(await report(...given), sarif, '')).toEqual([]);
  // The check itself sees what is wrong.
  expect(violations({ version: '2.0', runs: [{ results: [{ level: 'bad' }] }] }, sarif, '')).toEqual([
    '/version: 2.0',
    '/runs/0: no tool',
    '/runs/0/results/0: no message',
    '/runs/0/results/0/level: bad',
  ]);
});

test('drystep validate --format sarif: names rule, level, escaped file, line and state, and the rule behind each index', async () => {
  const { runs } = (await report('my machines/bad ä#1.json')) as {
    runs: [{ tool: { driver: { rules: { id: string }[] } }; results: (JsonObject & { ruleIndex: number })[] }];
  };
  const [{ tool, results }] = runs;

  expect(results).toEqual([
    expect.objectContaining({
      ruleId: 'MISSING_TRANSITION_TARGET',
      level: 'error',
      message: { text: `Missing 'Next' target: Bill. Hint: did you mean "Bil"?` },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'my%20machines/bad%20%C3%A4%231.json' }, region: { startLine: 6, startColumn: 7 } },
          logicalLocations: [{ fullyQualifiedName: '#/States/Ship/Next', name: 'Ship', kind: 'object' }],
        },
      ],
    }),
  ]);
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(['MISSING_TRANSITION_TARGET']);
});

test('drystep validate --format sarif: says with a baseline which results are new', async () => {
  await command(['validate', 'template.json', '--write-baseline'], folder);
  const { runs } = (await report('template.json', 'my machines/bad ä#1.json', '--baseline', 'drystep-baseline.json')) as {
    runs: [{ results: JsonObject[] }];
  };

  expect(runs[0].results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']);
});
