import { DistributedMap, type MapProps, Map as MapState, ProvideItems } from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonValue } from '../../asl';
import { internalRoot } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import type { MapNode } from '../tree/step-node';
import { distributedFields, distributedProps, shapeResults, writeResultsTo } from './distributed-props';
import type { Fragment } from './fragment';
import { keepFields } from './kept-fields';
import { openEnd } from './later-output';
import { type Lowering, queryLanguageOf } from './lowering';
import { placeResult } from './place-result';
import { recover } from './recover';

/** The Map of a step, with its item processor. */
export function lowerMap(lowering: Lowering, node: MapNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const placed = placeResult(lowering, node.name, node.placement, node.result?.[lowering.renderer.language] ?? internalRoot('rawResult'));
  const props = {
    stateName: name,
    queryLanguage: queryLanguageOf(lowering),
    ...placed.fields,
    ...(lowering.renderer.language === 'JSONata' ? jsonataItems(lowering, node) : jsonPathItems(lowering, node)),
  };
  const state = node.distributed === undefined ? new MapState(lowering.scope, name, props) : distributedState(lowering, name, props, node);
  // Older releases take neither as text.
  const { jsonataItemSelector: ItemSelector, jsonataMaxConcurrency: MaxConcurrency } = props as MapProps;
  keepFields(state, { ...(ItemSelector && { ItemSelector }), ...(MaxConcurrency && { MaxConcurrency }) });
  lowering.lowered.set(node, state);
  state.itemProcessor(lowering.lowerInside(node.processor, expressChildren(node)).start);
  const handled = recover(lowering, state, node, node.name);
  return { start: state, ends: [openEnd(lowering, node, { state, name, later: placed.later }), ...handled] };
}

function expressChildren({ distributed }: MapNode): Pick<Lowering, 'express'> | undefined {
  return distributed && { express: distributed.express === true };
}

function distributedState(lowering: Lowering, name: string, props: MapProps, node: MapNode): DistributedMap {
  const distributed = node.distributed!;
  const state = new DistributedMap(lowering.scope, name, { ...props, ...distributedProps(lowering, node.name, distributed) });
  keepFields(state, distributedFields(lowering, node.name, distributed));
  if (distributed.resultsTo !== undefined) writeResultsTo(state, lowering.renderer.language, distributed.resultsTo);
  if (distributed.transformation !== undefined) shapeResults(state, distributed.transformation);
  return state;
}

function selector(lowering: Lowering, node: MapNode): MapProps['itemSelector'] | string {
  if (node.itemSelector === undefined) return undefined;
  const rendered = lowering.renderer.template(node.itemSelector, { step: node.name, field: 'itemSelector' });
  return isJsonObject(rendered) ? { ...rendered } : (rendered as string);
}

function jsonataItems(lowering: Lowering, node: MapNode): MapProps {
  const itemSelector = selector(lowering, node);
  const maxConcurrency =
    node.maxConcurrency === undefined
      ? undefined
      : lowering.renderer.template(node.maxConcurrency, { step: node.name, field: 'maxConcurrency' });
  return {
    ...(node.items === undefined ? {} : { items: provided(lowering.renderer.template(node.items, { step: node.name, field: 'items' })) }),
    ...(typeof itemSelector === 'string' ? { jsonataItemSelector: itemSelector } : { itemSelector }),
    ...(typeof maxConcurrency === 'string'
      ? { jsonataMaxConcurrency: maxConcurrency }
      : { maxConcurrency: maxConcurrency as number | undefined }),
  };
}

function provided(items: JsonValue): ProvideItems {
  return typeof items === 'string' ? ProvideItems.jsonata(items) : ProvideItems.jsonArray(items as unknown as JsonValue[]);
}

function jsonPathItems(lowering: Lowering, node: MapNode): MapProps {
  const place = { step: node.name, field: 'items' };
  const itemsPath = node.items === undefined ? undefined : pathOf(node.items, place);
  if (itemsPath === undefined && node.items !== undefined)
    throw cannotSay('items that are not a path', place, 'put the items into the input or a variable first.');
  const itemSelector = selector(lowering, node);
  if (typeof itemSelector === 'string') throw cannotSay('an itemSelector that is not an object', { ...place, field: 'itemSelector' });
  const { maxConcurrency } = node;
  if (maxConcurrency?.kind === 'literal') return { itemsPath, itemSelector, maxConcurrency: maxConcurrency.value as number };
  return { itemsPath, itemSelector, maxConcurrencyPath: maxConcurrency && pathOf(maxConcurrency, { ...place, field: 'maxConcurrency' }) };
}
