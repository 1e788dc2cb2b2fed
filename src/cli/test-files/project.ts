import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, jsonFrom } from '../../asl';
import { projectRoot } from '../project-root';

export type RunnerName = 'jest' | 'vitest';
export type Language = 'typescript' | 'javascript';

/** What a test file is written for. */
export interface Project {
  /** Where its package.json stands; the folder itself without one. */
  readonly root: string;
  readonly runner: RunnerName;
  readonly language: Language;
  /** Whether files of JavaScript are ES modules. */
  readonly modules: boolean;
}

/** The project around a folder, as its package.json and tsconfig.json tell. */
export function projectAround(folder: string): Project {
  const root = projectRoot(folder);
  const manifest = manifestOf(root);
  const packages = new Set(['dependencies', 'devDependencies', 'peerDependencies'].flatMap((key) => keysOf(manifest[key])));
  return {
    root,
    runner: runnerOf(root, packages, manifest),
    language: existsSync(join(root, 'tsconfig.json')) || packages.has('typescript') ? 'typescript' : 'javascript',
    modules: manifest.type === 'module',
  };
}

/** A package.json that cannot be read says nothing. */
function manifestOf(root: string): JsonObject {
  try {
    const manifest = jsonFrom(readFileSync(join(root, 'package.json'), 'utf8'));
    return isJsonObject(manifest) ? manifest : {};
  } catch {
    return {};
  }
}

/** The runner that is installed; of both, the one that `npm test` calls. */
function runnerOf(root: string, packages: ReadonlySet<string>, { scripts, jest }: JsonObject): RunnerName {
  const script = isJsonObject(scripts) && typeof scripts.test === 'string' ? scripts.test : '';
  if (/\bvitest\b/.test(script)) return 'vitest';
  if (/\bjest\b/.test(script) || jest !== undefined) return 'jest';
  const configured = readdirSync(root).some((name) => name.startsWith('vitest.config.'));
  return configured || (packages.has('vitest') && !packages.has('jest')) ? 'vitest' : 'jest';
}

function keysOf(value: JsonValue | undefined): readonly string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}
