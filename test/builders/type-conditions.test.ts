import 'drystep/jest';
import { choice, pass, steps, workflow } from 'drystep';
import { isBoolean, isNumeric, isString } from 'drystep/expressions';
import { testMachine } from 'drystep/testing';
import type { JsonValue } from '../../src/asl';
import { acceptedDefinition, languages } from './run-flow';
import { emptyStack } from './synthesized';

interface Input {
  readonly value?: unknown;
}

describe.each(languages)('a choice in %s', (language) => {
  const stack = emptyStack();
  const end = (name: string) => steps<Input>().pass(name, { output: () => ({ is: name }) });
  const flow = workflow<Input>().next(
    choice('What?', (c) =>
      c
        .when(({ input }) => isString(input.value), end('text'))
        .when(({ input }) => isNumeric(input.value), end('number'))
        .when(({ input }) => isBoolean(input.value), end('flag'))
        .otherwise(end('other')),
    ),
  );
  acceptedDefinition(flow, language, stack);
  const machine = testMachine(stack);

  test.each<[JsonValue, string]>([
    [{ value: 'x' }, 'text'],
    [{ value: '1' }, 'text'],
    [{ value: 1 }, 'number'],
    [{ value: false }, 'flag'],
    [{ value: null }, 'other'],
    [{ value: ['x'] }, 'other'],
    [{ value: { a: 1 } }, 'other'],
    [{}, 'other'],
  ])('tells what %j is', async (input, is) => {
    expect(await machine.execute(input)).toSucceedWith({ is });
  });
});

test('fails when JSONPath is asked for it outside a condition', () => {
  const flow = workflow<Input>().next(pass('Show', { output: ({ input }) => ({ is: isString(input.value) }) }));

  expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow('step "Show": JSONPath cannot express isString(...) in "output".');
});
