import type { AnyStateNode } from '../../asl';
import { detailText, endsExecution, type RecordedEvent } from './recorded-event';

/** What a definition and a history call their states. */
export interface KnownNames {
  readonly states: ReadonlyMap<string, AnyStateNode>;
  /** Names of all states that the recorded execution entered. */
  readonly entered: ReadonlySet<string>;
}

/** The type of an event, whatever the point at which an attempt failed: the service says that as well. */
export function kindOf({ type }: RecordedEvent): string {
  return type.replace(/(Task|LambdaFunction|Activity)(Schedule|Start|Submit)Failed$/, '$1Failed');
}

/** Says what to look at where another event came. */
export function hintFor(
  recorded: RecordedEvent,
  produced: RecordedEvent | undefined,
  state: string | undefined,
  { states, entered }: KnownNames,
): string {
  const before = state === undefined ? 'the definition' : `state "${state}"`;
  const enters = recorded.type.endsWith('StateEntered');
  if (enters && !states.has(state ?? '')) return missingHint(recorded, produced, states, entered);
  if (produced === undefined) return `nothing in the history moves ${before} on: check its Resource, timeouts and Wait times.`;
  if (produced.type.endsWith('Scheduled'))
    return `the history holds no such attempt: check Retry of ${before}, or answer it with replay(definition, history, { tasks }).`;
  if (recorded.type.endsWith('Scheduled') || kindOf(recorded).endsWith('Failed')) return `check Resource, Retry and Catch of ${before}.`;
  if (enters && produced.type.endsWith('StateEntered'))
    return 'the execution goes to another state here: check StartAt, or Next, Choices and Catch of the state before.';
  if (endsExecution(recorded.type)) return 'the execution ended here: check Next, End and Catch of the state before.';
  return `the definition does something else here: check Type, Next, Retry and Catch of ${before}.`;
}

/** The definition has no state of the recorded name: it has another name now, or the history is of another machine. */
function missingHint(
  recorded: RecordedEvent,
  produced: RecordedEvent | undefined,
  states: ReadonlyMap<string, AnyStateNode>,
  entered: ReadonlySet<string>,
): string {
  const name = JSON.stringify(detailText(recorded, 'name'));
  const other = produced === undefined ? undefined : detailText(produced, 'name');
  const renamed = produced?.type === recorded.type && other !== undefined && !entered.has(other);
  const what = renamed ? `state ${name} seems to have the name ${JSON.stringify(other)} here` : `the definition has no state ${name}`;
  const foreign = [...entered].some((each) => states.has(each)) ? '' : ' It has none that the history entered: is it the same machine?';
  return `${what}: give it its name back, or leave executions that may come to it to the version that has it.${foreign}`;
}

/** Functions whose results no history holds. */
const RANDOM = /States\.(UUID|MathRandom)|\$(random|shuffle|uuid|now|millis)\b/;

/** Says what to look at where the data of an event differs. */
export function detailHint(event: RecordedEvent, place: string, node: AnyStateNode | undefined): string {
  if (node !== undefined && RANDOM.test(JSON.stringify(node.fields)))
    return `state "${node.name}" uses random values or the time of day, which no history holds: the difference may mean nothing.`;
  if (event.type.endsWith('Scheduled'))
    return 'check Parameters or Arguments, and the timeouts, of the state: running executions would send something else.';
  if (place.startsWith('assignedVariables')) return 'check Assign of the state.';
  if (event.type.endsWith('StateExited')) return 'check ResultSelector, ResultPath, OutputPath or Output of the state.';
  return 'check the states before this event: its data are already different when they arrive.';
}
