import { listedQuoted, nearestName, type Parameter, requireArguments } from '../../asl';
import type { NamedStep } from '../mocks/mock-target';
import { UsageError } from '../usage-error';
import { type ConstructLike, isConstructLike, stateNameOf } from './construct-like';
import type { MachineStates } from './machine-states';
import { taskKindOf } from './task-kind';

/** What names an activity: its ARN or name, the name of a state that waits for it, its construct or that of the state, a step of the builders. */
export type ActivityKey = string | ConstructLike | NamedStep;

const ACTIVITY: Parameter = {
  name: 'the activity',
  kind: {
    expected: 'its ARN or name, a state that waits for it, its construct or a step',
    accepts: (value) =>
      typeof value === 'string' || isConstructLike(value) || typeof (value as Partial<NamedStep> | null | undefined)?.name === 'string',
  },
  hint: "write activity('Picking').",
};

/** The ARN of an activity that a machine, or one that it may start, waits for. Throws a usage error for any other, with the nearest name. */
export function activityArn(key: ActivityKey, machines: readonly MachineStates[]): string {
  requireArguments('activity()', [key], ACTIVITY);
  const name = isConstructLike(key) ? stateNameOf(key) : typeof key === 'string' ? key : key.name;
  for (const states of machines) {
    const wanted = name === undefined ? states.identifiersOf(key as ConstructLike) : [name];
    for (const { name: state, resource = '' } of states.tasks) {
      if (taskKindOf(resource) === 'activity' && wanted.some((text) => text === resource || text === state || text === nameInArn(resource)))
        return resource;
    }
  }
  const known = machines.flatMap(({ tasks }) =>
    tasks.flatMap(({ name: state, resource = '' }) => (taskKindOf(resource) === 'activity' ? [state, nameInArn(resource)] : [])),
  );
  const label = name ?? (key as ConstructLike).node.path;
  const near = nearestName(label, known);
  throw new UsageError(
    `No task of ${machines[0]?.machineName ?? 'the machine'} waits for an activity ${JSON.stringify(label)}.`,
    near !== undefined
      ? `did you mean ${JSON.stringify(near)}?`
      : known.length === 0
        ? 'it has no task whose Resource is the ARN of an activity.'
        : `name one of its activities: ${listedQuoted(known)}.`,
  );
}

function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
