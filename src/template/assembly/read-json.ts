import { errorText, isJsonObject, type JsonObject } from '../../asl';
import { readText } from '../definition-files';
import { templateError } from '../template-error';

/** The JSON object in a file, or undefined when there is no such file; throws when it holds anything else. */
export function readJson(file: string): JsonObject | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  let received: string;
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
    received = Array.isArray(value) ? 'a list' : String(value);
  } catch (error) {
    received = errorText(error);
  }
  throw templateError(
    'ASSEMBLY_CORRUPT',
    `File ${file}: expected a JSON object, received ${received}. Hint: delete the folder and run \`cdk synth\` again.`,
  );
}

/** A path of the assembly, which may be written with the separators of Windows. */
export function portable(path: string): string {
  return path.replaceAll('\\', '/');
}
