import type { JsonObject } from '../../src/asl';
import { definitionOf, readSourceValue } from '../../src/template';
import { type IntrinsicCase, intrinsicCases } from './intrinsic-cases';

const AT = '/Resources/Machine/Properties/Definition/States/A/Result';

function templateOf({ value, sections, resources, properties }: IntrinsicCase): JsonObject {
  const Definition = { StartAt: 'A', States: { A: { Type: 'Pass', Result: value, End: true } } };
  const Machine = { Type: 'AWS::Serverless::StateMachine', Properties: { Definition, ...properties } };
  return { ...sections, Resources: { ...resources, Machine } };
}

function machineOf(given: IntrinsicCase) {
  const contents = readSourceValue(templateOf(given), { parameters: given.parameters });
  const [machine] = contents.definition === undefined ? contents.stateMachines : [];
  return machine!;
}

const resolved = intrinsicCases.filter(({ refusedAt }) => refusedAt === undefined);
const refused = intrinsicCases.filter(({ refusedAt }) => refusedAt !== undefined);

describe('CloudFormation gives', () => {
  test.each(resolved)('$title', (given) => {
    const machine = machineOf(given);

    expect(machine.problems).toEqual([]);
    expect(definitionOf(machine)).toEqual({ StartAt: 'A', States: { A: { Type: 'Pass', Result: given.gives, End: true } } });
  });
});

describe('CloudFormation refuses', () => {
  test.each(refused)('$title', (given) => {
    const machine = machineOf(given);

    expect(machine.problems.map(({ pointer }) => pointer)).toContainEqual(
      given.refusedAt === '' ? expect.stringContaining('/DefinitionSubstitutions') : `${AT}${given.refusedAt}`,
    );
    expect(() => definitionOf(machine)).toThrow('State machine "Machine" at /Resources/Machine/');
  });
});

test('There are fifty of them and more, each with another title and with the rule that it follows', () => {
  expect(new Set(intrinsicCases.map(({ title }) => title)).size).toBeGreaterThanOrEqual(50);
  expect(intrinsicCases.filter(({ rule }) => !/^[A-Z].*: /.test(rule))).toEqual([]);
});

test('Fn::ForEach writes states and resources', () => {
  const machine = (States: JsonObject): JsonObject => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { Definition: { StartAt: 'A', States } },
  });
  const contents = readSourceValue({
    Transform: 'AWS::LanguageExtensions',
    Resources: {
      'Fn::ForEach::Machines': [
        'Name',
        ['Orders', 'Returns'],
        { '${Name}Machine': machine({ A: { Type: 'Pass', Result: '${Name}', End: true } }) },
      ],
      Loop: machine({
        'Fn::ForEach::Steps': [
          'Step',
          ['A', 'B'],
          { '${Step}': { Type: 'Pass', Next: 'End ${Step}' }, 'End ${Step}': { Type: 'Succeed' } },
        ],
      }),
    },
  });
  const machines = contents.definition === undefined ? contents.stateMachines : [];

  expect(machines.map(({ logicalId, definition }) => [logicalId, Object.keys((definition as { States: object }).States)])).toEqual([
    ['OrdersMachine', ['A']],
    ['ReturnsMachine', ['A']],
    ['Loop', ['A', 'End A', 'B', 'End B']],
  ]);
});

test('Fn::ForEach without its transform is refused', () => {
  const loop = { 'Fn::ForEach::Tables': ['Name', ['A'], { '${Name}': 1 }] };

  expect(() => definitionOf(machineOf({ title: '', rule: '', value: loop }))).toThrow(
    'at /Transform: expected the transform AWS::LanguageExtensions, which Fn::ForEach needs.',
  );
});
