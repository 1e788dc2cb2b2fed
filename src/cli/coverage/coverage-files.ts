import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from '../command-error';
import { shown } from '../validation/machines';

/** Where the reporters write, if nobody says otherwise. */
const DEFAULT = 'coverage/drystep';

/** The files that the inputs stand for, as whole paths. Throws a CommandError for what is not there, or may mean two things. */
export function coverageFiles(inputs: readonly string[], cwd: string): readonly string[] {
  return (inputs.length === 0 ? [DEFAULT] : inputs).flatMap((input) => {
    const path = resolve(cwd, input);
    if (!existsSync(path)) {
      if (input.includes('*')) return [path];
      throw new CommandError(
        `found no file or folder ${input}.`,
        'run the tests with the reporter of drystep/jest or drystep/vitest, which writes coverage/drystep.',
      );
    }
    return statSync(path).isDirectory() ? filesIn(path, shown(path, cwd)) : [path];
  });
}

function filesIn(folder: string, name: string): readonly string[] {
  const whole = join(folder, 'coverage.json');
  const shards = jsonIn(join(folder, 'shards'));
  if (existsSync(whole) && shards.length > 0)
    throw new CommandError(
      `${name} holds coverage.json and shards.`,
      `name the one that you mean: ${name}/coverage.json or ${name}/shards.`,
    );
  const files = existsSync(whole) ? [whole] : shards.length > 0 ? shards : jsonIn(folder);
  if (files.length > 0) return files;
  throw new CommandError(`the folder ${name} holds no coverage.json and no shards.`, 'name the folder of the reporter, or the files.');
}

/** The files of shards may lie in a folder each, as jobs of a pipeline hand them on; definitions lie beside the report. */
function jsonIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.json') && !name.endsWith('.asl.json'))
    .map((name) => join(folder, name))
    .sort();
}
