import { listedLines, nearestName } from '../asl';
import { constructPathOf, withoutHash } from './construct-name';
import type { ExtractedStateMachine } from './extract-state-machines';
import { serverlessMachineKeys } from './serverless-names';
import { templateError } from './template-error';
import { UNREAD_HINT, unreadSentence, unreadText } from './unread-templates';

type Names = (machine: ExtractedStateMachine) => readonly (string | undefined)[];

/**
 * What a machine may be called, the surest names first: a name that fits at one level is not looked for at the next. Its name, logical id and construct id
 * are one level: the name of one machine may be the id of another one, and either may be meant.
 */
const levels: readonly Names[] = [
  (machine) => [machine.constructPath, machine.arn],
  (machine) => [machine.name, machine.logicalId, machine.constructId],
  (machine) => [withoutHash(machine.logicalId)],
  (machine) => serverlessMachineKeys(machine.logicalId),
  (machine) => pathEndings(machine.constructPath),
];

/**
 * The one machine that is meant: by construct path, ARN, name, logical id (with or without CDK's hash), key in `serverless.yml`, construct id or the end of its path;
 * without a name, the only one there is. Throws a TemplateError that lists the candidates when none or several fit.
 *
 * @param unread nested stacks whose template was not read: what is not found may stand there
 */
export function findStateMachine<Machine extends ExtractedStateMachine>(
  machines: readonly Machine[],
  name?: string,
  unread: readonly string[] = [],
): Machine {
  const [first, ...others] = machines;
  if (first === undefined) {
    throw templateError(
      'STATE_MACHINE_NOT_FOUND',
      `Expected a state machine, found none in the template${unreadText(unread)}. Hint: ${unread.length === 0 ? 'give the stack that contains it.' : UNREAD_HINT}`,
    );
  }
  if (name === undefined) {
    const [own, ...more] = machines.filter((machine) => !isCdkWaiter(machine));
    if (own !== undefined && more.length === 0) return own;
    if (others.length === 0) return first;
    const message = `Expected one state machine, found ${machines.length}:\n${listedMachines(machines)}`;
    throw templateError(
      'STATE_MACHINE_AMBIGUOUS',
      `${message}\nHint: name the one you mean as the second argument, for example ${JSON.stringify(shortName(first, others))}.`,
    );
  }
  const wanted = name.includes('/') ? constructPathOf(name) : name;
  for (const namesOf of levels) {
    const fitting = machines.filter((machine) => namesOf(machine).some((each) => each === wanted || each === name));
    const [only, ...more] = fitting;
    if (only !== undefined && more.length === 0) return only;
    if (only !== undefined) {
      const message = `State machine "${name}": expected a name that fits one, received one that fits ${fitting.length}:\n${listedMachines(fitting)}`;
      const written = fitting.every(({ constructPath }) => constructPath !== undefined);
      const hint = written ? 'use a construct path from this list' : 'use a name or logical id that no other machine of this list has';
      throw templateError('STATE_MACHINE_AMBIGUOUS', `${message}\nHint: ${hint}.`);
    }
  }
  const nearest = nearestName(
    name,
    machines.flatMap((machine) => levels.flatMap((namesOf) => namesOf(machine)).filter((each) => each !== undefined)),
  );
  const message = `State machine "${name}": expected a name, logical id, construct id or construct path of one of these:\n${listedMachines(machines)}${unread.length === 0 ? '' : `\n${unreadSentence(unread)}.`}`;
  throw templateError(
    'STATE_MACHINE_NOT_FOUND',
    nearest === undefined
      ? `${message}\nHint: ${unread.length === 0 ? 'use a name from this list.' : `use a name from this list, or ${UNREAD_HINT}`}`
      : `${message}\nHint: did you mean "${nearest}"?`,
  );
}

/** CDK's provider framework for custom resources brings a machine of its own, which nobody means who gives no name. */
function isCdkWaiter({ constructId, logicalId }: ExtractedStateMachine): boolean {
  return constructId === undefined ? withoutHash(logicalId).endsWith('waiterstatemachine') : constructId === 'waiter-state-machine';
}

function pathEndings(path: string | undefined): readonly string[] {
  const segments = path?.split('/') ?? [];
  return segments.map((_, index) => segments.slice(index).join('/'));
}

function shortName(machine: ExtractedStateMachine, others: readonly ExtractedStateMachine[]): string {
  const { constructId, constructPath, name } = machine;
  return constructId !== undefined && others.every((other) => other.constructId !== constructId) ? constructId : (constructPath ?? name);
}

function listedMachines(machines: readonly ExtractedStateMachine[]): string {
  return listedLines(
    machines.map(({ constructPath, logicalId, name }) => `${constructPath ?? logicalId} (logical id ${logicalId}, name ${name})`),
  );
}
