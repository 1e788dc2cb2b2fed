// One file, so that a kind of step stands with its meaning and all of them in one list.
import { Duration, type Stack } from 'aws-cdk-lib';
import {
  choice,
  fail,
  fanOut,
  handler,
  invoke,
  loop,
  map,
  parallel,
  pass,
  pollUntil,
  retry,
  saga,
  steps,
  succeed,
  tryCatch,
  wait,
  workflow,
} from 'drystep';
import { add, and, gt, lt, not } from 'drystep/expressions';
import { importedFunction } from '../synthesized';
import type { Decoder } from './decoder';
import { changeTwin, conditionTwin, type Data, type Known, listTwin, numberTwin } from './expressions';
import { moreSteps } from './more-steps';
import {
  at,
  atOnce,
  closed,
  Ended,
  errorOutput,
  Failure,
  forgetting,
  handled,
  inside,
  itemOf,
  placed,
  plainItem,
  Race,
  type StepTwin,
  scopeOf,
  small,
  type World,
  work,
} from './world';

// biome-ignore lint/suspicious/noExplicitAny: programs are made at random; what their types would be is known to nobody.
type Any = any;

/** Makes the parts of a program; each kind of step has one. */
export class Programs {
  private readonly worker: Any;

  constructor(
    readonly d: Decoder,
    readonly stack: Stack,
  ) {
    this.worker = (stack.node.tryFindChild('Work') ?? importedFunction(stack, 'Work')) as Any;
  }

  /** Steps one after the other. */
  sequence(known: Known, depth: number, plain = false): StepTwin {
    const made: StepTwin[] = [];
    let inside = known;
    for (let left = 1 + this.d.below(3); left > 0; left -= 1) {
      const step = this.step(inside, depth, plain);
      made.push(step);
      inside = { ...inside, vars: [...inside.vars, ...(step.sets ?? [])] };
    }
    return {
      add: (flow) => made.reduce((before, step) => step.add(before), flow),
      run: (world) => made.reduce((before, step) => step.run(small(before)), world),
      sets: made.flatMap(({ sets = [] }) => sets),
    };
  }

  private step(known: Known, depth: number, plain: boolean): StepTwin {
    if (depth <= 0) return this.d.chance() ? this.change(known) : this.task(known, 0);
    const kinds: readonly ((known: Known, depth: number) => StepTwin)[] = [
      (k) => this.change(k),
      (k, n) => this.task(k, n),
      (k) => this.store(k),
      (k, n) => this.choice(k, n, plain),
      (k, n) => this.parallel(k, n),
      (k, n) => this.map(k, n),
      (k, n) => this.loop(k, n),
      (k, n) => this.attempt(k, n),
      (k) => this.saga(k),
      (k, n) => this.fanOut(k, n),
      (k) => this.poll(k),
      () => this.pause(),
      ...(plain ? [] : moreSteps.map((make) => (k: Known, n: number) => make(this, k, n))),
    ];
    return this.d.one(kinds)(known, depth - 1);
  }

  private change(known: Known): StepTwin {
    const [name, change] = [this.d.name('Change'), changeTwin(this.d, known, 3)];
    const output = at((s) => ({ ...s.input, ...change.build(s) }));
    return {
      add: (flow) => flow.next(pass(name, { output } as Any)),
      run: (world) => ({ ...world, data: { ...world.data, ...change.mean(scopeOf(world)) } }),
    };
  }

  private pause(): StepTwin {
    const name = this.d.name('Pause');
    return { add: (flow) => flow.next(wait(name, { seconds: 1 } as Any)), run: (world) => world };
  }

  private store(known: Known): StepTwin {
    const [name, number] = [this.d.name('Store'), numberTwin(this.d, known, 3)];
    const variable = name.toLowerCase().replace(' ', '');
    return {
      add: (flow) => flow.next(pass(name, { assign: at((s) => ({ [variable]: number.build(s) })) } as Any)),
      run: (world) => ({ ...world, vars: { ...world.vars, [variable]: number.mean(scopeOf(world)) } }),
      sets: [variable],
    };
  }

  /** A call of the function with one of the ways to place its result, perhaps with handlers. */
  private task(known: Known, depth: number, picky = this.d.chance(), simple = false): StepTwin {
    const [name, x, placing] = [
      this.d.name('Task'),
      numberTwin(this.d, known, 2),
      known.plain ? this.d.one([0, 1, 3].slice(0, simple ? 2 : 3)) : this.d.below(simple ? 3 : 4),
    ];
    const key = name.toLowerCase().replace(' ', '');
    const mode = picky ? 'picky' : 'easy';
    const retries = this.d.below(2);
    const caught = picky && !simple && this.d.chance();
    const [odd, all] = caught ? [this.sequence(known, depth), this.sequence(known, depth)] : [undefined, undefined];
    const placements: readonly Any[] = [
      { into: key },
      { discard: true },
      { output: at((s) => ({ ...s.input, n: s.result.y, list: s.result.list })) },
      { into: key, assign: ({ result }: Any) => ({ [key]: result.y }) },
    ];
    const options = {
      payload: at((s) => ({ mode, x: x.build(s) })),
      ...placements[placing],
      retry: retries === 0 ? retry.never() : [{ errors: ['Odd'], maxAttempts: retries }],
      ...(odd === undefined || all === undefined
        ? {}
        : { catch: (failure: Any) => failure.on('Odd', (f: Any) => odd.add(f)).all((f: Any) => all.add(f)) }),
    };
    return {
      add: (flow) => flow.next(invoke(name, handler(this.worker) as Any, options as Any)),
      run: (world) => {
        const event = { mode, x: x.mean(scopeOf(world)) };
        try {
          for (let attempt = 0; ; attempt += 1) {
            world.calls.push(`${name} ${event.x}`);
            try {
              return placed(world, key, placing, work(event));
            } catch (error) {
              if (!(error instanceof Failure && error.error === 'Odd' && attempt < retries)) throw error;
            }
          }
        } catch (error) {
          if (odd === undefined || all === undefined) throw error;
          return handled(world, error, { Odd: odd, all });
        }
      },
      // A handler goes on without them.
      sets: placing === 3 && !caught ? [key] : [],
    };
  }

  private choice(known: Known, depth: number, plain: boolean): StepTwin {
    const name = this.d.name('Choice');
    const rules = Array.from({ length: 1 + this.d.below(2) }, (_, index) => ({
      when: index === 0 ? conditionTwin(this.d, known, 3) : otherwiseSaid(conditionTwin(this.d, known, 3)),
      step: this.d.below(4) === 0 ? undefined : this.sequence(known, depth, plain),
      end: endOf(known, plain ? 0 : this.d.below(8)),
      name: this.d.name('End'),
    }));
    const otherwise = this.d.chance() ? this.sequence(known, depth, plain) : undefined;
    const branch = ({ step, end, name: ending }: (typeof rules)[number]) => {
      if (step === undefined) return [];
      const last = end === 6 ? [succeed(ending)] : end === 7 ? [fail(ending, { error: 'Chosen', cause: ending })] : [];
      return [(f: Any) => last.reduce((flow: Any, more) => flow.next(more), step.add(f))];
    };
    return {
      add: (flow) =>
        flow.next(
          choice(name, ((c: Any) => {
            const collected = rules.reduce(
              (before: Any, rule) =>
                before.when(
                  at((s) => rule.when.build(s)),
                  ...branch(rule),
                ),
              c,
            );
            return otherwise === undefined ? collected.otherwise() : collected.otherwise((f: Any) => otherwise.add(f));
          }) as Any),
        ),
      run: (world) => {
        const rule = rules.find(({ when }) => when.mean(scopeOf(world)));
        if (rule === undefined) return otherwise === undefined ? world : forgetting(world, otherwise.run(world));
        if (rule.step === undefined) return world;
        const after = rule.step.run(world);
        if (rule.end === 6) throw new Ended(after.data);
        if (rule.end === 7) throw new Failure('Chosen', rule.name);
        return forgetting(world, after);
      },
    };
  }

  private parallel(known: Known, depth: number): StepTwin {
    const [name, listed] = [this.d.name('Parallel'), this.d.chance()];
    const key = name.toLowerCase().replace(' ', '');
    const branches = { a: this.sequence(inside(known), depth), b: this.sequence(inside(known), depth) };
    const from = steps<Data>() as Any;
    const flows = () => Object.values(branches).map((branch, index) => branch.add(steps<Data>() && begin(from, `${name} ${index}`)));
    const output = at((s) => {
      const [a, b] = listed ? [s.result[0], s.result[1]] : [s.result.a, s.result.b];
      return { ...s.input, n: a.n, m: add(a.m, b.m), list: b.list, text: b.text };
    });
    return {
      add: (flow) => {
        const [a, b] = flows();
        return flow.next(parallel(name, (listed ? [a, b] : { a, b }) as Any, (known.plain ? { into: key } : { output }) as Any));
      },
      run: (world) => {
        const [a, b] = atOnce(Object.values(branches).map((branch) => () => closed(branch, world))) as [Data, Data];
        if (known.plain) return { ...world, data: { ...world.data, [key]: listed ? [a, b] : { a, b } } };
        return { ...world, data: { ...world.data, n: a.n, m: a.m + b.m, list: b.list, text: b.text } };
      },
    };
  }

  private map(known: Known, depth: number): StepTwin {
    const [name, items, each] = [this.d.name('Map'), listTwin(this.d, known, known.plain ? 0 : 2), this.sequence(inside(known), depth)];
    const options = {
      items: at((s) => items.build(s)),
      itemSelector: known.plain ? plainItem : ({ input, item, index }: Any) => ({ ...input, n: item, m: index }),
      into: name.toLowerCase().replace(' ', ''),
    };
    return {
      add: (flow) => flow.next(map(name, options as Any, ((item: Any) => each.add(item)) as Any)),
      run: (world) => {
        const results = atOnce(
          items.mean(scopeOf(world)).map((n, m) => () => closed(each, { ...world, data: itemOf(known, world.data, n, m) })),
        );
        return { ...world, data: { ...world.data, [options.into]: results } };
      },
    };
  }

  private fanOut(known: Known, depth: number): StepTwin {
    const [name, items, tolerated] = [this.d.name('Fan'), listTwin(this.d, known, known.plain ? 0 : 2), this.d.below(3)];
    const each = this.d.chance() ? this.task(inside(known), 0, true) : this.sequence(inside(known), depth);
    const [into, shaped] = [name.toLowerCase().replace(' ', ''), !known.plain && this.d.chance()];
    const options = {
      items: at((s) => items.build(s)),
      itemSelector: known.plain ? plainItem : ({ input, item, index }: Any) => ({ ...input, n: item, m: index }),
      toleratedFailures: tolerated === 0 ? 'all' : { count: tolerated - 1 },
      ...(shaped ? {} : { into }),
    };
    const outcome = shaped
      ? { output: at((s) => ({ ...s.input, [into]: { failed: s.result.failed, succeeded: s.result.succeeded } })) }
      : undefined;
    return {
      add: (flow) => flow.next(fanOut(name, options as Any, ((item: Any) => each.add(item)) as Any, outcome as Any)),
      run: (world) => {
        const [succeeded, failed]: [Data[], unknown[]] = [[], []];
        for (const [m, n] of items.mean(scopeOf(world)).entries()) {
          const item = itemOf(known, world.data, n, m);
          try {
            succeeded.push(closed(each, { ...world, data: item }));
          } catch (error) {
            failed.push({ item, error: errorOutput(error) });
          }
        }
        if (tolerated > 0 && failed.length > tolerated - 1)
          throw new Failure('FanOutFailed', `"${name}" tolerates ${tolerated - 1} failures, and ${failed.length} items failed.`);
        return { ...world, data: { ...world.data, [into]: { succeeded, failed } } };
      },
    };
  }

  private loop(known: Known, depth: number): StepTwin {
    const [name, times, more] = [this.d.name('Loop'), 1 + this.d.below(3), conditionTwin(this.d, known, 2)];
    const [body, key] = [this.sequence(known, depth, true), name.toLowerCase().replace(' ', '')];
    const counting = (from: Any, state: string, value: (s: Any) => unknown) =>
      from.next(pass(state, { output: at((s) => ({ ...s.input, [key]: value(s) })) } as Any));
    return {
      add: (flow) =>
        counting(flow, `${name} Zero`, () => 0).next(
          loop(
            name,
            { while: at((s) => and(lt(s.input[key], times), more.build(s))) } as Any,
            ((f: Any) => counting(body.add(f), `${name} Up`, (s) => add(s.input[key], 1))) as Any,
          ),
        ),
      run: (world) => {
        let now: World = { ...world, data: { ...world.data, [key]: 0 } };
        while ((now.data[key] as number) < times && more.mean(scopeOf(now))) {
          now = body.run(now);
          now = { ...now, data: { ...now.data, [key]: (now.data[key] as number) + 1 } };
        }
        return forgetting(world, now);
      },
    };
  }

  private poll(known: Known): StepTwin {
    const [name, limit, attempts, step] = [this.d.name('Poll'), this.d.below(5), 2 + this.d.below(2), 1 + this.d.below(2)];
    const other = numberTwin(this.d, known, 1);
    const output = at((s) => ({ ...s.input, n: add(s.input.n, step), m: other.build(s) }));
    const options = { until: ({ input }: Any) => gt(input.n, limit), every: Duration.seconds(2), attempts };
    return {
      add: (flow) => flow.next(pollUntil(name, ((f: Any) => f.next(pass(`${name} Check`, { output } as Any))) as Any, options as Any)),
      run: (world) => {
        let now = world;
        for (let run = 1; ; run += 1) {
          now = { ...now, data: { ...now.data, n: now.data.n + step, m: other.mean(scopeOf(now)) } };
          if (now.data.n > limit) return now;
          if (run >= attempts) throw new Failure('DeadlineExceeded', `"${name}" was not done after ${attempts} attempts.`);
        }
      },
    };
  }

  private attempt(known: Known, depth: number): StepTwin {
    const name = this.d.name('Try');
    const stays = { ...known, stays: true };
    const [tried, caughtAll, last] = [this.sequence(stays, depth), this.d.chance(), this.d.chance()];
    const odd = this.sequence(stays, depth, true);
    const all = caughtAll ? this.sequence(stays, depth, true) : undefined;
    const finallyName = `${name} Last`;
    const unlock = (t: Any) =>
      last
        ? t.finally(
            invoke(finallyName, handler(this.worker) as Any, { payload: ({ input }: Any) => ({ mode: 'easy', x: input.n }) } as Any),
          )
        : t;
    const build = (t: Any) => {
      const on = t.try((f: Any) => tried.add(f)).on('Odd', (f: Any) => odd.add(f));
      return unlock(all === undefined ? on : on.catch((f: Any) => all.add(f)));
    };
    const attempted = (world: World): World => {
      try {
        return { ...world, data: closed(tried, world) };
      } catch (error) {
        return handled(world, error, { Odd: odd, all });
      }
    };
    return {
      add: (flow) => flow.next(tryCatch(name, build as Any)),
      run: (world) => {
        let after: World;
        try {
          after = attempted(world);
        } catch (error) {
          if (last) world.calls.push(`${finallyName} After Failure ${world.data.n}`);
          throw error;
        }
        if (last) world.calls.push(`${finallyName} ${world.data.n}`);
        return forgetting(world, after);
      },
    };
  }

  private saga(known: Known): StepTwin {
    const name = this.d.name('Saga');
    const parts = Array.from({ length: 2 + this.d.below(2) }, (_, index) => ({
      step: this.d.chance() ? this.task(known, 0, this.d.chance(), true) : this.guarded(known),
      undo: this.d.chance() ? `${name} Undo ${index}` : undefined,
    }));
    const undoing = (state: string) =>
      invoke(state, handler(this.worker) as Any, { payload: ({ input }: Any) => ({ mode: 'easy', x: input.n }) } as Any);
    return {
      add: (flow) =>
        flow.next(
          saga(name, ((s: Any) =>
            parts.reduce(
              (before, { step, undo }) => before.step((f: Any) => step.add(f), undo === undefined ? {} : { compensate: undoing(undo) }),
              s,
            )) as Any),
        ),
      run: (world) => {
        const undo: { readonly name: string }[] = [];
        let now = world;
        for (const { step, undo: undoName } of parts) {
          try {
            now = forgetting(now, step.run(now));
          } catch (error) {
            if (!(error instanceof Failure)) throw error;
            // Every compensation gets the input of the step that failed.
            for (const one of undo.reverse()) now.calls.push(`${one.name} ${now.data.n}`);
            throw error;
          }
          if (undoName !== undefined) undo.push({ name: undoName });
        }
        return forgetting(world, now);
      },
    };
  }

  /** Steps without variables, which a saga could not keep. */
  private guarded(known: Known): StepTwin {
    const [change, task] = [this.change(known), this.task(known, 0, this.d.chance(), true)];
    return { add: (flow) => task.add(change.add(flow)), run: (world) => task.run(change.run(world)) };
  }
}

/** How a branch of a choice ends. */
function endOf({ stays }: Known, drawn: number): number {
  return stays === true && drawn === 6 ? 0 : drawn;
}

function begin(from: Any, name: string): Any {
  return workflow<Data>().next(from.pass(`${name} Begin`)) as Any;
}

/** What a program gives when it is run by its meaning; undefined where that is a matter of who is faster, or of quotas. */
export function meaningOf(program: StepTwin, data: Data): { readonly outcome: unknown; readonly calls: readonly string[] } | undefined {
  const calls: string[] = [];
  try {
    const output = closed(program, { data, vars: {}, calls });
    // What grows with each turn of a loop meets the quotas of the service.
    return JSON.stringify(output).length > 50_000 ? undefined : { outcome: { output }, calls };
  } catch (error) {
    if (error instanceof Race) return undefined;
    return { outcome: { error: errorOutput(error) }, calls };
  }
}

/** The same condition in other words: a choice refuses one that it asks twice. */
function otherwiseSaid(condition: ReturnType<typeof conditionTwin>): ReturnType<typeof conditionTwin> {
  return { ...condition, build: (s) => not(not(condition.build(s))) };
}
