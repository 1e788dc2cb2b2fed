import { basename } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { type ParameterValues, parametersFor } from '../check-parameters';
import { nestedStackPath } from '../construct-name';
import { createStackScope, type StackScopeOptions } from '../create-stack-scope';
import { type DefinitionFiles, readText } from '../definition-files';
import type { SourceLocation } from '../extract-state-machines';
import { withoutSsm } from '../parameter-value';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';
import { templateError } from '../template-error';
import { type AssetFiles, assetFiles } from './asset-files';
import { type PlacedResource, pathsOfStack } from './construct-paths';
import { readConstructTree, type TreeConstruct } from './construct-tree';
import { inAssembly } from './inside-assembly';
import { readManifest, type StackArtifact } from './manifest';
import { type KnownValue, meantValue, type StackPlace } from './meant-value';
import { readJson } from './read-json';

/** One construct of the app, with the place in the source where it was made, when CDK recorded it. */
export interface AssemblyConstruct extends TreeConstruct {
  readonly source?: SourceLocation;
}

/** A stack of the manifest with all that its intrinsics may refer to. */
export interface LoadedStack {
  readonly stackName: string;
  readonly place: StackPlace;
  readonly templateFile: string;
  readonly scope: StackScope;
  readonly files: DefinitionFiles;
  /** The template file of a stack nested in this one, or in one of its nested stacks. */
  readonly nestedTemplate: (logicalId: string, parent: StackScope) => string | undefined;
}

interface Loading {
  /** Values that the user gives, over those of the app. */
  readonly parameters: ParameterValues;
  readonly stacks: LoadedStack[];
  readonly constructs: Map<string, AssemblyConstruct>;
  readonly visited: Set<string>;
  /** Exports whose values are being resolved. */
  readonly importing: Set<string>;
  /** Templates of nested stacks: many stacks may have the same. */
  readonly templates: Map<string, JsonObject | undefined>;
  /** Whether assets may lie outside of the assembly. */
  readonly assetsAnywhere: boolean;
}

/** Loads every stack of an assembly and of those nested in it; templates are read, intrinsics are resolved when asked for. */
export function loadStacks(
  folder: string,
  { assetsAnywhere = false, parameters = {} }: { readonly assetsAnywhere?: boolean; readonly parameters?: ParameterValues | undefined },
): Pick<Loading, 'stacks' | 'constructs'> {
  const loading: Loading = {
    parameters,
    stacks: [],
    constructs: new Map(),
    visited: new Set(),
    importing: new Set(),
    templates: new Map(),
    assetsAnywhere,
  };
  loadFolder(folder, loading);
  return loading;
}

function loadFolder(folder: string, loading: Loading): void {
  if (loading.visited.has(folder)) return;
  loading.visited.add(folder);
  const manifest = readManifest(folder);
  for (const construct of readConstructTree(folder, manifest.treeFile)) loading.constructs.set(construct.path, construct);
  for (const { metadata } of manifest.stacks) {
    for (const { path, logicalId, source } of metadata) {
      const known = { path, id: basename(path), ...loading.constructs.get(path) };
      loading.constructs.set(path, {
        ...known,
        ...(logicalId === undefined ? {} : { logicalId }),
        ...(source === undefined ? {} : { source }),
      });
    }
  }
  const assets = assetFiles(folder, manifest.assetManifests, loading.assetsAnywhere);
  const placed = [...loading.constructs.values()].flatMap(({ path, logicalId }) => (logicalId === undefined ? [] : [{ path, logicalId }]));
  for (const artifact of manifest.stacks) loading.stacks.push(loadStack(artifact, folder, assets, placed, loading));
  for (const nested of manifest.nestedFolders) loadFolder(inAssembly(folder, nested), loading);
}

function loadStack(
  artifact: StackArtifact,
  folder: string,
  assets: AssetFiles,
  placed: readonly PlacedResource[],
  loading: Loading,
): LoadedStack {
  const { stacks, importing } = loading;
  const { account, region } = artifact;
  const place: StackPlace = { folder, ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
  const templateFile = inAssembly(folder, artifact.templateFile);
  const template = readJson(templateFile);
  if (template === undefined) {
    const message = `Stack ${artifact.id} of ${folder}: expected its template at ${templateFile}, found no such file.`;
    throw templateError('ASSEMBLY_CORRUPT', `${message} Hint: run \`cdk synth\` again.`);
  }
  const nestedTemplate = (logicalId: string, parent: StackScope): string | undefined => templateOfNested(logicalId, parent, folder, assets);
  const optionsAt = (stackPath: string): StackScopeOptions => {
    const constructPaths = pathsOfStack(placed, stackPath);
    return {
      stackPath,
      constructPaths,
      nestedStack: (logicalId, _resource, parent) => {
        const file = nestedTemplate(logicalId, parent);
        const inner = file === undefined ? undefined : templateIn(file, loading);
        const path = nestedStackPath(constructPaths.get(logicalId) ?? '') ?? `${stackPath}/${logicalId}`;
        return inner === undefined || file === undefined ? undefined : { template: inner, file, options: optionsAt(path) };
      },
    };
  };
  const scope = createStackScope(template, {
    ...optionsAt(artifact.stackPath),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    stackName: artifact.stackName,
    parameters: { ...withoutSsm(template, artifact.parameters), ...parametersFor(template, loading.parameters) },
    imports: (exportName) => importedValue(exportName, stacks, place, importing),
    stackOutput: (stack, output) => meantValue(outputsOf(stack, output, stacks), place),
  });
  return { stackName: artifact.stackName, place, templateFile, scope, files: definitionFilesOf(folder, assets), nestedTemplate };
}

function templateIn(file: string, { templates }: Loading): JsonObject | undefined {
  if (!templates.has(file)) templates.set(file, readJson(file));
  return templates.get(file);
}

function importedValue(
  exportName: string,
  stacks: readonly LoadedStack[],
  asking: StackPlace,
  importing: Set<string>,
): JsonValue | undefined {
  // Stacks that import from each other in a circle do not deploy; here the name then stands for the value.
  if (importing.has(exportName)) return undefined;
  importing.add(exportName);
  try {
    return meantValue(exportedBy(stacks, exportName), asking);
  } finally {
    importing.delete(exportName);
  }
}

function exportedBy(stacks: readonly LoadedStack[], exportName: string): readonly KnownValue[] {
  return stacks.flatMap(({ scope, place }) =>
    [scope, ...scope.nested.values()].flatMap((each) => {
      const value = each.exports().get(exportName);
      return value === undefined ? [] : [{ place, value }];
    }),
  );
}

function outputsOf(stack: string, output: string, stacks: readonly LoadedStack[]): readonly KnownValue[] {
  return stacks
    .filter(({ stackName }) => stack === stackName || stack.includes(`:stack/${stackName}/`))
    .map(({ scope, place }) => ({ place, value: () => scope.output(output) }));
}

function definitionFilesOf(folder: string, assets: AssetFiles): DefinitionFiles {
  const read = (file: string | undefined): string | undefined => (file === undefined ? undefined : readText(file));
  return { local: (path) => read(inAssembly(folder, path)), object: (_bucket, key) => read(assets(key)) };
}

/** Named by CDK's metadata on the resource, or the asset its `TemplateURL` ends with. */
function templateOfNested(logicalId: string, parent: StackScope, folder: string, assets: AssetFiles): string | undefined {
  const resources = ownKey(parent.template, 'Resources');
  const resource = isJsonObject(resources) ? ownKey(resources, logicalId) : undefined;
  const { Metadata: metadata, Properties: properties } = isJsonObject(resource) ? resource : {};
  const path = isJsonObject(metadata) ? ownKey(metadata, 'aws:asset:path') : undefined;
  if (typeof path === 'string') return inAssembly(folder, path);
  const location = isJsonObject(properties) ? (properties.TemplateURL ?? properties.Location) : undefined;
  const url = location === undefined ? undefined : resolve(location, parent);
  return typeof url === 'string' ? assets(url.slice(url.lastIndexOf('/') + 1)) : undefined;
}
