import vm from 'node:vm';

/**
 * Globals that modules get as variables. Jest looks a global up in its sandbox each time, which is a third of the work of code like ours; a
 * variable costs nothing. Not among them: what fake timers replace.
 */
const GLOBALS = [
  'Array',
  'BigInt',
  'Boolean',
  'Error',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'TypeError',
  'WeakMap',
  'WeakSet',
  'decodeURIComponent',
  'encodeURIComponent',
  'isNaN',
  'parseFloat',
  'parseInt',
] as const;

/**
 * Packages that every test file of a process shares: tools that take seconds to get going, keep nothing of who asks, and answer with text, numbers
 * and trees of their own.
 */
const SHARED = /[\\/]node_modules[\\/](?:typescript|asl-validator|ajv)[\\/]/;

/** The function that a module is for jest: its body, which gets `module`, `exports` and so on. */
type ModuleFunction = (...parts: readonly unknown[]) => unknown;

/** A module, compiled once for all test files that load it. Each of them runs it anew, in its own sandbox. */
interface CompiledModule {
  readonly source: string;
  readonly parameters: string;
  readonly script: vm.Script;
}

const modules = new Map<string, CompiledModule>();
const globalsOf = new WeakMap<vm.Context, readonly unknown[]>();

/** Has the modules of a sandbox compiled once for all sandboxes of the process. */
export function shareCompiled(context: vm.Context, global: Readonly<Record<string, unknown>>): void {
  globalsOf.set(
    context,
    GLOBALS.map((name) => global[name]),
  );
}

function inContext(script: vm.Script, context: vm.Context, globals: readonly unknown[]): ModuleFunction {
  return (script.runInContext(context) as (...values: readonly unknown[]) => ModuleFunction)(...globals);
}

function compiledModule(source: string, names: readonly string[], filename: string): vm.Script {
  const parameters = names.join(', ');
  const known = modules.get(filename);
  if (known?.source === source && known.parameters === parameters) return known.script;
  // Parameters of a function around the module, which may declare such a name anew: the CDK has a class Map.
  const start = `(function (${GLOBALS.join(', ')}) { return function (${parameters}) {`;
  const script = new vm.Script(`${start}${source}\n}})`, { filename, columnOffset: -start.length });
  modules.set(filename, { source, parameters, script });
  return script;
}

const { compileFunction } = vm;

/** What jest compiles a module with. */
function compileOnce(source: string, names: readonly string[], options: vm.CompileFunctionOptions = {}): unknown {
  const { parsingContext, filename } = options;
  const globals = parsingContext === undefined ? undefined : globalsOf.get(parsingContext);
  if (parsingContext === undefined || globals === undefined || filename === undefined) return compileFunction(source, names, options);
  if (SHARED.test(filename)) return (module: NodeModule) => void Object.assign(module, { exports: require(filename) });
  return inContext(compiledModule(source, names, filename), parsingContext, globals);
}

Object.assign(vm, { compileFunction: compileOnce });
