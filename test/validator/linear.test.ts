import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { compiledEntries } from '../compiled-package';
import { lambda } from './machines';

/** A chain of so many states; `make` gives what is special of each. */
function chain(length: number, make: (index: number) => object, top: JsonObject = {}): JsonObject {
  const states = Array.from({ length }, (_, index) => [
    `S${index}`,
    { ...make(index), ...(index < length - 1 ? { Next: `S${index + 1}`, End: undefined } : { End: true }) },
  ]);
  return { ...top, StartAt: 'S0', States: Object.fromEntries(states) } as JsonObject;
}

function choiceOf(rules: readonly object[]): JsonObject {
  return {
    StartAt: 'C',
    States: { C: { Type: 'Choice', Choices: rules as never, Default: 'E' }, E: { Type: 'Succeed' } },
  };
}

const jsonata = { QueryLanguage: 'JSONata' };
const many = <Item>(length: number, make: (index: number) => Item): Item[] => Array.from({ length }, (_, index) => make(index));

/** Shapes in which some rule looks at everything: quadratic as soon as it does so for each state. */
const shapes: Readonly<Record<string, (size: number) => JsonObject>> = {
  'tasks that build data up': (size) =>
    chain(size, (index) => ({ ...lambda, Parameters: { FunctionName: 'f', 'Payload.$': '$.p' }, ResultPath: `$.r${index}` })),
  'variables that nobody assigns': (size) =>
    chain(size, (index) => ({ Type: 'Pass', Assign: { [`v${index}`]: `{% $w${index} %}` } }), jsonata),
  'variables that each read the last': (size) =>
    chain(size, (index) => ({ Type: 'Pass', Assign: { [`v${index}`]: `{% $v${index - 1} %}` } }), jsonata),
  'waits in one loop': (size) => {
    const { States } = chain(size, () => ({ Type: 'Wait', Seconds: 1 })) as { States: JsonObject };
    const last = { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'S0' }], Default: 'E' };
    return { StartAt: 'S0', States: { ...States, [`S${size - 1}`]: last, E: { Type: 'Succeed' } } };
  },
  'waits that each lead to one place': (size) => {
    const spokes = many(size, (index) => [`S${index}`, { Type: 'Wait', Seconds: 1, Next: 'C' }]);
    const rules = many(size, (index) => ({ Variable: '$.a', IsNull: true, Next: `S${index}` }));
    return { ...choiceOf(rules), States: { ...(choiceOf(rules)['States'] as JsonObject), ...(Object.fromEntries(spokes) as JsonObject) } };
  },
  'compensations of one failure': (size) => {
    const { States } = chain(size, () => ({ Type: 'Task', Resource: 'a:b' })) as { States: JsonObject };
    const first = { Type: 'Task', Resource: 'a:b', Catch: [{ ErrorEquals: ['X'], Next: 'S1' }], Next: 'E' };
    return { StartAt: 'S0', States: { ...States, S0: first, [`S${size - 1}`]: { Type: 'Fail' }, E: { Type: 'Succeed' } } };
  },
  'states that nothing leads to': (size) => ({
    StartAt: 'S0',
    States: Object.fromEntries(many(size, (index) => [`S${index}`, { Type: 'Pass', End: true }])),
  }),
  'misspelt fields': (size) => chain(size, () => ({ Type: 'Pass', Nxt: 1 })),
  'states of the wrong language': (size) => chain(size, () => ({ Type: 'Pass', QueryLanguage: 'JSONPath', Output: 1 }), jsonata),
  'findings that are accepted': (size) =>
    chain(size, () => ({ Type: 'Task', Resource: 'a:b', Comment: 'drystep-ignore TASK_WITHOUT_TIMEOUT: quick' })),
  'rules of one Choice': (size) => choiceOf(many(size, (index) => ({ Variable: `$.a${index}`, IsPresent: true, Next: 'E' }))),
  'parts of one rule': (size) => choiceOf([{ And: many(size, (index) => ({ Variable: `$.a${index}`, NumericEquals: 1 })), Next: 'E' }]),
  'branches of one Parallel': (size) => ({
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        End: true,
        Branches: many(size, (index) => ({ StartAt: `B${index}`, States: { [`B${index}`]: { Type: 'Pass', End: true } } })),
      },
    },
  }),
};

/** How often the code of the package is entered while each definition is judged: the same numbers however busy the machine is. */
function workOf(definitions: readonly JsonObject[]): readonly number[] {
  const program = [join(__dirname, 'count-work.js'), compiledEntries()['drystep/validator'] as string];
  const input = JSON.stringify(definitions.map((definition) => JSON.stringify(definition)));
  return JSON.parse(execFileSync(process.execPath, program, { input, encoding: 'utf8' })) as number[];
}

const work = workOf(Object.values(shapes).flatMap((shape) => [shape(200), shape(2_000)]));

test.each(Object.keys(shapes).map((name, index) => ({ name, little: work[2 * index] as number, much: work[2 * index + 1] as number })))(
  'the work is in proportion to the size: $name',
  ({ little, much }) => {
    expect(little).toBeGreaterThan(200 * 10);
    // Ten times the size is ten times the work, or a hundred times when a rule is quadratic.
    expect(much / little).toBeLessThan(12);
  },
);
