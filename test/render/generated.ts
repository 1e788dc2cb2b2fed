import type { JsonObject } from '../../src/asl';

/** A definition of so many states, the same for the same size: tasks that catch, choices that skip and go back, Map and Parallel in between. */
export function generated(size: number): JsonObject {
  const states: Record<string, JsonObject> = {};
  const random = seeded(size);
  for (let index = 0; index < size - 2; index++) {
    const next = index === size - 3 ? 'Done' : `State ${index + 1}`;
    const target = (distance: number) => `State ${Math.max(0, Math.min(size - 3, index + distance))}`;
    const draw = random();
    states[`State ${index}`] =
      draw < 0.2
        ? {
            Type: 'Choice',
            Choices: [
              { Variable: '$.total', NumericGreaterThan: index, Next: target(1 + Math.floor(random() * 8)) },
              { Variable: '$.again', BooleanEquals: true, Next: target(-Math.floor(random() * 10)) },
            ],
            Default: next,
          }
        : draw < 0.3
          ? { Type: 'Wait', Seconds: index, Next: next }
          : {
              ...task(`f${index}`),
              Retry: [{ ErrorEquals: ['Busy'] }],
              Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give Up' }],
              Next: next,
            };
  }
  return { StartAt: 'State 0', States: { ...states, 'Give Up': { Type: 'Fail' }, Done: { Type: 'Succeed' } } };
}

/** A definition with Map and Parallel inside of each other, so many levels deep. */
export function nested(depth: number): JsonObject {
  return { StartAt: `Level ${depth}`, States: level(depth) };
}

function level(depth: number): Record<string, JsonObject> {
  const name = `Level ${depth}`;
  if (depth === 0) return { [name]: { ...task('last'), End: true } };
  const inner = { StartAt: `Level ${depth - 1}`, States: level(depth - 1) };
  if (depth % 2 === 0) return { [name]: { Type: 'Map', ItemProcessor: inner, End: true } };
  const beside = { StartAt: `Beside ${depth}`, States: { [`Beside ${depth}`]: { Type: 'Pass', End: true } } };
  return { [name]: { Type: 'Parallel', Branches: [inner, beside], End: true } };
}

function task(name: string): JsonObject {
  return { Type: 'Task', Resource: `arn:aws:lambda:eu-west-1:111111111111:function:${name}` };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
