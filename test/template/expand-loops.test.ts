import type { JsonValue } from '../../src/asl';
import { extractStateMachines } from '../../src/template';
import { resolved } from './stack-of';

const machine = (name: string): JsonValue => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: name,
    Definition: { StartAt: 'A', States: { A: { Type: 'Pass', Result: { Ref: 'Region' }, End: true } } },
  },
});

describe('Fn::ForEach is written out before anything is looked for', () => {
  test.each<[string, JsonValue]>([
    ['a list', ['north', 'south-1']],
    ['a list parameter', { Ref: 'Regions' }],
  ])('over %s', (_, collection) => {
    const machines = extractStateMachines({
      Transform: 'AWS::LanguageExtensions',
      Parameters: { Regions: { Type: 'CommaDelimitedList', Default: 'north,south-1' } },
      Resources: { 'Fn::ForEach::Machines': ['Region', collection, { 'Flow&{Region}': machine('flow-${Region}') }] },
    });

    expect(machines.map(({ logicalId, name, definition }) => [logicalId, name, definition])).toEqual([
      ['Flownorth', 'flow-north', { StartAt: 'A', States: { A: { Type: 'Pass', Result: 'north', End: true } } }],
      ['Flowsouth1', 'flow-south-1', { StartAt: 'A', States: { A: { Type: 'Pass', Result: 'south-1', End: true } } }],
    ]);
  });

  test('loops in loops that would make millions of copies are refused: their machines would be missed', () => {
    const items = Array.from({ length: 200 }, (_, index) => `i${index}`);
    const inner: JsonValue = { 'Fn::ForEach::C': ['C', items, { 'R${A}${B}${C}': { Type: 'AWS::SNS::Topic' } }] };
    const middle: JsonValue = { 'Fn::ForEach::B': ['B', items, inner] };

    expect(() => extractStateMachines({ Resources: { 'Fn::ForEach::A': ['A', items, middle] } })).toThrow(
      "The template's loops (Fn::ForEach) write more than 1000 copies, and CloudFormation takes 500 resources. Hint: make their lists shorter.",
    );
  });
});

test('Ref reaches the version and the alias that SAM makes of a function', () => {
  const template = { Resources: { Fn: { Type: 'AWS::Serverless::Function', Properties: { AutoPublishAlias: 'blue' } } } };

  expect(resolved([{ Ref: 'Fn.Version' }, { Ref: 'Fn.Alias' }], template)).toEqual({
    value: ['arn:aws:lambda:us-east-1:111111111111:function:Fn:1', 'arn:aws:lambda:us-east-1:111111111111:function:Fn:blue'],
    problems: [],
  });
});
