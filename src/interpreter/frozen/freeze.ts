import type { JsonObject, JsonValue } from '../../asl';
import type { Engine } from '../engine/engine';
import type { Definition, PreparedGroup } from '../engine/prepared';
import type { Run } from '../engine/run';
import { UsageError } from '../usage-error';
import { branchPosition, iso } from './branch-position';
import { FROZEN_VERSION, type FrozenExecution, type FrozenStart } from './frozen-execution';
import type { Journal } from './journal';

/** An execution as plain JSON that shares nothing with it. Throws a UsageError after a run went wrong for another reason than its workflow. */
export function freeze(engine: Engine, run: Run, journal: Journal, started: FrozenStart): FrozenExecution {
  if (engine.trouble !== undefined)
    throw new UsageError(
      'freeze(): the run went wrong for a reason that is not an outcome of the workflow, so it cannot go on. Hint: freeze it before, or correct what threw.',
    );
  if (engine.objectsAdded)
    throw new UsageError(
      'freeze(): objects were added after the start, which a frozen execution does not hold. Hint: give them to start().',
    );
  const frozen: FrozenExecution = {
    format: 'drystep.execution',
    version: FROZEN_VERSION,
    executionArn: run.arn,
    name: run.name,
    status: run.status ?? 'RUNNING',
    time: iso(engine.clock.now),
    started,
    definition: fingerprint(run.options.group),
    machines: machinesOf(engine),
    ...positionOf(run),
    nested: (engine.nestedRuns?.all ?? []).map((nested) => ({
      executionArn: nested.arn,
      status: nested.status ?? 'RUNNING',
      ...positionOf(nested),
    })),
    // Plain once all of it is.
    history: run.history() as unknown as readonly JsonObject[],
    journal: journal.entries,
  };
  return JSON.parse(JSON.stringify(frozen)) as FrozenExecution;
}

/** Events so far as plain JSON. */
export function plainHistory(run: Run): readonly JsonObject[] {
  return JSON.parse(JSON.stringify(run.history())) as readonly JsonObject[];
}

/** SHA-256 of a definition as JSON. */
export function fingerprint(group: PreparedGroup): string {
  const { createHash }: typeof import('node:crypto') = require('node:crypto');
  const { source } = (group as Definition).machine;
  return createHash('sha256')
    .update(JSON.stringify(source as JsonValue))
    .digest('hex');
}

function positionOf({ status, root }: Run): Pick<FrozenExecution, 'branch'> {
  return status === undefined && root !== undefined ? { branch: branchPosition(root) } : {};
}

function machinesOf({ nestedRuns }: Engine): Record<string, string> {
  const found = new Map<string, string>();
  for (const { stateMachineArn, options } of nestedRuns?.all ?? [])
    if (!found.has(stateMachineArn)) found.set(stateMachineArn, fingerprint(options.group));
  return Object.fromEntries(found);
}
