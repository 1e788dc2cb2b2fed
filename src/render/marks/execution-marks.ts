import { allEdges, allGroups, allNodes } from '../all-nodes';
import { durationText } from '../duration-text';
import { endOf, type Graph, startOf } from '../graph/graph';
import type { EdgeMark, Marks, NodeMark, Tone } from './marks';
import { TONES } from './marks';
import type { ExecutionOverlay, StateRun } from './overlay';

/** Longest list of delays on a state; more are counted. */
const MOST_DELAYS = 4;

const TONE_OF: Readonly<Record<StateRun['status'], Tone>> = {
  SUCCEEDED: 'succeeded',
  CAUGHT: 'caught',
  FAILED: 'failed',
  ABORTED: 'aborted',
  WAITING: 'waiting',
};

/** The path of an execution: what it visited and took, what failed, was caught and was retried. */
export function executionMarks(graph: Graph, { states, transitions, status }: ExecutionOverlay): Marks {
  const nodes = new Map<string, NodeMark>();
  let visited = 0;
  for (const { name } of allNodes(graph.group)) {
    const run = Object.hasOwn(states, name) ? states[name] : undefined;
    if (run !== undefined) visited++;
    nodes.set(name, run === undefined ? { tone: 'unvisited', notes: [], hover: ['not visited'] } : markOf(run));
  }
  const edges = new Map<string, EdgeMark>();
  for (const { pointer, kind } of transitions === undefined ? [] : allEdges(graph.group)) {
    const taken = transitions?.[pointer] ?? 0;
    if (kind === 'retry') continue;
    edges.set(pointer, {
      tone: taken === 0 ? 'unvisited' : kind === 'catch' ? 'caught' : 'succeeded',
      note: taken > 1 ? `${taken} times` : undefined,
    });
  }
  for (const group of transitions === undefined ? [] : allGroups(graph.group)) {
    edges.set(startOf(group), { tone: Object.hasOwn(states, group.startAt) ? 'succeeded' : 'unvisited', note: undefined });
    for (const node of group.nodes) {
      const tone = node.ends ? endTone(Object.hasOwn(states, node.name) ? states[node.name] : undefined) : undefined;
      if (tone !== undefined) edges.set(endOf(node), { tone, note: undefined });
    }
  }
  const ended = status === undefined ? '' : `${status}: `;
  return { nodes, edges, summary: `An execution: ${ended}${visited} of ${nodes.size} states visited.` };
}

/** Whether a group was left by way of this state; undefined where the worst of several visits does not tell. */
function endTone(run: StateRun | undefined): Tone | undefined {
  if (run?.status === 'SUCCEEDED') return 'succeeded';
  return run !== undefined && (run.visits ?? 1) > 1 ? undefined : 'unvisited';
}

function markOf(run: StateRun): NodeMark {
  const { status, visits = 1, retries = 0, delays = [], duration, error, data } = run;
  const tone = TONE_OF[status];
  const notes: string[] = [];
  if (status !== 'SUCCEEDED') notes.push(error === undefined ? TONES[tone].word : `${TONES[tone].word}: ${error}`);
  if (retries > 0) notes.push(`↻ ${retries === 1 ? '1 retry' : `${retries} retries`}${delayText(delays)}`);
  const took = duration === undefined || duration === 0 ? [] : [`took ${durationText(duration / 1000)}`];
  const times = visits > 1 ? [`${visits} visits`] : [];
  if (took.length + times.length > 0) notes.push([...times, ...took].join(', '));
  return { tone, notes, hover: [TONES[tone].word, ...notes, ...(data === undefined ? [] : [data])] };
}

function delayText(delays: readonly number[]): string {
  if (delays.length === 0) return '';
  const shown = delays.slice(0, MOST_DELAYS).map((delay) => durationText(delay / 1000));
  return ` after ${shown.join(', ')}${delays.length > MOST_DELAYS ? ', …' : ''}`;
}
