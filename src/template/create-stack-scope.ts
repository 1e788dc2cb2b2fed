import { childPointer, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey, type Problem } from '../asl';
import { expandLoops } from './expand-loops';
import { EXTENSIONS_HINT, hasLanguageExtensions } from './language-extensions';
import { parameterValue, withoutSsm } from './parameter-value';
import { resolve, resolveCondition } from './resolve';
import { nameResources, type ResourceNames } from './resource-names';
import { type StackEnvironment, stackEnvironment } from './stack-environment';
import type { StackScope } from './stack-scope';
import { templateError } from './template-error';

/** What is known of a stack beside its template. */
export interface StackScopeOptions extends Partial<StackEnvironment> {
  /** Values of the template's parameters. @default their `Default`, or a label */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** Construct path of the stack; leads the names of resources whose path is not known. @default none */
  readonly stackPath?: string | undefined;
  /** File of the template. @default none */
  readonly file?: string | undefined;
  /** Construct paths of resources by logical id, for templates without `aws:cdk:path`. @default the template's metadata */
  readonly constructPaths?: ReadonlyMap<string, string> | undefined;
  /** Values that other stacks export, by export name. @default the export's name stands for its value */
  readonly imports?: (exportName: string) => JsonValue | undefined;
  /** Outputs of other stacks, by the stack's name or ARN and the output's name. @default a label */
  readonly stackOutput?: (stack: string, outputName: string) => JsonValue | undefined;
  /** Finds the template of a nested stack. @default none found: outputs of nested stacks become labels */
  readonly nestedStack?: (logicalId: string, resource: JsonObject, parent: StackScope) => NestedStack | MissingTemplate | undefined;
}

/** A nested stack whose template should be in the project, and is not. */
export interface MissingTemplate {
  /** The path, as the template names it. */
  readonly missing: string;
  /** The property that names it. */
  readonly property: string;
}

/** A nested stack's template and what is known of it. */
export interface NestedStack {
  readonly template: JsonObject;
  /** File of the template: tells a stack that holds itself. @default the template object */
  readonly file?: string;
  readonly options?: Omit<StackScopeOptions, 'parameters'>;
}

/** Nested stacks deeper than this are refused: no application comes near it. */
const DEEPEST_NESTING = 20;

/** CloudFormation works on this many nested stacks of one hierarchy at a time. */
const MOST_NESTED = 2500;

/** Where a stack stands in its hierarchy. */
interface Nesting {
  /** Templates around it, the outermost first, by file or object. */
  readonly around: readonly (string | JsonObject)[];
  /** Nested stacks of the whole hierarchy so far. */
  readonly count: { stacks: number };
}

/** Everything intrinsics of a template can refer to, computed when first asked for. */
export function createStackScope(
  source: JsonObject,
  options: StackScopeOptions = {},
  nesting: Nesting = outermost(options.file ?? source),
): StackScope {
  const template = expandLoops(source, (collection) => listFor(collection, source, options));
  const environment = stackEnvironment(options);
  const conditions = new Map<string, boolean | undefined>();
  const reading = new Set<string>();
  const inventions = new Set<string>();
  const problems: Problem[] = template === source || hasLanguageExtensions(source) ? [] : [loopProblem(source)];
  const report = (problem: Problem): void => void problems.push(problem);
  const outputs = new Map<string, JsonValue | undefined>();
  let nested: ReadonlyMap<string, StackScope> | undefined;
  let allExports: ReadonlyMap<string, () => JsonValue | undefined> | undefined;

  const invent = (value: JsonValue): void => {
    for (const each of isJsonArray(value) ? value : [value]) {
      if (typeof each === 'string' && !each.startsWith('arn:')) inventions.add(each);
    }
  };
  const section = (name: string): JsonObject => {
    const value = ownKey(template, name);
    return isJsonObject(value) ? value : {};
  };
  const typeNamed = (logicalId: string): string => {
    const resource = ownKey(section('Resources'), logicalId);
    return isJsonObject(resource) ? String(resource.Type) : '';
  };
  const names = nameResources({
    template,
    environment,
    stackPath: options.stackPath,
    constructPaths: options.constructPaths,
    resolve: (value) => resolve(value, scope),
  });
  const outputValue = (output: JsonValue | undefined, name: string): JsonValue | undefined => {
    const value = isJsonObject(output) ? ownKey(output, 'Value') : undefined;
    return value === undefined ? undefined : resolve(value, scope, { pointer: `/Outputs/${name}/Value` });
  };
  const scope: StackScope = {
    template,
    environment,
    stackPath: options.stackPath,
    file: options.file,
    names,
    get nested() {
      nested ??= nestedScopes(section('Resources'), options, scope, nesting, report);
      return nested;
    },
    inventions,
    problems,
    parameter: (name) => {
      const known = parameterValue(template, name, ownKey(options.parameters ?? {}, name));
      if (known?.isGiven === false) invent(known.value);
      return known?.value;
    },
    isGiven: (name) => {
      const pseudo = PSEUDO.get(name);
      if (pseudo !== undefined) return options[pseudo] !== undefined;
      return parameterValue(template, name, ownKey(options.parameters ?? {}, name))?.isGiven === true;
    },
    reference: (logicalId) => names.get(logicalId)?.ref ?? samReference(logicalId, names),
    attribute: (logicalId, attribute) => {
      // CDK carries references between regions in custom resources, under names like these.
      if (attribute.startsWith('/cdk/exports/')) return options.imports?.(attribute) ?? names.attribute(logicalId, attribute);
      const inner = attribute.startsWith('Outputs.') ? scope.nested.get(logicalId)?.output(attribute.slice('Outputs.'.length)) : undefined;
      if (inner !== undefined) return inner;
      const value = names.attribute(logicalId, attribute);
      if (value !== undefined && (attribute.endsWith('Arn') || DEPLOYED.test(typeNamed(logicalId)))) invent(value);
      return value;
    },
    condition: (name) => {
      if (!conditions.has(name)) {
        const expression = ownKey(section('Conditions'), name);
        // A condition that needs itself finds this and counts as undefined.
        conditions.set(name, undefined);
        if (expression !== undefined)
          conditions.set(name, resolveCondition(expression, scope, { pointer: childPointer('/Conditions', name), report }) === true);
      }
      return conditions.get(name);
    },
    importValue: (exportName) => options.imports?.(exportName),
    stackOutput: (stack, outputName) => options.stackOutput?.(stack, outputName),
    output: (name) => {
      // Outputs that lead back to themselves through other stacks have no value.
      if (reading.has(name)) return undefined;
      // Resolved once: stacks that hand values on to each other would double the work with each of them.
      if (outputs.has(name)) return outputs.get(name);
      reading.add(name);
      try {
        const value = outputValue(ownKey(section('Outputs'), name), name);
        outputs.set(name, value);
        return value;
      } finally {
        reading.delete(name);
      }
    },
    exports: () => {
      if (allExports !== undefined) return allExports;
      const exported = new Map<string, () => JsonValue | undefined>();
      for (const [name, output] of Object.entries(section('Outputs'))) {
        const declared = isJsonObject(output) && isJsonObject(output.Export) ? ownKey(output.Export, 'Name') : undefined;
        const exportName = declared === undefined ? undefined : resolve(declared, scope);
        if (typeof exportName === 'string') exported.set(exportName, () => scope.output(name));
      }
      for (const [name, value] of crossRegionExports(section('Resources'))) exported.set(name, () => resolve(value, scope));
      allExports = exported;
      return exported;
    },
  };
  return scope;
}

function nestedScopes(
  resources: JsonObject,
  options: StackScopeOptions,
  parent: StackScope,
  { around, count }: Nesting,
  report: (problem: Problem) => void,
): ReadonlyMap<string, StackScope> {
  const found = new Map<string, StackScope>();
  for (const [logicalId, resource] of Object.entries(resources)) {
    if (!isJsonObject(resource) || (resource.Type !== 'AWS::CloudFormation::Stack' && resource.Type !== 'AWS::Serverless::Application'))
      continue;
    const properties = isJsonObject(resource.Properties) ? resource.Properties : {};
    const inner = options.nestedStack?.(logicalId, resource, parent);
    if (inner === undefined) continue;
    if ('missing' in inner) {
      report(missingTemplate(logicalId, inner));
      continue;
    }
    const own = inner.file ?? inner.template;
    count.stacks += 1;
    refuseEndless(own, logicalId, parent, { around, count });
    const parameters = isJsonObject(properties.Parameters) ? properties.Parameters : {};
    const name = parent.names.get(logicalId)?.name ?? logicalId;
    found.set(
      logicalId,
      createStackScope(
        inner.template,
        {
          ...parent.environment,
          stackName: name,
          ...pick(options, 'imports', 'stackOutput', 'nestedStack'),
          ...inner.options,
          file: inner.file,
          // Read when the nested template asks: resolving all of them here could ask for this very map.
          parameters: lazyParameters(withoutSsm(inner.template, parameters), parent),
        },
        { around: [...around, own], count },
      ),
    );
  }
  return found;
}

/** Pseudo parameters by what of the environment gives their value. */
const PSEUDO: ReadonlyMap<string, keyof StackEnvironment> = new Map([
  ['AWS::Region', 'region'],
  ['AWS::AccountId', 'account'],
  ['AWS::Partition', 'partition'],
  ['AWS::URLSuffix', 'urlSuffix'],
  ['AWS::StackName', 'stackName'],
]);

/** Resources whose attributes nobody knows before the deployment. */
const DEPLOYED = /^(?:Custom::|AWS::CloudFormation::(?:CustomResource|Stack)$|AWS::Serverless::Application$)/;

function loopProblem(template: JsonObject): Problem {
  return {
    code: 'TEMPLATE_BROKEN_REFERENCE',
    pointer: '/Transform',
    expected: 'the transform AWS::LanguageExtensions, which Fn::ForEach needs',
    received: ownKey(template, 'Transform') ?? null,
    hint: EXTENSIONS_HINT,
  };
}

function missingTemplate(logicalId: string, { missing, property }: MissingTemplate): Problem {
  return {
    // A build may write it, and machines of this stack can be tested without.
    code: 'TEMPLATE_OBJECT_NOT_LOCAL',
    pointer: `${childPointer('/Resources', logicalId)}/Properties/${property}`,
    expected: 'the template of the nested stack, by a path relative to this one',
    received: missing,
    hint: 'Correct the path, or build the nested template first.',
  };
}

function outermost(template: string | JsonObject): Nesting {
  return { around: [template], count: { stacks: 0 } };
}

/** A template that holds itself, or too many others, would be read for ever; CloudFormation cannot create it either. */
function refuseEndless(own: string | JsonObject, logicalId: string, parent: StackScope, { around, count }: Nesting): void {
  const stack = `Nested stack "${logicalId}" of ${parent.stackPath ?? parent.environment.stackName}`;
  if (around.includes(own)) {
    const name = typeof own === 'string' ? ` ${own}` : '';
    throw templateError('NESTED_STACKS', `${stack}: its template${name} holds itself. Hint: take the stack out of its own template.`);
  }
  const expected =
    around.length > DEEPEST_NESTING
      ? `at most ${DEEPEST_NESTING} levels of nested stacks`
      : count.stacks > MOST_NESTED
        ? `at most ${MOST_NESTED} nested stacks in one hierarchy`
        : undefined;
  if (expected !== undefined)
    throw templateError('NESTED_STACKS', `${stack}: expected ${expected}. Hint: make some of them stacks of their own.`);
}

function lazyParameters(parameters: JsonObject, parent: StackScope): Readonly<Record<string, JsonValue>> {
  const values: Record<string, JsonValue> = Object.create(null);
  for (const [name, value] of Object.entries(parameters)) {
    let reading = false;
    let known: { readonly value: JsonValue | undefined } | undefined;
    const get = (): JsonValue | undefined => {
      // Nested stacks may take each other's outputs, but not in a circle.
      if (reading) return undefined;
      if (known !== undefined) return known.value;
      reading = true;
      try {
        known = { value: resolve(value, parent) };
        return known.value;
      } finally {
        reading = false;
      }
    };
    Object.defineProperty(values, name, { enumerable: true, get });
  }
  return values;
}

function pick<Key extends keyof StackScopeOptions>(options: StackScopeOptions, ...keys: readonly Key[]): Pick<StackScopeOptions, Key> {
  return Object.fromEntries(keys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]])) as Pick<
    StackScopeOptions,
    Key
  >;
}

/** What `Custom::CrossRegionExportWriter` makes known to stacks of other regions. */
function crossRegionExports(resources: JsonObject): readonly [string, JsonValue][] {
  return Object.values(resources).flatMap((resource) => {
    const writer = isJsonObject(resource) && resource.Type === 'Custom::CrossRegionExportWriter' ? resource.Properties : undefined;
    const properties = isJsonObject(writer) ? writer.WriterProps : undefined;
    return isJsonObject(properties) && isJsonObject(properties.exports) ? Object.entries(properties.exports) : [];
  });
}

/** SAM lets `Ref` reach what it makes of a function: `MyFunction.Version` and `MyFunction.Alias`. */
function samReference(name: string, names: ResourceNames): string | undefined {
  const [, logicalId = '', attribute = ''] = /^([^.]+)\.(Version|Alias)$/.exec(name) ?? [];
  const value = names.get(logicalId)?.type === 'AWS::Serverless::Function' ? names.attribute(logicalId, attribute) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function listFor(collection: JsonValue, template: JsonObject, options: StackScopeOptions): readonly string[] | undefined {
  const itemOf = (item: JsonValue): JsonValue | undefined =>
    isJsonObject(item) && typeof item.Ref === 'string'
      ? parameterValue(template, item.Ref, ownKey(options.parameters ?? {}, item.Ref))?.value
      : item;
  const list = itemOf(collection);
  const items = isJsonArray(list) ? list.map(itemOf) : undefined;
  return items?.every((item) => typeof item === 'string') ? items : undefined;
}
