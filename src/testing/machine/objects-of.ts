import { type ObjectStore, sameObjects } from '../../interpreter';
import type { MachineView } from '../machine-view/machine-view';

/**
 * What S3 holds for an execution, undefined for nothing: the machine's objects over those of the machines that it may start, and the
 * execution's own on top. Buckets of machines are copied, so that no execution reads what another one wrote.
 */
export function objectsOf(
  view: MachineView,
  others: ReadonlyMap<string, MachineView>,
  own: ObjectStore | undefined,
): readonly ObjectStore[] | undefined {
  const baselines = new Set([...others.values()].map(({ core }) => core.objects));
  baselines.delete(view.core.objects);
  const stores = [...baselines, view.core.objects].filter((store) => store !== undefined).map(sameObjects);
  const layers = own === undefined ? stores : [...stores, own];
  return layers.length === 0 ? undefined : layers;
}
