import { Duration, type Stack } from 'aws-cdk-lib';
import { Pass, Result } from 'aws-cdk-lib/aws-stepfunctions';
import { choice, choiceOn, distributedMap, fromState, map, parallel, pass, retry, sdk, wait } from 'drystep';
import { add, count } from 'drystep/expressions';
import type { Decoder } from './decoder';
import { changeTwin, conditionTwin, type Data, type Known, listTwin, numberTwin, textTwin } from './expressions';
import {
  at,
  atOnce,
  closed,
  errorOutput,
  Failure,
  forgetting,
  handled,
  inside,
  itemOf,
  plainItem,
  type StepTwin,
  scopeOf,
  work,
} from './world';

// biome-ignore lint/suspicious/noExplicitAny: programs are made at random; what their types would be is known to nobody.
type Any = any;

/** What makes the steps inside of others. */
export interface Maker {
  readonly d: Decoder;
  readonly stack: Stack;
  sequence(known: Known, depth: number, plain?: boolean): StepTwin;
}

type MakeStep = (maker: Maker, known: Known, depth: number) => StepTwin;

const keyOf = (name: string): string => name.toLowerCase().replace(' ', '');

/** A choice by the values of a key. */
const onKind: MakeStep = (maker, known, depth) => {
  const name = maker.d.name('Kind');
  const [a, b, c] = [maker.sequence(known, depth), maker.sequence(known, depth), maker.sequence(known, depth)];
  return {
    add: (flow) =>
      flow.next(
        choiceOn('kind' as never, { a: (f: Any) => a.add(f), b: (f: Any) => b.add(f), c: (f: Any) => c.add(f) } as never, { name }),
      ),
    run: (world) => forgetting(world, { a, b, c }[world.data.kind].run(world)),
  };
};

/** A choice whose rules store variables, and in JSONata pass on something else. */
const ruled: MakeStep = (maker, known, depth) => {
  const [name, when] = [maker.d.name('Rule'), conditionTwin(maker.d, known, 2)];
  const [yes, no, change] = [numberTwin(maker.d, known, 2), numberTwin(maker.d, known, 2), changeTwin(maker.d, known, 2)];
  const variable = keyOf(name);
  const after: Known = { ...known, vars: [...known.vars, variable] };
  const [step, other] = [
    maker.d.chance() ? maker.sequence(after, depth) : undefined,
    maker.d.chance() ? maker.sequence(after, depth) : undefined,
  ];
  const stepOf = (one: StepTwin | undefined) => (one === undefined ? [] : [(f: Any) => one.add(f)]);
  const output = known.plain ? {} : { output: at((s) => ({ ...s.input, ...change.build(s) })) };
  const outcome = (number: typeof yes) => ({ assign: at((s) => ({ [variable]: number.build(s) })), ...output });
  return {
    add: (flow) =>
      flow.next(
        choice(name, ((c: Any) =>
          c
            .rule({ when: at((s) => when.build(s)), comment: `rule of ${name}`, ...outcome(yes) }, ...stepOf(step))
            .default(outcome(no), ...stepOf(other))) as Any),
      ),
    run: (world) => {
      const scope = scopeOf(world);
      const holds = when.mean(scope);
      const data = known.plain ? world.data : { ...world.data, ...change.mean(scope) };
      const vars = { ...world.vars, [variable]: (holds ? yes : no).mean(scope) };
      const begun = { ...world, data, vars };
      const ended = (holds ? step : other)?.run(begun) ?? begun;
      return { ...ended, vars };
    },
    sets: [variable],
  };
};

/** A choice that asks for fields. */
const present: MakeStep = (maker, known, depth) => {
  const name = maker.d.name('Present');
  const deep = maker.d.chance();
  const [step, other] = [maker.sequence(known, depth), maker.sequence(known, depth)];
  return {
    add: (flow) =>
      flow.next(
        choice(name, ((c: Any) =>
          c.whenPresent(deep ? 'deep.inner.b' : 'maybe', (f: Any) => step.add(f)).otherwise((f: Any) => other.add(f))) as Any),
      ),
    run: (world) => {
      const held = deep ? world.data.deep.inner.b : world.data.maybe;
      return forgetting(world, (held === undefined ? other : step).run(world));
    },
  };
};

/** A Wait of each kind that stores a variable, and in JSONata passes on something else. */
const pause: MakeStep = (maker, known) => {
  const [name, change, number] = [maker.d.name('Wait'), changeTwin(maker.d, known, 2), numberTwin(maker.d, known, 2)];
  const times: readonly Any[] = [
    { until: '2020-01-01T00:00:00Z' },
    { until: ({ input }: Any) => input.deep.when },
    { seconds: ({ input }: Any) => (known.plain ? input.deep.inner.n : count(input.list)) },
    { duration: Duration.minutes(2) },
  ];
  const [time, variable] = [maker.d.one(times), keyOf(name)];
  const output = known.plain ? {} : { output: at((s) => ({ ...s.input, ...change.build(s) })) };
  return {
    add: (flow) => flow.next(wait(name, { ...time, ...output, assign: at((s) => ({ [variable]: number.build(s) })) } as Any)),
    run: (world) => {
      const scope = scopeOf(world);
      const data = known.plain ? world.data : { ...world.data, ...change.mean(scope) };
      return { ...world, data, vars: { ...world.vars, [variable]: number.mean(scope) } };
    },
    sets: [variable],
  };
};

/** A Pass that merges a value under a key, or writes it over one. */
const valued: MakeStep = (maker, known) => {
  const [name, over] = [maker.d.name('Value'), maker.d.chance()];
  const value = maker.d.one([numberTwin, textTwin, listTwin, changeTwin])(maker.d, known, known.plain ? 1 : 2);
  // JSONPath wants what it computes in the field of an object.
  const wrapped = (inside: unknown) => (known.plain ? { of: inside } : inside);
  const key = over ? 'scratch' : keyOf(name);
  return {
    add: (flow) =>
      flow.next(pass(name, { value: at((s) => wrapped(value.build(s))), ...(over ? { replace: key } : { into: key }) } as Any)),
    run: (world) => ({ ...world, data: { ...world.data, [key]: wrapped(value.mean(scopeOf(world))) } }),
  };
};

/** A call of a service by the SDK, whose answer has no wrapper. */
const called: MakeStep = (maker, known) => {
  const [name, x] = [maker.d.name('Call'), numberTwin(maker.d, known, 2)];
  const [mode, key] = [maker.d.chance() ? 'picky' : 'easy', keyOf(name)];
  const places: readonly Any[] = [
    { into: key },
    { replace: 'scratch' },
    { discard: true, assign: ({ result }: Any) => ({ [key]: result.y }) },
    { output: at((s) => ({ ...s.input, n: add(s.result.y, 1), list: s.result.list })) },
  ];
  const place = maker.d.below(known.plain ? 3 : 4);
  const caught = place !== 2 && maker.d.chance() ? maker.sequence(known, 0) : undefined;
  const options = {
    ...places[place],
    retry: retry.never(),
    timeout: Duration.minutes(5),
    comment: 'a call',
    ...(caught === undefined ? {} : { catch: (failure: Any) => failure.all((f: Any) => caught.add(f)) }),
  };
  const event = at((s) => ({ mode, x: x.build(s) }));
  const call = {
    service: 'dynamodb',
    action: 'getItem',
    access: { resources: ['*'] },
    parameters: (s: Any) => ({ TableName: 'T', Key: event(s) }),
    ...options,
  };
  return {
    add: (flow) => flow.next(sdk(name, call as Any)),
    run: (world) => {
      const given = { mode, x: x.mean(scopeOf(world)) };
      world.calls.push(`${name} ${given.x}`);
      const { data, vars } = world;
      try {
        const result = work(given);
        if (place === 2) return { ...world, vars: { ...vars, [key]: result.y } };
        if (place === 3) return { ...world, data: { ...data, n: result.y + 1, list: result.list } };
        return { ...world, data: { ...data, [place === 0 ? key : 'scratch']: result } };
      } catch (error) {
        if (caught === undefined) throw error;
        return handled(world, error, { Odd: caught, all: caught });
      }
    },
    sets: place === 2 ? [key] : [],
  };
};

/** A Map whose output and variables are made of its result, with a handler. */
const shapedMap: MakeStep = (maker, known, depth) => {
  const [name, items] = [maker.d.name('Shaped'), listTwin(maker.d, known, known.plain ? 0 : 2)];
  const each = maker.sequence(inside(known), depth);
  const [key, caught] = [keyOf(name), maker.d.chance() ? maker.sequence(known, 0) : undefined];
  const options = {
    items: at((s) => items.build(s)),
    itemSelector: known.plain ? plainItem : ({ input, item, index }: Any) => ({ ...input, n: item, m: index }),
    maxConcurrency: 1 + maker.d.below(3),
    ...(known.plain ? { into: key } : {}),
    ...(caught === undefined ? {} : { catch: (failure: Any) => failure.all((f: Any) => caught.add(f)) }),
  };
  const outcome = {
    assign: ({ result }: Any) => ({ [key]: count(result) }),
  };
  const shaped = known.plain ? outcome : { ...outcome, output: at((s) => ({ ...s.input, m: count(s.result), [key]: { all: s.result } })) };
  return {
    add: (flow) => flow.next(map(name, options as Any, ((item: Any) => each.add(item)) as Any, shaped as Any)),
    run: (world) => {
      const { data } = world;
      try {
        const all = atOnce(items.mean(scopeOf(world)).map((n, m) => () => closed(each, { ...world, data: itemOf(known, data, n, m) })));
        const vars = { ...world.vars, [key]: all.length };
        return known.plain
          ? { ...world, vars, data: { ...data, [key]: all } }
          : { ...world, vars, data: { ...data, m: all.length, [key]: { all } } };
      } catch (error) {
        if (caught === undefined || !(error instanceof Failure)) throw error;
        return handled(world, error, { Odd: caught, all: caught });
      }
    },
    sets: caught === undefined ? [key] : [],
  };
};

/** A Parallel of one branch that is tried again and handled. */
const guarded: MakeStep = (maker, known, depth) => {
  const [name, listed, attempts] = [maker.d.name('Guarded'), maker.d.chance(), maker.d.below(2)];
  const [branch, caught] = [maker.sequence(inside(known), depth), maker.sequence(known, 0)];
  const key = keyOf(name);
  const built = (f: Any) => branch.add(f);
  const options = {
    into: key,
    retry: [{ errors: ['Odd', 'Negative'], maxAttempts: attempts, interval: Duration.seconds(3) }],
    catch: (failure: Any) => failure.on('Odd', (f: Any) => caught.add(f)),
  };
  return {
    add: (flow) => flow.next(parallel(name, (listed ? [built] : { only: built }) as Any, options as Any)),
    run: (world) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          const only = closed(branch, world);
          return { ...world, data: { ...world.data, [key]: listed ? [only] : { only } } };
        } catch (error) {
          const { Error: name } = errorOutput(error);
          if (attempt < attempts && ['Odd', 'Negative'].includes(name)) continue;
          return handled(world, error, { Odd: caught, all: undefined });
        }
      }
    },
  };
};

/** Child executions, which see no variables of the workflow. */
const children: MakeStep = (maker, known, depth) => {
  const [name, items] = [maker.d.name('Children'), listTwin(maker.d, known, known.plain ? 0 : 2)];
  const each = maker.sequence({ ...inside(known), vars: [] }, depth);
  const key = keyOf(name);
  const options = {
    items: at((s) => items.build(s)),
    itemSelector: known.plain ? plainItem : ({ input, item, index }: Any) => ({ ...input, n: item, m: index }),
    into: key,
  };
  return {
    add: (flow) => flow.next(distributedMap(name, options as Any, ((item: Any) => each.add(item)) as Any)),
    run: (world) => {
      const { data } = world;
      try {
        const all = atOnce(
          items.mean(scopeOf(world)).map((n, m) => () => closed(each, { ...world, vars: {}, data: itemOf(known, data, n, m) })),
        );
        return { ...world, data: { ...data, [key]: all } };
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        throw new Failure('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded');
      }
    },
  };
};

/** A state of aws-cdk-lib, in JSONPath. */
const foreign: MakeStep = (maker) => {
  const name = maker.d.name('Plain');
  const state = () =>
    new Pass(maker.stack, `${name} ${maker.stack.node.children.length}`, {
      stateName: name,
      result: Result.fromObject({ of: [name] }),
      resultPath: '$.plain',
    });
  return {
    add: (flow) => flow.next(fromState<Data, Data>(state()) as Any),
    run: (world) => ({ ...world, data: { ...world.data, plain: { of: [name] } } }),
  };
};

/** Steps of the other builders, each with its meaning. */
export const moreSteps: readonly MakeStep[] = [onKind, ruled, present, pause, valued, called, shapedMap, guarded, children, foreign];
