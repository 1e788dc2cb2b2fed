import type { ChangeKind, DefinitionChange } from '../../testing';

/** What a change is about, for those who run the machine, in the order in which reports tell it. */
export const TOPICS = ['states', 'transitions', 'retries', 'catches', 'timings', 'calls', 'data', 'other'] as const;
export type ChangeTopic = (typeof TOPICS)[number];

const OF_KIND: Readonly<Record<ChangeKind, ChangeTopic>> = {
  stateAdded: 'states',
  stateRemoved: 'states',
  stateRenamed: 'states',
  stateMoved: 'states',
  typeChanged: 'states',
  startChanged: 'transitions',
  retargeted: 'transitions',
  ruleChanged: 'transitions',
  retryChanged: 'retries',
  catchChanged: 'catches',
  timeChanged: 'timings',
  resourceChanged: 'calls',
  expressionChanged: 'data',
  fieldChanged: 'other',
};

/** The topic of a change. */
export function topicOf({ kind }: DefinitionChange): ChangeTopic {
  return OF_KIND[kind];
}
