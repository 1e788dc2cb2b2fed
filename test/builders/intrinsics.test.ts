import { type Expression, pass, type Ref, workflow } from 'drystep';
import {
  add,
  base64Decode,
  base64Encode,
  chunk,
  contains,
  count,
  format,
  fromJson,
  hash,
  itemAt,
  merge,
  randomInteger,
  range,
  splitAny,
  toJson,
  unique,
  uuid,
} from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { acceptedDefinition } from './run-flow';

interface Input {
  name: string;
  total: number;
  list: number[];
  nested: { deep: { value: number } };
}

function rendered(build: (input: Ref<Input>) => unknown): JsonValue {
  const flow = workflow<Input>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));
  return acceptedDefinition(flow, 'JSONPath');
}

test('every one of the 18 intrinsic functions of JSONPath is what some expression renders to', () => {
  const said = JSON.stringify(
    [
      (input: Ref<Input>) => [input.total, 1],
      (input: Ref<Input>) => chunk(input.list, 2),
      (input: Ref<Input>) => contains(input.list, 1),
      () => range(1, 3),
      (input: Ref<Input>) => itemAt(input.list, input.total),
      (input: Ref<Input>) => unique(input.list),
      (input: Ref<Input>) => base64Encode(input.name),
      (input: Ref<Input>) => base64Decode(input.name),
      (input: Ref<Input>) => hash(input.name),
      (input: Ref<Input>) => splitAny(input.name, ','),
      () => randomInteger(1, 3),
      () => uuid(),
      (input: Ref<Input>) => count(input.list),
      (input: Ref<Input>) => format('{}', input.name),
      (input: Ref<Input>) => add(input.total, 1),
      (input: Ref<Input>) => toJson(input.list),
      (input: Ref<Input>) => fromJson(input.name),
      (input: Ref<Input>) => merge(input.nested, input.nested.deep),
    ].map(rendered),
  );
  const names = new Set([...said.matchAll(/States\.(\w+)/g)].map(([, name]) => name));

  expect([...names].sort()).toEqual([
    'Array',
    'ArrayContains',
    'ArrayGetItem',
    'ArrayLength',
    'ArrayPartition',
    'ArrayRange',
    'ArrayUnique',
    'Base64Decode',
    'Base64Encode',
    'Format',
    'Hash',
    'JsonMerge',
    'JsonToString',
    'MathAdd',
    'MathRandom',
    'StringSplit',
    'StringToJson',
    'UUID',
  ]);
});
