import { AsyncLocalStorage } from 'node:async_hooks';

/** The part of Node's storage that every promise of the process pays for from the first `run` on. Node 24 keeps its storages in another way. */
interface Enabling {
  readonly enabled: boolean;
  _enable?(this: Enabling): void;
  disable(): void;
}

const enabled = new Set<Enabling>();

/** Notes each `AsyncLocalStorage` that is enabled from now on. */
export function noteStorages(): void {
  const storage = AsyncLocalStorage.prototype as unknown as Enabling;
  const enable = storage._enable;
  if (enable === undefined) return;
  storage._enable = function () {
    if (!this.enabled) enabled.add(this);
    enable.call(this);
  };
}

/**
 * Disables the storages that a test file has left: jest makes one for each of them and never disables it, so that each promise of the hundredth file
 * asks a hundred storages what to hand on. A storage that is used again is enabled again.
 */
export function disableStorages(): void {
  for (const storage of enabled) storage.disable();
  enabled.clear();
}
