import type { JsonValue, StateGroup, StateNode } from '../../../../asl';
import type { TestStateMock } from '../../../../interpreter';
import { UsageError } from '../../../usage-error';
import { askTestState } from '../ask';
import { contextOf } from '../context';
import { type Attempted, questionOf, recovering } from '../recover';
import type { Visit, VisitEnd } from '../walk';
import { failedInside, nextRun, succeededInside, walkBranch } from './branches';
import { effectiveInput } from './effective-input';

type MapVisit = Visit<StateNode<'Map'>>;

/** The error by which TestState is asked for the items: it stands for no run. */
const PROBE: TestStateMock = { errorOutput: { error: 'Drystep.WhichItems' } };
/** What a distributed Map has beyond items and a processor. */
const DISTRIBUTED = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'ToleratedFailureCount', 'ToleratedFailurePercentage'] as const;

/** Map: TestState tells the items, they are walked one after the other, and it is told what they came to. The first that fails ends it. */
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
    attempt: (number) => attempt(visit, number),
    answered: ({ status }) => {
      if (status === 'SUCCEEDED') place.lastEvent = walk.history.add('MapStateSucceeded', place.lastEvent);
    },
    failed: () => {
      place.lastEvent = walk.history.add('MapStateFailed', place.lastEvent);
    },
  });
}

async function attempt(visit: MapVisit, number: number): Promise<Attempted> {
  const { walk, place, node } = visit;
  const items = await itemsOf(visit, number);
  if (!Array.isArray(items)) return items as Attempted;
  const run = nextRun(visit);
  const started = walk.history.add('MapStateStarted', place.lastEvent, { mapStateStartedEventDetails: { length: items.length } });
  place.lastEvent = started;
  const outputs: JsonValue[] = [];
  const distributed = (node.fields.ItemProcessor ?? node.fields.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
  for (const [index, item] of (items as readonly JsonValue[]).entries()) {
    const details = { name: node.name, index };
    const iteration = walk.history.add('MapIterationStarted', started, { mapIterationStartedEventDetails: details });
    const step = { state: node.name, index, run };
    const end = await walkBranch(visit, node.groups[0] as StateGroup, step, item, iteration, !distributed);
    if ('failure' in end) {
      place.lastEvent = walk.history.add('MapIterationFailed', place.lastEvent, { mapIterationFailedEventDetails: details });
      return failedInside(visit, end.failure);
    }
    place.lastEvent = walk.history.add('MapIterationSucceeded', place.lastEvent, { mapIterationSucceededEventDetails: details });
    outputs.push(end.output);
  }
  return succeededInside(outputs);
}

/** The input of each item; an {@link Attempted} when the state fails before it has any. */
async function itemsOf(visit: MapVisit, number: number): Promise<readonly JsonValue[] | Attempted> {
  const { walk, node } = visit;
  const probed = await askTestState(walk.call, {
    ...questionOf(visit),
    mock: PROBE,
    context: contextOf(visit, number, undefined),
    configuration: { retrierRetryCount: 0 },
  });
  if (probed.error !== PROBE.errorOutput?.error) return { mock: PROBE, told: probed };
  const selects = node.fields.ItemSelector !== undefined || node.fields.Parameters !== undefined;
  const { afterItemSelector, afterItemsPath } = probed.inspection;
  const text = afterItemSelector ?? (selects ? undefined : afterItemsPath);
  const evaluated = text === undefined && !selects && node.queryLanguage === 'JSONata' ? await effectiveInput(visit, 'Items') : undefined;
  const items = text === undefined ? evaluated : (JSON.parse(text) as JsonValue);
  if (Array.isArray(items)) return items as readonly JsonValue[];
  throw new UsageError(
    `State "${node.name}" at ${node.pointer}: TestState did not tell the items of the Map as an array.`,
    "run this test with target: 'local', or on the deployed machine.",
  );
}
