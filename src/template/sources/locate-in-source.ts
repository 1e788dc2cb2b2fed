import { locatePointers, type SourcePosition } from '../../asl';
import { readText } from '../definition-files';
import { isTemplateError } from '../template-error';
import { isJson } from './is-json';
import { positionsInYaml } from './read-yaml';
import { yamlPackage } from './yaml-package';

/**
 * Line and column of JSON pointers in a file that was read as JSON or YAML; what is not written there gets the place of what is written around it.
 * Empty for a file that cannot be read.
 */
export function locateInSource(file: string, pointers: readonly string[], folders: readonly string[]): ReadonlyMap<string, SourcePosition> {
  const text = readText(file);
  if (text === undefined || pointers.length === 0) return new Map();
  if (isJson(text)) return locatePointers(text, pointers);
  try {
    return positionsInYaml(text, pointers, yamlPackage(folders, file));
  } catch (error) {
    if (isTemplateError(error)) return new Map();
    throw error;
  }
}
