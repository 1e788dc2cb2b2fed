import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isJsonObject, type JsonValue, parseJson } from '../../asl';
import type { ServerTasks } from '../../server';
import { CommandError } from '../command-error';

/** Reads who answers tasks, from JSON or from a module. Throws a CommandError that says what is wrong with the file. */
export async function readTasksFile(file: string, cwd: string): Promise<ServerTasks> {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new CommandError(`--tasks: found no file ${file}.`);
  const tasks = /\.json$/i.test(path) ? fromJson(path, file) : await fromModule(path, file);
  if (typeof tasks === 'function' || isJsonObject(tasks as JsonValue)) return tasks as ServerTasks;
  throw new CommandError(`--tasks ${file}: expected answers by state or resource.`, 'write { "Charge": { "charged": true } }.');
}

function fromJson(path: string, file: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandError(`--tasks ${file} is not JSON: ${(error as Error).message}.`);
  }
}

async function fromModule(path: string, file: string): Promise<unknown> {
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new CommandError(
      `--tasks ${file} cannot be loaded: ${(error as Error).message}.`,
      'TypeScript needs a loader: npx tsx node_modules/.bin/drystep serve ...',
    );
  }
  const { default: byDefault, ...named } = loaded;
  // A module of CommonJS has its exports under `default` as well.
  if (byDefault !== undefined && (typeof byDefault === 'function' || Object.keys(named).length === 0 || isObject(byDefault)))
    return byDefault;
  return named;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
