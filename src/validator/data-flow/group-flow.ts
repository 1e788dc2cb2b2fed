import { type AnyStateNode, fieldsAsJson, isJsonObject, type JsonObject, knownIn, ownKey, type StateGroup } from '../../asl';
import { isDistributed } from '../distributed-map';
import { joinShapes, type Shape, UNKNOWN } from './shape';
import { type StateFlow, stateFlow } from './state-flow';
import { shapeOfTemplate } from './template-shape';

// A state whose input still changes after so many visits stands in a loop that builds up data: anything may come.
const MOST_VISITS = 6;

/** The flow of every state that can be reached, nested ones included; `start` is what the first state gets. */
export function machineFlow(machine: StateGroup, start: Shape = UNKNOWN): Map<AnyStateNode, StateFlow> {
  const flows = new Map<AnyStateNode, StateFlow>();
  const queue: { group: StateGroup; start: Shape }[] = [{ group: machine, start }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const [node, flow] of groupFlow(next.group, next.start)) {
      flows.set(node, flow);
      for (const group of node.groups) queue.push({ group, start: innerStart(node, flow) });
    }
  }
  return flows;
}

function groupFlow(group: StateGroup, start: Shape): Map<AnyStateNode, StateFlow> {
  const inputs = new Map<string, Shape>([[group.startAt, start]]);
  const visits = new Map<string, number>();
  const flows = new Map<AnyStateNode, StateFlow>();
  const queue = [group.startAt];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const node = group.states.get(name);
    if (!node) continue;
    const count = (visits.get(name) ?? 0) + 1;
    visits.set(name, count);
    if (count > MOST_VISITS) inputs.set(name, UNKNOWN);
    const flow = stateFlow(node, fieldsAsJson(node.fields), knownIn(inputs, name));
    flows.set(node, flow);
    for (const { target, shape } of flow.handedOn) {
      const known = inputs.get(target);
      const joined = known === undefined ? shape : joinShapes(known, shape);
      if (joined === known) continue;
      inputs.set(target, joined);
      queue.push(target);
    }
  }
  return flows;
}

/** What the first state of a branch or item processor gets. */
export function innerStart(node: AnyStateNode, flow: StateFlow): Shape {
  if (node.type === 'Parallel')
    return node.queryLanguage === 'JSONPath' || ownKey(fieldsAsJson(node.fields), 'Arguments') === undefined ? flow.payload : UNKNOWN;
  const state = fieldsAsJson(node.fields);
  const batcher = ownKey(state, 'ItemBatcher');
  if (isJsonObject(batcher) && isDistributed(state)) return batchOf(batcher);
  const selector = ownKey(state, 'ItemSelector') ?? (node.queryLanguage === 'JSONPath' ? ownKey(state, 'Parameters') : undefined);
  if (selector === undefined || node.queryLanguage === 'JSONata' || batcher !== undefined) return UNKNOWN;
  return shapeOfTemplate(selector, flow.effective);
}

/** A child gets its items under `Items`, with what all batches share beside them. */
function batchOf(batcher: JsonObject): Shape {
  const fields = new Map<string, Shape>([['Items', { kind: 'array', items: UNKNOWN }]]);
  if (Object.keys(batcher).some((key) => key.startsWith('BatchInput'))) fields.set('BatchInput', UNKNOWN);
  return { kind: 'object', fields, open: false };
}
