import type { JsonValue } from '../../../asl';
import { Failure } from '../../failure';
import { prepareInput } from '../../fields/language-fields';
import { prepareBatcher } from '../../forks/batches';
import { prepareItemInput } from '../../forks/item-input';
import { type ItemList, prepareItems } from '../../forks/items';
import { prepareMapNumber } from '../../forks/map-settings';
import { toleranceExceeded } from '../../messages';
import { mockItemsDiffer, tooManyFailures } from '../messages';
import { mockedResult } from '../mocked-result';
import { readItems } from '../reader-data';
import { refuse } from '../refuse';
import { inspectInputPath, makeOutput } from '../stages';
import type { KindTest, StateTestOf } from '../state-test';

/** Map: everything around the iterations is done; the mock stands for what they came to. */
export const map: KindTest<'Map'> = {
  mock: 'needed',
  async run(test) {
    const { visit, node } = test;
    inspectInputPath(test);
    visit.input = visit.stateInput;
    const effective = prepareInput(node, false)(visit);
    const items = itemsOf(test, effective);
    visit.input = effective;
    const iterations = iterationsOf(test, effective, items);
    checkTolerance(test, iterations);
    const result = mockedResult(test);
    if (Array.isArray(result) && result.length !== iterations) refuse(mockItemsDiffer());
    visit.input = visit.stateInput;
    makeOutput(test, result);
  },
};

function itemsOf(test: StateTestOf<'Map'>, effective: JsonValue): ItemList {
  const { visit, node } = test;
  if (node.fields.ItemReader !== undefined) return readItems(test, effective);
  const items = prepareItems(node)(visit, effective);
  if (node.queryLanguage === 'JSONPath') test.inspect('afterItemsPath', valuesOf(items));
  return items;
}

function valuesOf(items: ItemList): JsonValue[] {
  return Array.from({ length: items.length }, (_, index) => items.item(index).value);
}

/** How many iterations, or child executions, there would be. */
function iterationsOf(test: StateTestOf<'Map'>, effective: JsonValue, items: ItemList): number {
  const { visit, node } = test;
  const { ItemSelector, Parameters } = node.fields;
  const itemInput = prepareItemInput(node);
  const inputs = Array.from({ length: items.length }, (_, index) => itemInput(visit, effective, items.item(index)));
  if (ItemSelector !== undefined || Parameters !== undefined) test.inspect('afterItemSelector', inputs);
  visit.input = effective;
  const batches = prepareBatcher(node)?.(visit, inputs);
  if (batches === undefined) return items.length;
  test.inspect('afterItemBatcher', batches);
  return batches.length;
}

/** Without a tolerance any number of failures is taken for the mock's business. */
function checkTolerance(test: StateTestOf<'Map'>, iterations: number): void {
  const { visit, configuration, node } = test;
  const maxConcurrency = prepareMapNumber(node, 'MaxConcurrency')(visit) ?? 0;
  const count = prepareMapNumber(node, 'ToleratedFailureCount')(visit);
  const percentage = prepareMapNumber(node, 'ToleratedFailurePercentage')(visit);
  test.inspectNumber('maxConcurrency', maxConcurrency);
  test.inspectNumber('toleratedFailureCount', count);
  test.inspectNumber('toleratedFailurePercentage', percentage);
  const failures = configuration.mapIterationFailureCount ?? 0;
  if (failures > iterations) refuse(tooManyFailures());
  const exceeded = (count !== undefined && failures > count) || (percentage !== undefined && failures * 100 > percentage * iterations);
  if (exceeded) throw new Failure('States.ExceedToleratedFailureThreshold', toleranceExceeded());
}
