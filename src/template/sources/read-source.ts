import { existsSync, lstatSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { JsonObject } from '../../asl';
import { readCloudAssembly } from '../assembly/read-cloud-assembly';
import { readText } from '../definition-files';
import { templateError } from '../template-error';
import { contentsOf } from './contents-of';
import { refuseOtherProgram, templateWriter } from './other-program';
import { parseSource, type TextPlace, yamlReader } from './parse-source';
import type { SourceContents, SourceOptions } from './source-contents';
import { templatesIn } from './templates-in';

/**
 * Reads a file or a folder for its state machines: ASL or a template, in JSON or YAML, what `describe-state-machine` printed, a cloud assembly, a
 * project with a template. Throws a TemplateError that says why it cannot be read.
 */
export function readSourcePath(path: string, options: SourceOptions = {}): SourceContents {
  const file = resolve(path);
  if (!existsSync(file)) {
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    throw templateError(
      'SOURCE_NOT_FOUND',
      isLink ? `${basename(file)} is a link to a file that does not exist.` : `Found no file or folder ${file}.`,
    );
  }
  return statSync(file).isDirectory() ? readFolder(file, options) : readFile(file, options);
}

/** Reads a text as {@link readSourcePath} reads a file; files that it names are relative to the working directory. */
export function readSourceText(text: string, options: SourceOptions = {}, what = 'The text'): SourceContents {
  const place: TextPlace = { what, folder: options.folders?.[0] ?? process.cwd(), folders: options.folders ?? [] };
  return contentsOf(parseSource(text, place), place, options);
}

/** Reads what somebody parsed already: a template, a definition, or what `describe-state-machine` gave. */
export function readSourceValue(value: JsonObject, options: SourceOptions = {}): SourceContents {
  const place: TextPlace = { what: 'The template', folder: options.folders?.[0] ?? process.cwd(), folders: options.folders ?? [] };
  return contentsOf({ value }, place, options);
}

function readFile(file: string, options: SourceOptions): SourceContents {
  refuseOtherProgram(file);
  let text: string | undefined;
  let cause = 'it is not a file, or too large for a definition';
  try {
    text = readText(file);
  } catch (error) {
    cause = error instanceof Error ? error.message : String(error);
  }
  if (text === undefined) throw templateError('SOURCE_UNREADABLE', `${basename(file)} cannot be read: ${cause}.`);
  const place: TextPlace = { what: file, folder: dirname(file), file, folders: options.folders ?? [process.cwd()] };
  return contentsOf(parseSource(text, place), place, options);
}

function readFolder(folder: string, options: SourceOptions): SourceContents {
  const [found, ...others] = templatesIn(folder);
  if (found === undefined) {
    const writer = templateWriter(folder);
    if (writer !== undefined) throw templateError('SOURCE_IS_PROGRAM', `The folder ${folder} holds no template. Hint: ${writer}`);
    throw templateError(
      'SOURCE_NOT_FOUND',
      `The folder ${folder} holds no template. Hint: name a file, or a folder with a template.yaml or template.json, what \`cdk synth\` or \`serverless package\` wrote.`,
    );
  }
  if (others.length > 0) {
    const names = [found, ...others].map((path) => basename(path)).join(' and ');
    throw templateError('SOURCE_AMBIGUOUS', `The folder ${folder} holds ${names}. Hint: name the one that you mean.`);
  }
  if (!statSync(found).isDirectory()) return readFile(found, options);
  const place = { what: 'the definition', folder: found, folders: options.folders ?? [process.cwd()] };
  const assembly = readCloudAssembly(found, { parseYaml: yamlReader(place), parameters: options.parameters });
  return { ...assembly, files: [], parameterNames: assembly.parameterNames };
}
