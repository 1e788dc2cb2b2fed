import { type AnyStateNode, givenMachine, type StateMachine } from '../../asl';
import type { DefinitionChange } from '../../testing';
import { type Notice, notice } from './notice';
import type { SideMachine } from './read-side';
import { unusedResources } from './unused-resources';
import { isAnswered, statesByName, waitOf } from './waits';

/** Executions keep the definition and role that they started with (UpdateStateMachine), and a redrive as well: what they wait for and call must outlive the change. */
const KEPT = 'executions keep the definition that they started with';

/** What callers and executions that have already started could notice of the changes of a machine. */
export function noticesOf(before: SideMachine, after: SideMachine, changes: readonly DefinitionChange[]): readonly Notice[] {
  const [old, current] = [givenMachine(before.definition), givenMachine(after.definition)];
  return [
    ...replacement(before, after),
    // An Express execution ends within five minutes, and waits for nobody.
    ...(before.type === 'EXPRESS' ? [] : waitingStates(old, changes)),
    ...changes.flatMap((change) => timeNotice(change, current)),
    ...unusedResources(before, after, old, current),
  ];
}

/** The machine is no longer there. */
export function removedNotice({ name }: SideMachine): Notice {
  return notice(
    'MACHINE_REMOVED',
    undefined,
    `${JSON.stringify(name)} is removed: its running executions end when it is deleted, and its callers find no machine.`,
    'deploy its removal when no execution runs and nothing starts it.',
  );
}

function replacement(before: SideMachine, after: SideMachine): Notice[] {
  const changed = (what: string, from: string, to: string): Notice[] =>
    from === to
      ? []
      : [
          notice(
            'MACHINE_REPLACED',
            undefined,
            `${what} ${from} becomes ${to}: CloudFormation makes a new machine and deletes the one before, with its running executions.`,
            'keep it, or let the executions end first.',
          ),
        ];
  const [from, to] = [before, after].map(({ givenName }) =>
    givenName === undefined ? 'that CloudFormation makes' : JSON.stringify(givenName),
  );
  const isTemplate = before.logicalId !== undefined && after.logicalId !== undefined;
  return [
    ...(isTemplate ? changed('the logical id', String(before.logicalId), String(after.logicalId)) : []),
    ...(isTemplate ? changed('the name', from!, to!) : []),
    ...changed('the type', before.type, after.type),
  ];
}

function waitingStates(old: StateMachine, changes: readonly DefinitionChange[]): Notice[] {
  const states = statesByName(old);
  return changes.flatMap((change): Notice[] => {
    const { kind, before } = change;
    const earlier = kind === 'stateRenamed' ? String(before) : earlierName(change, changes);
    const node = earlier === undefined ? undefined : states.get(earlier);
    const wait = node === undefined ? undefined : waitOf(node);
    if (node === undefined || wait === undefined) return [];
    const quoted = JSON.stringify(node.name);
    const waiting = `executions may be waiting there ${wait}`;
    if (kind === 'stateRemoved' || kind === 'typeChanged')
      return [
        notice(
          'WAITING_STATE_REMOVED',
          node.name,
          `${quoted} ${kind === 'stateRemoved' ? 'is removed' : `becomes a ${String(change.after)}`}, and ${waiting}.`,
          `${KEPT}: let whatever ends the wait, and whatever comes after it, work until they have ended.`,
        ),
      ];
    if (kind === 'stateRenamed')
      return [
        notice(
          'WAITING_STATE_RENAMED',
          node.name,
          `${quoted} is called ${JSON.stringify(change.after)} now, and ${waiting}.`,
          `${KEPT}: whoever looks for them by the name of the state has to know both.`,
        ),
      ];
    return isAnswered(node) && changesAnswer(change)
      ? [
          notice(
            'ANSWER_CHANGED',
            node.name,
            `${quoted} passes its work on in another way (${change.place}), and ${waiting}.`,
            `${KEPT}: whoever answers must serve the old way as well.`,
          ),
        ]
      : [];
  });
}

function earlierName({ state, kind }: DefinitionChange, changes: readonly DefinitionChange[]): string | undefined {
  if (state === undefined || kind === 'stateAdded') return undefined;
  const renamed = changes.find((other) => other.kind === 'stateRenamed' && other.state === state);
  return renamed === undefined ? state : String(renamed.before);
}

/** Names of arguments that say who gets the work. */
const RECIPIENTS =
  /(?:^|\/)(?:QueueUrl|TopicArn|TargetArn|FunctionName|StateMachineArn|EventBusName|Cluster|TaskDefinition|ApiEndpoint|BucketName|ActivityArn)(?:\.\$)?$/;

/** Another recipient, or a token in another place or form. */
function changesAnswer({ kind, place, before, after }: DefinitionChange): boolean {
  if (kind === 'resourceChanged') return true;
  if (kind !== 'expressionChanged' || !/^(?:Parameters|Arguments)(?:\/|$)/.test(place)) return false;
  return RECIPIENTS.test(place) || /\bTask\.Token\b/.test(`${JSON.stringify(before)} ${JSON.stringify(after)}`);
}

const DEADLINES = new Map([
  ['TimeoutSeconds', 'time to end'],
  ['HeartbeatSeconds', 'time between two heartbeats'],
  ['TimeoutSecondsPath', 'time to end'],
  ['HeartbeatSecondsPath', 'time between two heartbeats'],
]);

/** A deadline that is sooner, or that is there for the first time. */
function timeNotice({ kind, state, place, before, after }: DefinitionChange, current: StateMachine): Notice[] {
  const what = DEADLINES.get(place);
  if (kind !== 'timeChanged' || what === undefined || after === undefined) return [];
  const node: AnyStateNode | undefined = state === undefined ? undefined : statesByName(current).get(state);
  const subject = node === undefined ? 'the machine' : JSON.stringify(node.name);
  if (typeof after !== 'number' || (before !== undefined && typeof before !== 'number'))
    return [
      notice(
        'TIME_COMPUTED',
        state,
        `${subject} has another ${what} (${place}), which is computed.`,
        'check that it is not too short for the work.',
      ),
    ];
  if (before !== undefined && after >= before) return [];
  const earlier = before === undefined ? 'as long as it takes' : `${before} s`;
  return [
    notice(
      'TIME_SHORTENED',
      state,
      `${subject} has ${after} s as its ${what}, and had ${earlier}: work that takes longer fails with States.Timeout${place.startsWith('Heartbeat') ? ' or States.HeartbeatTimeout' : ''} now.`,
      'look at how long it takes in production.',
    ),
  ];
}
