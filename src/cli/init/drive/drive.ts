import { type AnyStateFields, type AnyStateNode, type JsonValue, knownIn, type StateGroup, type StateNode } from '../../../asl';
import type { TestMachine } from '../../../testing';
import { type JsonPlace, placesIn, valueAt } from '../json-place';
import { modelHas, modelValue } from '../model-answer';
import { OTHER_SORTS, sampleFor } from '../sample-value';
import { type Attempt, attempt, sourcesBefore } from './attempt';
import { standing, type ValueToDrive, wantedAt } from './choice-data';
import { missingPlaces } from './missing-places';
import { type Alias, aliasesIn, type DataRead, originsOf, readsOf } from './reads';
import { type Script, type Source, sourcesOf, sourceValue, withPlaced } from './script';
import { bucketWrittenBy, itemsReadBy } from './stored-items';
import type { WantedWay } from './wanted-way';

/** A machine whose ways are looked for. */
export interface DrivenMachine {
  readonly machine: TestMachine;
  readonly nodes: ReadonlyMap<string, AnyStateNode>;
  readonly aliases: readonly Alias[];
}

/** What driving a machine needs to know of it. */
export function drivenMachine(machine: TestMachine, top: StateGroup): DrivenMachine {
  const nodes = new Map<string, AnyStateNode>();
  const collect = (group: StateGroup): void => {
    for (const node of group.states.values()) {
      nodes.set(node.name, node);
      for (const inner of node.groups) collect(inner);
    }
  };
  collect(top);
  return { machine, nodes, aliases: aliasesIn(top) };
}

/** A script by which an execution goes a way, and the execution; or what stopped the search. */
export type DrivenPath = { readonly script: Script; readonly run: Attempt } | { readonly gap: string };

const MOST_REPAIRS = 40;
/** What the search for one path may take, over all ways to it: beyond that the path is left out. Events are counted, not time: equal machines give equal files. */
const MOST_RUNS = 1_200;
const MOST_EVENTS = 200_000;
/** What is left for making it small. */
const LAST_RUNS = 100;

/** What a search has taken. */
export interface Effort {
  runs: number;
  events: number;
}

/** Looks for data by which an execution goes a way: what a state does not find is put where it may come from, and what a Choice wants as well. */
export async function drive(driven: DrivenMachine, way: WantedWay, seed: Script, effort: Effort): Promise<DrivenPath> {
  const search = new Search(driven, way, effort);
  let script = seed;
  let run = await search.run(script);
  const seen = new Set([signature(run)]);
  for (let repairs = 0; !run.gone; repairs++) {
    if (run.trouble !== undefined) return { gap: run.trouble };
    if (repairs === MOST_REPAIRS) return { gap: gapOf(run, true) };
    const repaired = await search.repair(script, run, seen);
    if (repaired === undefined) return { gap: gapOf(run, search.tired()) };
    ({ script, run } = repaired);
    seen.add(signature(run));
  }
  return search.minimised(script, run, seed);
}

function signature({ progress, last, blamed, trouble, gone }: Attempt): string {
  return JSON.stringify([
    progress,
    last?.visit.state,
    last?.visit.next,
    blamed?.visit.state,
    blamed?.error,
    blamed === undefined ? undefined : withoutData(blamed.cause),
    trouble,
    gone,
  ]);
}

/** A cause without the data that it quotes: other data in the same place bring nobody further. */
function withoutData(cause: string): string {
  return cause.replace(/(input '?|was: |== |values? )[[{"'][\s\S]*/, '$1');
}

function gapOf({ blamed, last }: Attempt, tired: boolean): string {
  if (blamed !== undefined) return `${blamed.visit.kind} "${blamed.visit.state}" failed with ${blamed.error}: ${blamed.cause}`;
  return `no data was found with which "${last?.visit.state ?? 'the first state'}" continues${tired ? ' in reasonable time' : ''}`;
}

interface FoundScript {
  readonly script: Script;
  readonly run: Attempt;
}

class Search {
  constructor(
    private readonly driven: DrivenMachine,
    private readonly way: WantedWay,
    private readonly effort: Effort,
  ) {}

  tired(more = 0): boolean {
    return this.effort.runs > MOST_RUNS + more || this.effort.events > MOST_EVENTS * (more > 0 ? 2 : 1);
  }

  async run(script: Script): Promise<Attempt> {
    const run = await attempt(this.driven.machine, script, this.way);
    this.effort.runs++;
    this.effort.events += run.execution?.history.length ?? 0;
    return run;
  }

  async repair(script: Script, run: Attempt, seen: ReadonlySet<string>): Promise<FoundScript | undefined> {
    const { blamed, last } = run;
    const better = (next: Attempt): boolean =>
      next.gone || (next.progress >= run.progress && next.trouble === undefined && !seen.has(signature(next)));
    if (blamed !== undefined) {
      const node = this.node(blamed.visit.state);
      const stored = await this.store(script, node, blamed.visit.input, blamed.error);
      if (stored !== undefined && better(stored.run)) return stored;
      const found = await this.fill(script, run, blamed.visit, readsToFill(node, blamed.cause), better);
      if (found !== undefined) return found;
      if (node.type === 'Choice') return this.choose(script, run, blamed.visit, node);
    }
    if (last === undefined) return undefined;
    const node = this.node(last.visit.state);
    if (node.type === 'Choice') return this.choose(script, run, last.visit, node);
    // A Map without items, or one that goes on where it should fail.
    if (node.type === 'Map') return this.fill(script, run, last.visit, readsOf(node), better);
    return undefined;
  }

  /** Puts what a Map reads from S3 there, and the bucket that it writes to. */
  private async store(script: Script, node: AnyStateNode, input: JsonValue | undefined, error: string): Promise<FoundScript | undefined> {
    const wanted =
      error === 'States.ItemReaderFailed'
        ? itemsReadBy(node, input)
        : error === 'States.ResultWriterFailed'
          ? bucketWrittenBy(node, input)
          : undefined;
    if (wanted === undefined || script.objects.some(({ bucket, key }) => bucket === wanted.bucket && key === wanted.key)) return undefined;
    const next = { ...script, objects: [...script.objects, wanted] };
    return { script: next, run: await this.run(next) };
  }

  private node(state: string): AnyStateNode {
    return knownIn(this.driven.nodes, state);
  }

  /** Puts something where a state reads, by the source that makes it go on. */
  private async fill(
    script: Script,
    run: Attempt,
    visit: NonNullable<Attempt['blamed']>['visit'],
    reads: readonly DataRead[],
    better: (next: Attempt) => boolean,
  ): Promise<FoundScript | undefined> {
    const node = this.node(visit.state);
    const sources = sourcesBefore(run.execution!, visit, script);
    const missing = reads.filter((read) => standing(visit as never, read) === undefined);
    for (const others of [false, true])
      for (const read of [...missing, ...reads.filter((each) => !missing.includes(each))])
        for (const source of sources)
          for (const place of this.placesIn(source, originsOf(read, this.driven.aliases)))
            for (const value of others ? OTHER_SORTS : [this.valueFor(node, source, place)]) {
              if (this.tired()) return undefined;
              const next = this.placed(script, source, place, value);
              if (next === undefined) continue;
              const after = await this.run(next);
              if (better(after)) return { script: next, run: after };
            }
    return undefined;
  }

  /** Puts what a Choice wants where it comes from. */
  private async choose(
    script: Script,
    run: Attempt,
    visit: NonNullable<Attempt['blamed']>['visit'],
    node: AnyStateNode,
  ): Promise<FoundScript | undefined> {
    const step = run.last?.visit.number === visit.number ? run.last.way.steps[run.last.step] : undefined;
    const { Choices = [], Default }: AnyStateFields = node.fields;
    const targets =
      step === undefined
        ? [...(Default === undefined ? [] : ['Default']), ...Choices.map((_, index) => String(index))]
        : [targetOf(step.transition)];
    for (const target of targets) {
      if (target === undefined) continue;
      const fixed = new Set<string>();
      for (let tries = 0; tries < 5; tries++) {
        const wanted = await wantedAt(node, target, visit as never, fixed);
        if (wanted === undefined) break;
        const placed = await this.placeAll(script, run, visit, wanted);
        if ('unplaced' in placed) fixed.add(JSON.stringify(placed.unplaced));
        else if (placed.run.progress > run.progress || placed.run.gone || step === undefined) return placed;
        else for (const { read } of wanted) fixed.add(JSON.stringify(read));
      }
    }
    return undefined;
  }

  private async placeAll(
    script: Script,
    run: Attempt,
    visit: NonNullable<Attempt['blamed']>['visit'],
    wanted: readonly ValueToDrive[],
  ): Promise<FoundScript | { readonly unplaced: DataRead }> {
    const sources = sourcesBefore(run.execution!, visit, script);
    let found: FoundScript = { script, run };
    for (const { read, value } of wanted) {
      const next = await this.arriving(found, sources, visit, read, value);
      if (next === undefined) return { unplaced: read };
      found = next;
    }
    return found;
  }

  /** A script by which a value arrives where a visit reads it. */
  private async arriving(
    { script, run }: FoundScript,
    sources: readonly Source[],
    visit: NonNullable<Attempt['blamed']>['visit'],
    read: DataRead,
    value: JsonValue | undefined,
  ): Promise<FoundScript | undefined> {
    for (const source of sources)
      for (const place of this.placesIn(source, originsOf(read, this.driven.aliases))) {
        if (this.tired()) return undefined;
        const next = this.placed(script, source, place, value);
        if (next === undefined) continue;
        const after = await this.run(next);
        if (after.trouble !== undefined || after.progress < run.progress) continue;
        const there = after.execution?.visits.filter(({ state }) => state === visit.state)[this.turnOf(run, visit)];
        if (there !== undefined && JSON.stringify(standing(there as never, read)) === JSON.stringify(value))
          return { script: next, run: after };
      }
    return undefined;
  }

  /** Which visit of its state it is. */
  private turnOf({ execution }: Attempt, visit: { readonly state: string; readonly number: number }): number {
    return (execution?.visits ?? []).filter(({ state, number }) => state === visit.state && number < visit.number).length;
  }

  /** What a Task asks for. */
  private resourceOf(state: string): string {
    return (this.node(state) as StateNode<'Task'>).fields.Resource;
  }

  /** Where data may be put into a source: a function's payload alone. */
  private placesIn(source: Source, places: readonly JsonPlace[]): readonly JsonPlace[] {
    if (source === 'input') return places;
    if ('object' in source) return places.flatMap((place) => (place[0] === '0' ? [place] : [['0', ...place]]));
    if (!isLambdaInvoke(this.resourceOf(source.state))) return places;
    return places.map((place) => (place[0] === 'Payload' ? place : ['Payload', ...place]));
  }

  private valueFor(node: AnyStateNode, source: Source, place: JsonPlace): JsonValue {
    if (node.type === 'Wait') return JSON.stringify(node.fields).includes('"Timestamp') ? '2024-01-01T00:00:00Z' : 1;
    if (node.type === 'Map' && JSON.stringify([node.fields.ItemsPath, node.fields.Items]).includes(place.at(-1) ?? '$')) return [{}];
    const modelled = source === 'input' || 'object' in source ? undefined : modelValue(this.resourceOf(source.state), place);
    return modelled ?? sampleFor(place);
  }

  /** Undefined where it changes nothing, or where the service would never answer so. */
  private placed(script: Script, source: Source, place: JsonPlace, value: JsonValue | undefined): Script | undefined {
    const before = sourceValue(script, source);
    if (place.length === 0 && source === 'input' && value === undefined) return undefined;
    if (JSON.stringify(valueAt(before, place)) === JSON.stringify(value)) return undefined;
    const next = withPlaced(script, source, place, value);
    if (source === 'input' || 'object' in source) return next;
    const { answerProblem }: typeof import('../../../interpreter') = require('../../../interpreter');
    const resource = this.resourceOf(source.state);
    const answer = sourceValue(next, source);
    if (value !== undefined && !modelHas(resource, place)) return undefined;
    return answerProblem(resource, answer, 'PRESENT') === undefined ? next : undefined;
  }

  /** Without what the way does not need, and what was not there before. */
  async minimised(script: Script, run: Attempt, seed: Script): Promise<FoundScript> {
    let found: FoundScript = { script, run };
    for (const source of sourcesOf(script)) {
      const before = sourceValue(seed, source);
      for (const place of placesIn(sourceValue(script, source))) {
        if (valueAt(before, place) !== undefined || /^\d+$/.test(place.at(-1) ?? '')) continue;
        const now = valueAt(sourceValue(found.script, source), place);
        if (now === undefined || this.tired(LAST_RUNS)) continue;
        const next = withPlaced(found.script, source, place, undefined);
        const after = await this.run(next);
        if (after.gone && after.execution?.status === run.execution?.status && after.blamed?.cause === run.blamed?.cause)
          found = { script: next, run: after };
      }
    }
    return found;
  }
}

/** What a state did not find, by its cause; else all that it reads. */
function readsToFill(node: AnyStateNode, cause: string): readonly DataRead[] {
  const missing = missingPlaces(cause);
  const all = readsOf(node).filter(({ place, variable }) => place.length > 0 || variable !== undefined || node.type === 'Map');
  return [...missing, ...all.filter((read) => !missing.some((each) => JSON.stringify(each) === JSON.stringify(read)))];
}

function targetOf(transition: string | undefined): string | undefined {
  if (transition === undefined) return undefined;
  return transition.endsWith('/Default') ? 'Default' : transition.split('/').at(-2);
}

function isLambdaInvoke(resource: string): boolean {
  return /:states:::lambda:invoke$/.test(resource);
}
