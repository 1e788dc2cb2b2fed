import { EvaluationError } from '../../data';
import { itemSlot } from '../counts/slots';
import type { Visit } from '../engine/visit';
import { prepareInput, prepareOutput } from '../fields/language-fields';
import { prepareBatcher } from '../forks/batches';
import { DistributedFork } from '../forks/distributed-fork';
import { InlineFork } from '../forks/inline-fork';
import { prepareItemInput } from '../forks/item-input';
import { type ItemList, prepareItems, sourcedList } from '../forks/items';
import { prepareMapNumber } from '../forks/map-settings';
import { prepareItemReader } from '../forks/prepare-item-reader';
import { RecordedMapFork } from '../forks/recorded-map-run';
import { prepareResultWriter } from '../forks/result-writer';
import { EVENT } from '../history/event-types';
import { notForInlineMaps } from '../messages';
import type { StateKind } from './kind';

/** Map: runs its processor once for every item; the result is the list of outputs, in the order of the items. */
export const map: StateKind<'Map'> = {
  entered: 'MapStateEntered',
  exited: 'MapStateExited',
  failed: 'MapStateFailed',
  aborted: 'MapStateAborted',
  prepare(node, preparation) {
    const { fields } = node;
    const processor = fields.ItemProcessor ?? fields.Iterator;
    const distributed = processor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
    if (!distributed && (fields.ItemReader ?? fields.ItemBatcher ?? fields.ResultWriter) !== undefined) {
      return () => {
        throw new EvaluationError('States.Runtime', notForInlineMaps());
      };
    }
    const input = prepareInput(node, false);
    const output = prepareOutput(node);
    const itemsOf = prepareItems(node);
    const reader = prepareItemReader(node);
    const batcher = prepareBatcher(node);
    const writer = prepareResultWriter(node);
    const itemInput = prepareItemInput(node);
    const maxConcurrency = prepareMapNumber(node, 'MaxConcurrency');
    const toleratedCount = prepareMapNumber(node, 'ToleratedFailureCount');
    const toleratedPercentage = prepareMapNumber(node, 'ToleratedFailurePercentage');
    const group = preparation.groups[0]!;
    return (visit) => {
      const { engine, recorder } = visit.run;
      const effective = input(visit);
      visit.input = effective;
      // The service reads the concurrency as a field of the state, the tolerance once the Map has started.
      const maxConcurrencyAsked = maxConcurrency(visit) ?? 0;
      // With an ItemReader the items are read once the Map run has started; ItemsPath then counts for nothing.
      const items = reader === undefined ? itemsOf(visit, effective) : undefined;
      visit.lastEvent = recorder.add(EVENT.MapStateStarted, visit.lastEvent, visit.now(), items?.length ?? 0);
      if (items !== undefined) countItems(visit, items.length);
      visit.input = effective;
      const asked = maxConcurrencyAsked || Number.POSITIVE_INFINITY;
      if (!distributed && items !== undefined) {
        const concurrency = engine.quotas.inlineMapConcurrency ? Math.min(asked, engine.limits.inlineMapConcurrency) : asked;
        return new InlineFork(visit, { group, effective, items, itemInput, concurrency, finish: output }).begin();
      }
      const tolerance = { count: toleratedCount(visit), percentage: toleratedPercentage(visit) };
      const source = reader?.(visit);
      const recorded = engine.recordedMapRuns?.take(node.name, visit.branch.path());
      if (recorded !== undefined) return new RecordedMapFork(visit, recorded, engine.recordedMapRuns!).begin();
      const list = (): ItemList => {
        if (source === undefined) return items!;
        const read = sourcedList(source());
        countItems(visit, read.length);
        return read;
      };
      const concurrency = engine.quotas.distributedMapConcurrency ? Math.min(asked, engine.limits.distributedMapConcurrency) : asked;
      const type = processor?.ProcessorConfig?.ExecutionType ?? 'STANDARD';
      return new DistributedFork(visit, {
        group,
        effective,
        items: list,
        batcher,
        itemInput,
        concurrency,
        maxConcurrency: maxConcurrencyAsked,
        tolerance,
        type,
        label: fields.Label,
        writer: writer?.(visit),
        finish: output,
      }).begin();
    };
  },
};

/** A retry has the same items: it counts once in a visit. */
function countItems(visit: Visit, items: number): void {
  if (visit.retryCount > 0) return;
  visit.run.counts.add(visit.state.ownSlot + itemSlot(items));
}
