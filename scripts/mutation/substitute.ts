/** Lets machines of test files be found with another definition than their stack has. */
import Module from 'node:module';
import { isJsonObject, type JsonObject } from '../../src/asl';
import { parse } from '../../src/interpreter';
import type { ReadSource, SourceMachine } from '../../src/testing/machine/read-source';
import { canonicalJson } from '../../src/testing/snapshots/canonical-json';

/** Every machine that was found, by its definition as text: mutants have their own. */
export const foundMachines = new Map<string, { readonly name: string; readonly definition: JsonObject }>();

let original = '';
let replacement: JsonObject | undefined;

/** From here on the machine with this definition has another one. */
export function substitute(text: string, mutant: JsonObject | undefined): void {
  original = text;
  replacement = mutant;
}

function substituted(found: SourceMachine): SourceMachine {
  const definition = parse(found.definition).machine.source;
  if (!isJsonObject(definition)) return found;
  const text = canonicalJson(definition);
  if (!foundMachines.has(text)) foundMachines.set(text, { name: found.name, definition });
  return text === original && replacement !== undefined ? { ...found, definition: replacement } : found;
}

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

/** Has `read-source.ts` give machines that may be substituted, to whoever loads it from here on. */
export function installSubstitution(): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = (request, parent, isMain) => {
    const loaded = load(request, parent, isMain);
    if (!/[\\/]read-source$/.test(request)) return loaded;
    const own = loaded as { readonly openSource: (source: unknown) => ReadSource };
    const open = (source: unknown): ReadSource => {
      const opened = own.openSource(source);
      return { ...opened, find: (name) => substituted(opened.find(name)) };
    };
    return { ...own, openSource: open, readSource: (source: unknown, name: never) => open(source).find(name) };
  };
}
