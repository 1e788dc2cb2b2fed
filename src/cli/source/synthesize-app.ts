import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { errorText, isJsonObject, type JsonObject, receivedText } from '../../asl';
import { CommandError } from '../command-error';
import { refusedBySystem } from '../refused-by-system';
import { statsOf } from '../stats-of';
import type { Terminal } from '../terminal';
import type { GivenApp } from './given-app';
import { runApp } from './run-app';

/**
 * Synthesizes an app by the command that runs it, as the CDK's own command line does, and gives the folder of its assembly, which goes with the process. A folder that was
 * synthesized already is taken as it is. Throws a CommandError when the app fails, after its own output, or does not end.
 *
 * @param root folder of the project, whose cdk.json and cdk.context.json hold the context
 */
export async function synthesizeApp({ command, within }: GivenApp, root: string, terminal: Terminal): Promise<string> {
  const folder = resolve(root, command);
  if (statsOf(folder)?.isDirectory() === true) return folder;
  const { context: own = {}, build } = projectFile(root, 'cdk.json');
  if (!isJsonObject(own)) throw new CommandError(`cdk.json: expected an object for context, received ${receivedText(own)}.`);
  const context = { ...own, ...projectFile(root, 'cdk.context.json'), 'aws:cdk:bundling-stacks': [] };
  const run = (what: string, line: string, told: NodeJS.ProcessEnv): Promise<void> =>
    runApp({ what, command: line, root, within, environment: { ...process.env, ...told } }, terminal);
  if (typeof build === 'string' && build !== '') await run('the build of cdk.json', build, {});
  const outdir = mkdtempSync(join(tmpdir(), 'drystep-app-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await run('the app', command, { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_VALIDATION: 'false' });
  if (existsSync(join(outdir, 'manifest.json'))) return outdir;
  throw new CommandError(
    `the app left no assembly (${command}).`,
    'make it a `new App()` without an outdir of its own, and end it with app.synth().',
  );
}

/** The object in a JSON file of a project, such as cdk.json; an empty one when there is no file. */
function projectFile(root: string, name: string): JsonObject {
  const path = join(root, name);
  if (!existsSync(path)) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refusedBySystem(error, name) ?? new CommandError(`${name} is not JSON: ${errorText(error)}.`);
  }
  if (isJsonObject(content)) return content;
  throw new CommandError(`${name}: expected an object, received ${receivedText(content)}.`);
}
