import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { JsonObject } from '../../asl';
import { errorText } from '../../asl';
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
  return contentsOf({ value, repeated: [] }, place, options);
}

function readFile(file: string, options: SourceOptions): SourceContents {
  refuseOtherProgram(file);
  let text: string | undefined;
  let cause = 'it is not a file, or too large for a definition';
  try {
    text = readText(file);
  } catch (error) {
    cause = errorText(error);
  }
  if (text === undefined) throw templateError('SOURCE_UNREADABLE', `${basename(file)} cannot be read: ${cause}.`);
  // Only what is not UTF-8, or writes it out, has the sign for it.
  if (/[\0\uFFFD]/.test(text)) refuseOtherText(file);
  const place: TextPlace = { what: file, folder: dirname(file), file, folders: options.folders ?? [process.cwd()] };
  return contentsOf(parseSource(text, place), place, options);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Throws a template error for a file that is not text in UTF-8, such as one that PowerShell redirected: AWS reads no other, and half of it would be read here. */
function refuseOtherText(file: string): void {
  const bytes = readFileSync(file);
  const mark = bytes.subarray(0, 2).toString('hex');
  const isUtf16 = mark === 'fffe' || mark === 'feff';
  if (!isUtf16 && isUtf8(bytes) && !bytes.includes(0)) return;
  throw templateError(
    'SOURCE_UNREADABLE',
    `${basename(file)} cannot be read: it is ${isUtf16 ? 'text in UTF-16' : bytes.includes(0) ? 'not text' : 'not text in UTF-8'}. Hint: ${isUtf16 || !bytes.includes(0) ? 'save it as UTF-8.' : 'name a definition or a template, in JSON or YAML.'}`,
  );
}

function readFolder(folder: string, options: SourceOptions): SourceContents {
  const [found, ...others] = templatesIn(folder);
  if (found === undefined) {
    const writer = templateWriter(folder);
    if (writer !== undefined) throw templateError('SOURCE_IS_PROGRAM', `The folder ${folder} holds no template. Hint: ${writer}`);
    throw templateError(
      'SOURCE_NOT_FOUND',
      `The folder ${folder} holds no template. Hint: name a file, a folder with a template.yaml or template.json, or the folder that \`cdk synth\` or \`serverless package\` wrote.`,
    );
  }
  if (others.length > 0) {
    const names = [found, ...others].map((path) => basename(path)).join(' and ');
    throw templateError('SOURCE_AMBIGUOUS', `The folder ${folder} holds ${names}. Hint: name the one that you mean.`);
  }
  if (!statSync(found).isDirectory()) return readFile(found, options);
  const place = { what: 'the definition', folder: found, folders: options.folders ?? [process.cwd()] };
  const assembly = readCloudAssembly(found, { parseYaml: yamlReader(place), parameters: options.parameters });
  return { ...assembly, files: [], parameterNames: assembly.parameterNames, repeatedKeys: [] };
}
