import { knownIn, parseDefinition, type StateMachine } from '../../asl';
import type { EnumeratedPath, TestExecution, TestMachine } from '../../testing';
import { goes } from './drive/attempt';
import { type DrivenPath, drive, drivenMachine } from './drive/drive';
import type { Reply, Script } from './drive/script';
import { modelScript, scriptsFor, type WantedPath, wantedPaths } from './ways';

/** A path with what makes an execution go it. */
export interface FoundTest {
  readonly path: EnumeratedPath;
  readonly around: string | undefined;
  readonly script: Script;
  readonly execution: TestExecution;
}

/** The tests that a machine can have. */
export interface FoundTests {
  /** The one that goes well first, then in the order of the paths. */
  readonly tests: readonly FoundTest[];
  /** Paths without a test, and why. */
  readonly gaps: readonly { readonly title: string; readonly reason: string }[];
  /** Paths that some test goes: a test may go one through the machine, and others through the groups inside of it. */
  readonly covered: number;
  /** All paths of the machine that end. */
  readonly paths: number;
  /** Paths that were not looked at: more than a file should hold. */
  readonly leftOut: number;
  /** Answers that most tests share. */
  readonly baseline: Script;
}

/** Looks for a test for each path of a machine. @param seed what is known of its data: a real execution's, or nothing */
export async function findTests(machine: TestMachine, most: number, seed?: Script): Promise<FoundTests> {
  const parsed = parseDefinition(machine.definition);
  if (!parsed.ok) throw new Error(`the definition of ${machine.name} has problems: drystep validate lists them`);
  const top: StateMachine = parsed.machine;
  const driven = drivenMachine(machine, top);
  const { wanted } = wantedPaths(top);
  const taken = wanted.slice(0, most);
  const models = modelScript(driven.nodes);
  let known: Script = seed === undefined ? models : { ...seed, replies: new Map([...models.replies, ...seed.replies]) };
  const found = new Map<WantedPath, FoundTest>();
  const gaps = new Map<WantedPath, string>();
  const settled = new Set<string>();
  const passing = new Set<WantedPath>();
  for (const path of [...taken].sort(byPromise)) {
    const before = [...found.values()].find(({ execution }) => path.ways.some((way) => goes(execution, way)));
    if (before !== undefined) {
      passing.add(path);
      continue;
    }
    const outcome = await driveAny(path, [known, ...(found.size > 0 ? [models] : [])]);
    if ('gap' in outcome) {
      gaps.set(path, outcome.gap);
      continue;
    }
    const { script, run } = outcome;
    const execution = run.execution!;
    found.set(path, { path: path.path, around: path.around, script, execution });
    known = learned(known, script, execution, settled, found.size === 1);
  }
  const first = [...found.keys()][0];
  const order = taken.filter((path) => found.has(path)).sort((one, other) => Number(other === first) - Number(one === first));
  return {
    tests: order.map((path) => knownIn(found, path)),
    gaps: taken.flatMap((path) => (gaps.has(path) ? [{ title: path.path.title, reason: knownIn(gaps, path) }] : [])),
    paths: wanted.length,
    covered: found.size + passing.size,
    leftOut: wanted.length - taken.length,
    baseline: known,
  };

  async function driveAny({ ways }: WantedPath, seeds: readonly Script[]): Promise<DrivenPath> {
    let first: DrivenPath | undefined;
    const effort = { runs: 0, events: 0 };
    for (const way of ways)
      for (const from of seeds)
        for (const script of scriptsFor(way, from, driven.nodes)) {
          const outcome = await drive(driven, way, script, effort);
          if ('script' in outcome) return outcome;
          first ??= outcome;
        }
    return first ?? { gap: 'no path leads there' };
  }
}

/** What goes well first, and far: other tests go on with its data. */
function byPromise(one: WantedPath, other: WantedPath): number {
  return rank(one) - rank(other) || other.path.steps.length - one.path.steps.length;
}

function rank({ path, around }: WantedPath): number {
  const failures = path.steps.filter(({ cause }) => cause.kind === 'fails').length;
  return (around === undefined ? 0 : 100) + (path.end === 'SUCCEEDED' ? 0 : 10) + failures;
}

/** What an execution tells of its machine's data: the answers of tasks that no execution before it called. */
function learned(known: Script, script: Script, execution: TestExecution, settled: Set<string>, first: boolean): Script {
  const replies = new Map(known.replies);
  for (const { state, kind } of execution.visits) {
    const value = script.replies.get(state)?.find((reply): reply is Reply & { value: never } => 'value' in reply);
    if (kind !== 'Task' || settled.has(state) || value === undefined) continue;
    settled.add(state);
    replies.set(state, [value]);
  }
  return {
    input: first ? script.input : known.input,
    replies,
    objects: [
      ...known.objects,
      ...script.objects.filter((each) => !known.objects.some((other) => JSON.stringify(other) === JSON.stringify(each))),
    ],
  };
}
