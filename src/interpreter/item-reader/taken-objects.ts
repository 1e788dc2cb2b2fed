import { kinds, type Parameter, requireArguments } from '../../asl';
import type { ObjectContent, ObjectStore } from './object-store';

const OBJECTS: Parameter = { name: 'the objects', kind: kinds.storedObjects, hint: "write { bucket: { key: 'text' } }." };
const TAKEN: unique symbol = Symbol.for('drystep.takenObjects');

/** Objects as they are at this moment: later changes to a bucket or to bytes do not reach them. Folders stay folders. */
export function takenObjects(store: ObjectStore): ObjectStore {
  requireArguments('takenObjects()', arguments, OBJECTS);
  return isTaken(store) ? store : owned(store, (content) => (typeof content === 'string' ? content : new Uint8Array(content)));
}

/** The same objects in buckets of their own, for callers that have taken them before. */
export function sameObjects(store: ObjectStore): ObjectStore {
  requireArguments('sameObjects()', arguments, OBJECTS);
  return owned(store, (content) => content);
}

/** Whether nobody else has hold of the objects. */
export function isTaken(store: ObjectStore): boolean {
  return TAKEN in store;
}

function owned(store: ObjectStore, take: (content: ObjectContent) => ObjectContent): ObjectStore {
  const buckets = Object.entries(store).map(([name, bucket]) => {
    if (typeof bucket === 'string') return [name, bucket];
    return [name, Object.fromEntries(Object.entries(bucket).map(([key, content]) => [key, take(content)]))];
  });
  return Object.defineProperty(Object.fromEntries(buckets), TAKEN, { value: true });
}
