import { elementAt } from '../../asl';
import { type DefinitionChange, type DefinitionDiff, diffDefinitions } from '../../testing';
import { told } from '../told';
import type { Notice } from './notice';
import { noticesOf, removedNotice } from './notices-of';
import type { MachinePair } from './pair-machines';
import type { SideMachine } from './read-side';
import { type ChangeTopic, topicOf } from './topic-of';

/** One change, as reports tell it. */
export interface ToldChange {
  readonly change: DefinitionChange;
  readonly topic: ChangeTopic;
  /** One line, safe to print. */
  readonly text: string;
}

/** What became of a state machine. */
export interface ComparedMachine {
  readonly name: string;
  readonly status: 'added' | 'removed' | 'changed' | 'same';
  readonly before: SideMachine | undefined;
  readonly after: SideMachine | undefined;
  /** Undefined where there is one side only. */
  readonly diff: DefinitionDiff | undefined;
  readonly changes: readonly ToldChange[];
  readonly notices: readonly Notice[];
}

/** Compares the two sides of a machine. Throws a CommandError for a definition that has problems. */
export function comparedMachine({ before, after }: MachinePair): ComparedMachine {
  const { name } = (after ?? before)!;
  if (before === undefined || after === undefined) {
    const notices = before === undefined ? [] : [removedNotice(before)];
    return { name, status: before === undefined ? 'added' : 'removed', before, after, diff: undefined, changes: [], notices };
  }
  const diff = told(() => diffDefinitions(before.definition, after.definition), name);
  const texts = String(diff).split('\n');
  const changes = diff.changes.map((change, index) => ({ change, topic: topicOf(change), text: elementAt(texts, index) }));
  const notices = noticesOf(before, after, diff.changes);
  return { name, status: changes.length + notices.length === 0 ? 'same' : 'changed', before, after, diff, changes, notices };
}
