import { elementAt, firstIn, isJsonArray, type JsonValue, jsonFrom, QUOTAS, type StateNode } from '../../../../asl';
import type { TestStateMock } from '../../../../interpreter';
import { UsageError } from '../../../usage-error';
import { askTestState } from '../ask';
import { contextOf } from '../context';
import { type Attempted, questionOf, recovering } from '../recover';
import type { VisitEnd, WalkVisit } from '../walk';
import { failedInside, nextRun, succeededInside, walkBranches } from './branches';
import { effectiveInput } from './effective-input';

type MapVisit = WalkVisit<StateNode<'Map'>>;

/** The error by which TestState is asked for the items: it stands for no run. */
const PROBE: TestStateMock = { errorOutput: { error: 'Drystep.WhichItems' } };
/** How a distributed Map fails by its children. */
const EXCEEDED = { error: 'States.ExceedToleratedFailureThreshold', cause: 'The specified tolerated failure threshold was exceeded' };
/** What a distributed Map has beyond items and a processor. */
const DISTRIBUTED = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'ToleratedFailureCount', 'ToleratedFailurePercentage'] as const;

/** Map: TestState tells the items, they are walked together, one state at a time, and it is told what they came to. The first that fails ends it. */
export async function visitMap(visit: MapVisit): Promise<VisitEnd> {
  const { walk, place, node } = visit;
  const field = [...DISTRIBUTED, 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'].find((name) =>
    Object.hasOwn(node.fields, name),
  );
  if (field !== undefined) {
    throw new UsageError(
      `State "${node.name}" at ${node.pointer} has ${field}: TestState runs no child executions, and a walk through it cannot stand in for them.`,
      "run this test with target: 'local', or on the deployed machine.",
    );
  }
  return recovering(visit, {
    attempt: (number) => attemptMap(visit, number),
    answered: ({ status }) => {
      if (status === 'SUCCEEDED') place.lastEvent = walk.history.add('MapStateSucceeded', place.lastEvent);
    },
    failed: () => {
      place.lastEvent = walk.history.add('MapStateFailed', place.lastEvent);
    },
  });
}

async function attemptMap(visit: MapVisit, number: number): Promise<Attempted> {
  const { walk, place, node } = visit;
  const asked = await itemsOf(visit, number);
  if (!('items' in asked)) return asked;
  const { items, maxConcurrency } = asked;
  const { history } = walk;
  const run = nextRun(visit);
  const started = history.add('MapStateStarted', place.lastEvent, { mapStateStartedEventDetails: { length: items.length } });
  place.lastEvent = started;
  const isolated = (node.fields.ItemProcessor ?? node.fields.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
  const most = isolated ? QUOTAS.distributedMapConcurrency : QUOTAS.inlineMapConcurrency;
  const details = (index: number) => ({ name: node.name, index });
  const ended = await walkBranches(visit, {
    length: items.length,
    concurrency: Math.min(maxConcurrency || most, most),
    isolated,
    group: () => firstIn(node.groups),
    step: (index) => ({ state: node.name, index, run }),
    input: (index) => elementAt(items, index),
    begin: (index) => history.add('MapIterationStarted', started, { mapIterationStartedEventDetails: details(index) }),
    succeeded: (index, last) => history.add('MapIterationSucceeded', last, { mapIterationSucceededEventDetails: details(index) }),
    failed: (index, last) => {
      history.add('MapIterationFailed', last, { mapIterationFailedEventDetails: details(index) });
    },
    aborted: (index, failedEvent) => {
      history.add('MapIterationAborted', failedEvent, { mapIterationAbortedEventDetails: details(index) });
    },
  });
  if ('length' in ended) return succeededInside(ended);
  // Of a distributed Map without a tolerance any child that fails is one too many.
  return failedInside(visit, isolated ? { ...ended, ...EXCEEDED } : ended);
}

interface MapItems {
  readonly items: readonly JsonValue[];
  readonly maxConcurrency: number;
}

/** The input of each item; an {@link Attempted} when the state fails before it has any. */
async function itemsOf(visit: MapVisit, number: number): Promise<MapItems | Attempted> {
  const { walk, node } = visit;
  const probed = await askTestState(walk.call, {
    ...questionOf(visit),
    mock: PROBE,
    context: contextOf(visit, number, undefined),
    configuration: { retrierRetryCount: 0 },
  });
  if (probed.error !== PROBE.errorOutput?.error) return { mock: PROBE, told: probed };
  const selects = node.fields.ItemSelector !== undefined || node.fields.Parameters !== undefined;
  const { afterItemSelector, afterItemsPath, maxConcurrency = numberOf(visit) } = probed.inspection;
  const text = afterItemSelector ?? (selects ? undefined : afterItemsPath);
  const evaluated = text === undefined && !selects && node.queryLanguage === 'JSONata' ? await effectiveInput(visit, 'Items') : undefined;
  const items = text === undefined ? evaluated : jsonFrom(text);
  if (isJsonArray(items)) return { items: items, maxConcurrency };
  throw new UsageError(
    `State "${node.name}" at ${node.pointer}: TestState did not return the items of the Map as an array.`,
    "run this test with target: 'local', or on the deployed machine.",
  );
}

/** `MaxConcurrency` where TestState does not tell it. Throws a usage error where it comes from the data. */
function numberOf({ node }: MapVisit): number {
  const { MaxConcurrency = 0, MaxConcurrencyPath } = node.fields;
  if (typeof MaxConcurrency === 'number' && MaxConcurrencyPath === undefined) return MaxConcurrency;
  throw new UsageError(
    `State "${node.name}" at ${node.pointer}: TestState did not return its MaxConcurrency, and the order of its items depends on it.`,
    "run this test with target: 'local', or on the deployed machine.",
  );
}
