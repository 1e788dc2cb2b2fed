import { dirname } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { parametersFor } from '../check-parameters';
import { filesIn } from '../definition-files';
import { parameterNames } from '../parameter-value';
import { readTemplate } from '../read-template';
import { templateError } from '../template-error';
import { fillPlaceholders } from './fill-placeholders';
import { includedFile } from './included-file';
import { withIncludes } from './included-files';
import { isTemplate } from './is-template';
import { nestedTemplates } from './nested-templates';
import { refuseOtherContents } from './other-program';
import { type ParsedSource, type TextPlace, yamlReader } from './parse-source';
import { noRepeats } from './repeats';
import type { PlainDefinition, SourceContents, SourceOptions } from './source-contents';
import { refuseUnfinishedText } from './unfinished-text';

/** Tells what a value is: a template, what the service says of a machine, or a definition. */
export function contentsOf(parsed: ParsedSource, place: TextPlace, options: SourceOptions): SourceContents {
  const { value, json, yaml } = parsed;
  if (value !== undefined && isTemplate(value)) return templateContents(value, parsed, place, options);
  const [repeated] = parsed.repeated;
  if (repeated !== undefined) throw templateError('SOURCE_UNREADABLE', `${place.what} is not YAML: ${repeated}.`);
  const described = value === undefined ? undefined : describedMachine(value);
  if (described !== undefined) return { definition: described, parameterNames: [] };
  refuseOtherContents(value, place.what);
  const isMachine = isJsonObject(value) && (Object.hasOwn(value, 'StartAt') || Object.hasOwn(value, 'States'));
  const values = Object.entries(options.parameters ?? {}).map(([name, given]) => [name, String(given)] as const);
  const filled = fillPlaceholders(json ?? (value as unknown as JsonObject), Object.fromEntries(values));
  // A value of another name is the nearer mistake, and told where parameters are checked.
  const areKnown = values.every(([name]) => filled.placeholders.includes(name));
  if (areKnown && typeof filled.definition === 'string') refuseUnfinishedText(filled.definition, place.what);
  return {
    definition: {
      definition: filled.definition,
      ...(yaml === undefined ? {} : { yaml }),
      isMachine: isMachine || isNamedDefinition(place.file),
    },
    parameterNames: filled.placeholders,
  };
}

/** What `aws stepfunctions describe-state-machine` prints: the definition is a text in it. */
function describedMachine(value: JsonValue): PlainDefinition | undefined {
  if (!isJsonObject(value)) return undefined;
  const { definition, name, type, roleArn } = value;
  if (typeof definition !== 'string' || !(Object.hasOwn(value, 'stateMachineArn') || Object.hasOwn(value, 'roleArn'))) return undefined;
  return {
    definition,
    isMachine: true,
    ...(typeof name === 'string' ? { name } : {}),
    ...(type === 'EXPRESS' || type === 'STANDARD' ? { type } : {}),
    ...(typeof roleArn === 'string' ? { roleArn } : {}),
  };
}

function templateContents(template: JsonObject, parsed: ParsedSource, place: TextPlace, options: SourceOptions): SourceContents {
  const files = new Set<string>(place.file === undefined ? [] : [place.file]);
  const opened = (file: string): void => void files.add(file);
  const repeats = noRepeats();
  repeats.heard(parsed, place.file ?? place.what);
  const whole = withIncludes(template, includedFile(place, opened, repeats));
  const contents = readTemplate(whole, {
    ...(options.parameters === undefined ? {} : { parameters: parametersFor(whole, options.parameters) }),
    file: place.file,
    nestedStack: nestedTemplates(place, opened, repeats),
    optionsOf: ({ file }) => {
      const folder = file === undefined ? place.folder : dirname(file);
      return { files: filesIn(folder, opened), parseYaml: yamlReader({ ...place, folder, what: 'the definition' }) };
    },
  });
  return { ...contents, files: [...files], parameterNames: parameterNames(whole), repeatedKeys: repeats.told };
}

/** True where a name says that there is a definition inside, whatever the text looks like. */
function isNamedDefinition(file: string | undefined): boolean {
  return file !== undefined && /\.asl(?:\.(?:json|ya?ml))?$/i.test(file);
}
