/** What there is once per realm under a key, whatever copies of modules there are. */
export function perRealm<Value>(key: symbol, make: () => Value): Value {
  const realm = globalThis as { [name: symbol]: Value | undefined };
  realm[key] ??= make();
  return realm[key];
}
