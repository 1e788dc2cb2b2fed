import { tmpdir } from 'node:os';
import JestRuntime from 'jest-runtime';

/** What jest made of a file: its code, and where the map to its source is. */
interface Transformed {
  readonly code: string;
  readonly sourceMapPath: string | null;
}

/** The part of jest's runtime that reads and transforms files: one for each test file. */
interface TransformCache {
  readonly scriptTransformer: { readonly _config: { readonly id: string } };
  readonly transforms: Map<string, Transformed>;
  readonly sourceMaps: Map<string, string>;
  transform(path: string, options?: { readonly isInternalModule?: boolean }): string;
  transformJson(path: string, options?: object): string;
}

/** The part of jest's runtime that finds files: one for each test file, above a resolver that a process keeps. */
interface Resolution {
  readonly resolver: object;
  resolveCjs(from: string, to?: string): string;
  getCjsMockModule(from: string, name: string): string | null;
}

/** The part of jest's runtime that makes the `jest` of each module. */
interface JestObjects {
  jestObjectFor(from: string): object;
}

interface Runtime {
  readonly transformCache: TransformCache;
  readonly _resolution: Resolution;
  readonly jestGlobals: JestObjects;
}

type Method = (this: Runtime, ...parameters: never[]) => unknown;

/**
 * Lets the test files of a process share what jest finds out about files, which it does for each of them: where a module is, what it says, what it is
 * transformed to. Only where no file changes while the process runs: those that tests write, in the temporary folder, are read each time.
 */
export function loadOnce(): void {
  const runtime = JestRuntime.prototype as unknown as { requireModule: Method };
  const { requireModule } = runtime;
  // Each runtime is made of the same parts: those of the first are at hand when it loads its first module.
  runtime.requireModule = function (...parameters) {
    runtime.requireModule = requireModule;
    transformOnce(Object.getPrototypeOf(this.transformCache) as TransformCache);
    resolveOnce(Object.getPrototypeOf(this._resolution) as Resolution);
    mockOnce(Object.getPrototypeOf(this.jestGlobals) as JestObjects);
    return requireModule.apply(this, parameters);
  };
}

function transformOnce(cache: TransformCache): void {
  const { transform, transformJson } = cache;
  const known = new Map<string, Transformed>();
  const texts = new Map<string, string>();
  const temporary = tmpdir();
  const keyOf = ({ scriptTransformer }: TransformCache, path: string): string => `${scriptTransformer._config.id}\0${path}`;

  cache.transform = function (path, options) {
    if (path.startsWith(temporary)) return transform.call(this, path, options);
    // Jest's own modules are not transformed.
    if (options?.isInternalModule) return once(texts, path, () => transform.call(this, path, options));
    const transformed = once(known, keyOf(this, path), () => {
      transform.call(this, path, options);
      return this.transforms.get(path)!;
    });
    this.transforms.set(path, transformed);
    if (transformed.sourceMapPath) this.sourceMaps.set(path, transformed.sourceMapPath);
    return transformed.code;
  };
  cache.transformJson = function (path, options) {
    if (path.startsWith(temporary)) return transformJson.call(this, path, options);
    return once(texts, keyOf(this, path), () => transformJson.call(this, path, options));
  };
}

function resolveOnce(resolution: Resolution): void {
  const { resolveCjs, getCjsMockModule } = resolution;
  const paths = new WeakMap<object, Map<string, Map<string, string>>>();
  const mocks = new WeakMap<object, Map<string, Map<string, string | null>>>();

  resolution.resolveCjs = function (from, to) {
    if (!to) return from;
    return once(namesIn(paths, this.resolver, from), to, () => resolveCjs.call(this, from, to));
  };
  resolution.getCjsMockModule = function (from, name) {
    return once(namesIn(mocks, this.resolver, from), name, () => getCjsMockModule.call(this, from, name));
  };
}

/** One `jest` for all modules but test files: it has fifty functions, and the modules of a test file, hundreds, replace no module by a mock. */
function mockOnce(objects: JestObjects): void {
  const { jestObjectFor } = objects;
  objects.jestObjectFor = function (from) {
    return jestObjectFor.call(this, /\.test\.ts$/.test(from) ? from : 'modules');
  };
}

/** What a resolver found for the names in a file: one map in another, as a key of both names would be made for each call. */
function namesIn<Answer>(known: WeakMap<object, Map<string, Map<string, Answer>>>, resolver: object, from: string): Map<string, Answer> {
  const files = known.get(resolver) ?? new Map<string, Map<string, Answer>>();
  const names = files.get(from) ?? new Map<string, Answer>();
  known.set(resolver, files);
  files.set(from, names);
  return names;
}

function once<Answer>(known: Map<string, Answer>, key: string, find: () => Answer): Answer {
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = find();
  known.set(key, answer);
  return answer;
}
