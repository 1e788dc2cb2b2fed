import type { Branch } from '../engine/branch';
import type { Fork } from '../engine/fork';
import type { FrozenBranch, FrozenFork } from './frozen-execution';

/** Where a branch stands, with all below it, as data. */
export function branchPosition(branch: Branch): FrozenBranch {
  const { state, stateInput, retryCount, retriesByRetrier, wait } = branch.visit;
  const { reason: waitingFor, taskToken, heartbeat, nested, fork, attempt, timer } = wait;
  const variables = branch.ownVariables();
  const deadline = waitingFor === undefined ? undefined : (attempt?.dueAt ?? timer?.at);
  return {
    state: state.name,
    input: stateInput,
    ...(Object.keys(variables).length === 0 ? {} : { variables }),
    ...(retryCount === 0 ? {} : { retries: { count: retryCount, byRetrier: retriesByRetrier ?? [] } }),
    ...(waitingFor === undefined ? {} : { waitingFor }),
    ...(deadline === undefined ? {} : { deadline: iso(deadline) }),
    ...(waitingFor === undefined || heartbeat === undefined ? {} : { heartbeatDeadline: iso(heartbeat.at) }),
    ...(waitingFor === undefined || taskToken === undefined ? {} : { taskToken }),
    ...(nested === undefined ? {} : { waitsForExecution: nested.arn }),
    ...(fork === undefined ? {} : { fork: forkPosition(fork) }),
  };
}

/** A virtual time as ISO 8601: what lies beyond the years that a date can tell is the last of them. */
export function iso(time: number): string {
  return new Date(Math.min(time, LAST_TIME)).toISOString();
}

const LAST_TIME = 8.64e15;

function forkPosition(fork: Fork): FrozenFork {
  const running = [...fork.live()].map((child) => ({ index: child.index, path: child.path(), branch: branchPosition(child) }));
  const results = fork.succeeded?.();
  return { running, ...(results === undefined ? {} : { results }) };
}
