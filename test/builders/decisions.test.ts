import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fn } from 'aws-cdk-lib';
import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import { choice, loop, pass, type Ref, Workflow, workflow } from 'drystep';
import {
  and,
  eq,
  field,
  format,
  gt,
  ifElse,
  isPresent,
  mapItems,
  not,
  optional,
  or,
  orElse,
  range,
  raw,
  substring,
} from 'drystep/expressions';
import { testMachine } from 'drystep/testing';
import { callbackNode } from '../../src/expressions';
import { languages } from './run-flow';
import { emptyStack, placed } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  kind: 'gift' | 'plain';
  note?: string;
  flag: boolean;
  lines: { sku: string; size?: number }[];
  address: { city: string; zip?: string };
}

type Scope = { input: Ref<Order> };
type Written = (scope: Scope) => unknown;

const order = workflow<Order>();
const built = (write: Written) => placed(() => order.next(pass('Step', { output: write as (scope: Scope) => object })));
// What types refuse, too, is written so that they cannot see it.
const any = (value: unknown) => value as never;

describe('a callback in which JavaScript decides', () => {
  test.each<[string, Written]>([
    ['&&', ({ input }) => ({ x: any(gt(input.total, 5)) && eq(input.kind, 'gift') })],
    ['! before a condition', ({ input }) => ({ x: !any(gt(input.total, 5)) })],
    ['! before a reference', ({ input }) => ({ x: !any(input.flag) })],
    ['?: between constants', ({ input }) => ({ x: any(input.note) ? 'yes' : 'no' })],
    ['?: with the reference itself', ({ input }) => ({ x: input.note ? input.note : 'none' })],
    ['=== between references', ({ input }) => ({ x: (input.note as unknown) === input.orderId })],
    ['=== undefined', ({ input }) => ({ x: (input.note as unknown) === undefined ? 'none' : 'some' })],
    ['a comparison of types', ({ input }) => ({ x: typeof input.note === 'string' ? 'text' : 'none' })],
    [
      'if',
      ({ input }) => {
        if (any(gt(input.total, 5))) return { size: 'large' };
        return { size: 'small' };
      },
    ],
    [
      'while',
      ({ input }) => {
        let count = 0;
        while (any(gt(input.total, 5))) count += 1;
        return { count };
      },
    ],
    [
      'switch',
      ({ input }) => {
        switch (any(input.kind) as string) {
          case 'gift':
            return { wrap: true };
          default:
            return { wrap: false };
        }
      },
    ],
    ['a reference that is read and not used', ({ input: { orderId, total } }) => ({ orderId, total: any(total) ? 1 : 0 })],
    ['an operator whose result is thrown away', ({ input }) => [gt(input.total, 5), { x: 1 }][1]],
    [
      'a function of an array that drops what it computes',
      ({ input }) => ({ x: mapItems(input.lines, (line) => any(gt(any(line.size), 1)) && line.sku) }),
    ],
  ])('fails where it drops an expression: %s', (_title, write) => {
    expect(built(write)).toThrow(expect.objectContaining({ code: 'EXPRESSION_DROPPED' }));
  });

  const named = (of: Ref<Order>) => of.note ?? 'none';
  const { second = 'none' } = {} as { second?: string };
  test.each<[string, Written]>([
    ['||', ({ input }) => ({ x: input.note || 'none' })],
    ['??', ({ input }) => ({ x: input.note ?? 'none' })],
    ['?? with another reference', ({ input }) => ({ x: input.note ?? input.orderId })],
    ['?? inside an operator', ({ input }) => ({ x: format('{}', any(input.note) ?? 'none') })],
    ['?? as a trailing operand', ({ input }) => ({ x: substring(input.orderId, 0, input.total ?? 2), y: range(1, 5, input.total ?? 2) })],
    ['?? in a function beside the callback', ({ input }) => ({ x: named(input) })],
    ['?? in a function of an array', ({ input }) => ({ x: mapItems(input.lines, (line) => any(line.size) ?? 1) })],
    ['?? before a copy', ({ input }) => ({ ...(input.address ?? { city: second }), x: 1 })],
    ['?? with an empty object', ({ input }) => ({ x: input.address ?? any({}) })],
    ['?? in a copy of nothing else', ({ input }) => ({ x: { ...(input.address ?? any(input.lines[0])) } })],
    ['a default value', ({ input: { note = 'none' } }) => ({ x: note })],
    [
      'a default value deep inside',
      ({
        input: {
          address: { zip = '0' },
        },
      }) => ({ x: zip }),
    ],
    ['&& with what is used elsewhere', ({ input: { flag, note } }) => ({ flag, x: any(flag) && note })],
    ['?: with what is used elsewhere', ({ input: { note } }) => ({ note, x: any(note) ? 1 : 2 })],
    ['?. that is there', ({ input: { note } }) => ({ note, ...((note as unknown as object | undefined) && { has: true }) })],
    [
      'if with what is used elsewhere',
      ({ input: { note, orderId } }) => {
        if (any(note)) return { note, orderId };
        return { orderId };
      },
    ],
  ])('fails where a default is taken while the workflow is built: %s', (_title, write) => {
    expect(built(write)).toThrow(expect.objectContaining({ code: 'DECIDED_WHILE_BUILT' }));
  });

  test('fails naming step, expression and what to write', () => {
    expect(built(({ input }) => ({ x: input.note ?? 'none' }))).toThrow(
      'Test/Flow: step "Step": What a callback returns depends on whether input.note is there',
    );
    expect(built(({ input }) => ({ x: any(gt(input.total, 5)) && input.note }))).toThrow(
      'Test/Flow: step "Step": A callback computes gt(...), and what it returns does not contain it: &&, ||, !, ?:, if and === decide while the workflow is built. Hint: write and, or, not, ifElse, eq or orElse',
    );
  });
});

describe('a callback that takes a value while the workflow is built', () => {
  test.each<[string, Written, string]>([
    ['new Date()', () => ({ at: new Date() }), 'now()'],
    ['the text of new Date()', ({ input }) => ({ id: input.orderId, at: new Date().toISOString() }), 'now()'],
    ['Date.now()', () => ({ at: Date.now() }), 'now()'],
    ['Date.now() in a template', () => ({ id: `o-${Date.now()}` }), 'now()'],
    ['Math.random()', () => ({ at: Math.random() }), 'randomInteger(1, 100)'],
    ['randomUUID()', () => ({ id: randomUUID() }), 'uuid()'],
  ])('fails where each execution would find the same: %s', (_title, write, hint) => {
    expect(built(write)).toThrow(expect.objectContaining({ code: 'VALUE_WHILE_BUILT', message: expect.stringContaining(`write ${hint}`) }));
  });

  test.each<[string, Written]>([
    ['a text', () => ({ id: JsonPath.stringAt('$.orderId') })],
    ['a text in another', () => ({ id: [`order ${JsonPath.stringAt('$.orderId')}`] })],
    ['a number', () => ({ id: JsonPath.numberAt('$.total') })],
    ['a list', () => ({ id: JsonPath.listAt('$.lines') })],
  ])('fails where it is a path of aws-cdk-lib: %s', (_title, write) => {
    expect(built(write)).toThrow('gives a JsonPath of aws-cdk-lib, $.');
  });

  test('fails where a path stands for the name of a key', () => {
    expect(placed(() => order.next(pass('Step', { value: () => 1, into: '$.count' })))).toThrow(
      'It has the path "$.count" under into, which takes the name of a key. Hint: write into: \'count\'.',
    );
  });
});

describe('a callback that decides what is known while the workflow is built', () => {
  const settings: { note?: string; large: boolean; names: readonly string[] } = { large: true, names: ['a', 'b'] };
  const builtAt = Date.now() + Math.random();

  test.each<[string, Written]>([
    ['values of the program', ({ input }) => ({ id: input.orderId, note: settings.note ?? 'none', ...(settings.large && { size: 'L' }) })],
    ['a choice between expressions by a value of the program', ({ input }) => ({ x: settings.large ? input.total : input.orderId })],
    ['a list of the program', ({ input }) => ({ x: settings.names.map((name) => format(`${name} {}`, input.orderId)) })],
    [
      'operators inside operators',
      ({ input }) => ({ x: ifElse(and(gt(input.total, 1), or(eq(input.kind, 'gift'), not(isPresent(input.note)))), 1, 2) }),
    ],
    [
      'an expression that is used twice',
      ({ input }) => {
        const id = format('{}!', input.orderId);
        return { a: id, b: id };
      },
    ],
    [
      'destructuring',
      ({
        input: {
          orderId,
          address: { city },
        },
      }) => ({ orderId, city }),
    ],
    [
      'optional fields, fields by name and raw text',
      ({ input }) => ({ a: optional(input.note), b: field(input, 'total'), c: raw('{% 1 + 1 %}') }),
    ],
    [
      'functions of arrays in functions of arrays',
      ({ input }) => ({ x: mapItems(input.lines, (line) => ({ sku: line.sku, all: mapItems(input.lines, (other) => other.sku) })) }),
    ],
    [
      'substring and range with what is optional',
      ({ input }) => ({ x: substring(input.orderId, 1), y: substring(input.orderId, 0, input.total), z: range(1, input.total) }),
    ],
    [
      'a copy of nothing else, beside functions of the program',
      ({ input }) => {
        const copyOf = (address: Scope['input']['address']) => ({ ...address });
        return { id: input.orderId, address: copyOf(input.address), again: [{ ...input.address }] };
      },
    ],
    ['the time of the synthesis, taken before', ({ input }) => ({ at: builtAt, day: new Date(0), id: input.orderId })],
    ['words about the time of the synthesis', ({ input }) => ({ id: input.orderId, how: 'Date.now()' /* not new Date() */ })],
    ['a resource that gets a token at each call', ({ input }) => ({ id: orElse(input.note, 'none'), zone: Fn.select(0, Fn.getAzs()) })],
  ])('passes: %s', (_title, write) => {
    expect(built(write)).not.toThrow();
  });

  test.each(languages)('and an expression in the place of each operator does what it says (%s)', async (queryLanguage) => {
    const definition = order.next(
      choice('Large gift?', (c) =>
        c
          .when(({ input }) => and(gt(input.total, 5), not(eq(input.kind, 'plain'))), pass('Yes', { output: () => ({ large: true }) }))
          .otherwise(pass('No', { output: () => ({ large: false }) })),
      ),
    );
    const machine = testMachine(new Workflow(emptyStack(), 'Flow', { definition, queryLanguage }));
    const given = { orderId: 'o', kind: 'gift' as const, flag: true, lines: [], address: { city: 'Ulm' } };

    expect(await machine.execute({ ...given, total: 6 })).toMatchObject({ output: { large: true } });
    expect(await machine.execute({ ...given, total: 5 })).toMatchObject({ output: { large: false } });
    expect(await machine.execute({ ...given, total: 6, kind: 'plain' })).toMatchObject({ output: { large: false } });
  });

  test('is called once where it makes constructs, or only computes', () => {
    const counted = (text: string) => {
      let count = 0;
      callbackNode('Step', {
        text,
        call: () => {
          count += 1;
          return raw('{% 1 %}');
        },
      });
      return count;
    };

    expect(counted('({ input }) => ({ x: format("{}", input.orderId) })')).toBe(1);
    expect(counted('({ input }) => ({ x: new Queue(this, "Q").queueArn ?? input.x })')).toBe(1);
    expect(counted('({ input }) => ({ x: input.x ?? 1 })')).toBeGreaterThan(1);
    expect(counted('({ input }) => ({ x: label(input) })')).toBeGreaterThan(1);
  });

  test('keeps what it leaves in variables of its author', () => {
    const kept: unknown[] = [];
    const write: Written = ({ input }) => ({ x: kept.push(input.orderId) > 0 ? input.orderId : 'none' });

    expect(built(write)).toThrow(expect.objectContaining({ code: 'EXPRESSION_DROPPED' }));
    expect(kept.at(-1)).toBeDefined();
  });
});

test('conditions of loops are callbacks, too', () => {
  const again = (condition: Written) => placed(() => order.next(loop('Again?', { while: any(condition) }, pass('Once'))));

  expect(again(({ input }) => any(gt(input.total, 1)) && input.flag)).toThrow(expect.objectContaining({ code: 'EXPRESSION_DROPPED' }));
  expect(again(({ input }) => and(gt(input.total, 1), input.flag))).not.toThrow();
});

test('what a callback may call without a second run is what drystep/expressions exports', () => {
  const entry = readFileSync(join(__dirname, '../../src/entries/expressions.ts'), 'utf8');
  const functions = [...entry.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name as string);
  let calls = 0;
  const call = () => {
    calls += 1;
    return raw('{% 1 %}');
  };
  for (const name of functions) callbackNode('Step', { text: `({ input }) => ({ x: ${name}(input) })`, call });

  expect(functions.length).toBeGreaterThan(60);
  expect(calls).toBe(functions.length);
});
