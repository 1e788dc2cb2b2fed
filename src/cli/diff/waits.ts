import { type AnyStateNode, patternOf, type StateGroup } from '../../asl';
import { nodesIn } from '../machine-nodes';

/** A Wait that is shorter is over before a deployment has ended. */
const SHORTEST_WAIT = 60;

/** Whom a task waits for. */
const PARTIES = {
  waitForCallback: 'for whoever has their task token',
  activity: 'for a worker of the activity',
  runJob: 'for a job to end',
} as const;

/** What executions may be waiting for in a state, for a sentence; undefined where they do not stay. */
export function waitOf(node: AnyStateNode): string | undefined {
  if (node.type === 'Wait') {
    const { Seconds } = node.fields;
    return typeof Seconds === 'number' && Seconds < SHORTEST_WAIT ? undefined : 'until the time comes';
  }
  if (node.type !== 'Task') return undefined;
  const pattern = patternOf(node.fields.Resource);
  return pattern === 'requestResponse' ? undefined : PARTIES[pattern];
}

/** Whether somebody outside answers the task, and has to be told if what they are sent changes. */
export function isAnswered(node: AnyStateNode): boolean {
  const pattern = node.type === 'Task' ? patternOf(node.fields.Resource) : undefined;
  return pattern === 'waitForCallback' || pattern === 'activity';
}

/** Every state of a machine by its name, those inside of Map and Parallel too. */
export function statesByName(machine: StateGroup): ReadonlyMap<string, AnyStateNode> {
  return new Map(nodesIn(machine).map((node) => [node.name, node]));
}
