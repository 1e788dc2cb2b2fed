/**
 * The first name of data that an object has by its prototype, as objects of a class with getters and those of Object.create do; undefined when all that it has
 * is its own. Copies and spreads leave such data behind. Methods are not data, unless `isKnown` says that their name is.
 */
export function inheritedMember(given: object, isKnown: (name: string) => boolean = () => false): string | undefined {
  // Of lists, all have the same.
  if (Array.isArray(given)) return undefined;
  let prototype = Object.getPrototypeOf(given) as object | null;
  // The last prototype is that of all objects, in whatever realm.
  while (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (typeof value !== 'function' || (name !== 'constructor' && isKnown(name))) return name;
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return undefined;
}

/**
 * What is wrong with an {@link inheritedMember}, and what to write.
 *
 * @param path where the object is, from what the caller gave
 * @param members what it holds
 */
export function inheritedText(name: string, path = '', members = 'options'): { readonly message: string; readonly hint: string } {
  return {
    message: `expected ${members} of the object's own${path === '' ? '' : ` in ${path}`}, received ${JSON.stringify(name)} from its prototype.`,
    hint: `put it into the object: { ${name}: ${members}.${name} }.`,
  };
}
