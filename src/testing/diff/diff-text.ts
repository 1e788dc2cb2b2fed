import { abridgedOrNone, isJsonObject, type JsonValue, printable } from '../../asl';
import type { ChangeKind, DefinitionChange } from './definition-change';

const LONGEST = 100;

/** Words the changes, a line each; says so when there is none. */
export function diffText(changes: readonly DefinitionChange[]): string {
  return changes.length === 0 ? 'no difference' : changes.map(changeText).join('\n');
}

/** Words one change: `~ Ship: Retry/0/MaxAttempts 3 → 5`. */
export function changeText(change: DefinitionChange): string {
  return printable(wordsOf(change));
}

function wordsOf(change: DefinitionChange): string {
  const { kind, state, place, before, after } = change;
  const words = WHOLE_STATES[kind];
  if (words !== undefined) return words(change);
  const subject = state === undefined ? 'the machine' : JSON.stringify(state);
  const mark = before === undefined ? '+' : after === undefined ? '-' : '~';
  if (kind === 'retargeted') return `~ ${subject}: ${place} ${target(before, place)} → ${target(after, place)}`;
  if (LISTS.has(place)) return `~ ${subject}: order of ${place} ${diffValue(before)} → ${diffValue(after)}; the first that matches counts`;
  if (before === undefined) return `${mark} ${subject}: ${place} ${diffValue(after)}`;
  if (after === undefined) return `${mark} ${subject}: ${place} ${diffValue(before)}`;
  return `${mark} ${subject}: ${place} ${diffValue(before)} → ${diffValue(after)}`;
}

/** Lists of which a whole is named only where it has another order. */
const LISTS: ReadonlySet<string> = new Set(['Choices', 'Retry', 'Catch']);

const WHOLE_STATES: Partial<Record<ChangeKind, (change: DefinitionChange) => string>> = {
  stateAdded: ({ state, after }) => `+ state ${JSON.stringify(state)} (${typeIn(after)})`,
  stateRemoved: ({ state, before }) => `- state ${JSON.stringify(state)} (${typeIn(before)})`,
  stateRenamed: ({ before, after }) => `~ state ${diffValue(before)} is called ${diffValue(after)}`,
  stateMoved: ({ state, before, after }) => `~ state ${JSON.stringify(state)} moved from ${group(before)} into ${group(after)}`,
};

function typeIn(fields: JsonValue | undefined): string {
  return isJsonObject(fields) ? String(fields.Type) : '?';
}

function group(around: JsonValue | undefined): string {
  return around === undefined ? 'the machine' : diffValue(around);
}

function target(name: JsonValue | undefined, place: string): string {
  if (name !== undefined) return diffValue(name);
  return place === 'Default' ? 'none: States.NoChoiceMatched' : 'the end';
}

function diffValue(value: JsonValue | undefined): string {
  return abridgedOrNone(value, LONGEST);
}
