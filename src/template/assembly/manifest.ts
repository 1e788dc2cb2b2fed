import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { templateError } from '../template-error';
import { type ConstructMetadata, readConstructMetadata } from './construct-metadata';
import { inAssembly } from './inside-assembly';
import { portable, readJson } from './read-json';

/** A stack as the manifest of a cloud assembly describes it. */
export interface StackArtifact {
  readonly id: string;
  /** Path of the template, relative to the assembly's folder. */
  readonly templateFile: string;
  readonly stackName: string;
  readonly stackPath: string;
  readonly account?: string;
  readonly region?: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly metadata: readonly ConstructMetadata[];
}

/** The parts of a `manifest.json` that lead to state machines; all paths with forward slashes. */
export interface Manifest {
  readonly stacks: readonly StackArtifact[];
  /** Folders of nested assemblies, one for each stage. */
  readonly nestedFolders: readonly string[];
  readonly assetManifests: readonly string[];
  readonly treeFile: string;
}

/** Reads the manifest of a cloud assembly; throws a TemplateError when the folder is not an assembly. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, 'manifest.json');
  const manifest = readJson(file);
  if (manifest === undefined) {
    throw templateError(
      'ASSEMBLY_NOT_FOUND',
      `Cloud assembly ${folder}: expected a manifest.json, found none. Hint: run \`cdk synth\` and give the folder it wrote, usually cdk.out.`,
    );
  }
  const artifacts = ownKey(manifest, 'artifacts');
  if (artifacts !== undefined && !isJsonObject(artifacts)) {
    throw templateError(
      'ASSEMBLY_CORRUPT',
      `File ${file} at /artifacts: expected an object, received ${JSON.stringify(artifacts)}. Hint: run \`cdk synth\` again.`,
    );
  }
  const entries = Object.entries(artifacts ?? {}).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
  const texts = (type: string, property: string): string[] =>
    entries.filter(([, { type: own }]) => own === type).flatMap(([, artifact]) => textProperty(artifact, property));
  return {
    stacks: entries
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([id, artifact]) => stackArtifact(folder, id, artifact)),
    nestedFolders: texts('cdk:cloud-assembly', 'directoryName'),
    assetManifests: texts('cdk:asset-manifest', 'file'),
    treeFile: texts('cdk:tree', 'file')[0] ?? 'tree.json',
  };
}

function textProperty(artifact: JsonObject, name: string): string[] {
  const value = isJsonObject(artifact.properties) ? ownKey(artifact.properties, name) : undefined;
  return typeof value === 'string' ? [portable(value)] : [];
}

function stackArtifact(folder: string, id: string, artifact: JsonObject): StackArtifact {
  const templateFile = textProperty(artifact, 'templateFile')[0] ?? `${id}.template.json`;
  const inFile =
    typeof artifact.additionalMetadataFile === 'string' ? readJson(inAssembly(folder, artifact.additionalMetadataFile)) : undefined;
  const metadata = [...readConstructMetadata(artifact.metadata), ...readConstructMetadata(inFile)];
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(artifact.environment ?? '')) ?? [];
  const parameters = isJsonObject(artifact.properties) ? ownKey(artifact.properties, 'parameters') : undefined;
  // `Prod/Orders (my-stack)`: path and, when it differs, the stack's name.
  const displayPath = typeof artifact.displayName === 'string' ? artifact.displayName.replace(/ \([^()]*\)$/, '') : id;
  return {
    id,
    templateFile,
    stackName: textProperty(artifact, 'stackName')[0] ?? id,
    stackPath: metadata.find((entry) => entry.templateFile === templateFile)?.path ?? displayPath,
    ...(account === undefined || account === 'unknown-account' ? {} : { account }),
    ...(region === undefined || region === 'unknown-region' ? {} : { region }),
    parameters: isJsonObject(parameters) ? parameters : {},
    metadata,
  };
}
