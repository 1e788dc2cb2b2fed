import { CfnElement, CfnOutput, type CfnResource, type CfnStack, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { JsonObject, JsonValue } from '../../asl';
import { createStackScope, type ExtractedStateMachine, extractFromScope, resolve, type StackScope, sourceOf } from '../../template';

/** An element of a template as the CDK writes it; every CfnElement has this method, which its types keep to themselves. */
interface WritesTemplate {
  _toCloudFormation(): unknown;
}

/**
 * A state machine of a construct tree as the template will have it, before any template is written. Of everything else only that is looked
 * at which its definition names, in other stacks too.
 */
export function machineInTree(resource: CfnResource): ExtractedStateMachine | undefined {
  const { stack } = resource;
  const source = resource.node.metadata.map(({ data, trace }) => sourceOf(data as JsonValue) ?? sourceOf(trace)).find(Boolean);
  const logicalId = stack.resolve(resource.logicalId) as string;
  const path = resource.node.path;
  const scope = scopeFor(stack, { Ref: logicalId }, new Map([[logicalId, path]]));
  const sources = source === undefined ? {} : { sources: new Map([[path, source]]) };
  return extractFromScope(scope, sources).find((machine) => machine.logicalId === logicalId);
}

/** What a value of a stack's template can refer to. */
function scopeFor(stack: Stack, value: JsonValue, constructPaths?: ReadonlyMap<string, string>): StackScope {
  return createStackScope(templateFor(stack, value), {
    stackName: resolvedStackName(stack),
    stackPath: stack.node.path,
    constructPaths,
    parameters: parametersOf(stack),
    nestedStack: (logicalId) => nestedTemplate(stack, logicalId),
    imports: (exportName) => exportedValue(stack.node.root, exportName),
  });
}

function resolvedStackName(stack: Stack): string {
  const name: unknown = stack.resolve(stack.stackName);
  return typeof name === 'string' ? name : stack.node.id;
}

/** The part of a stack's template that a value names, and what that names in turn. */
function templateFor(stack: Stack, value: JsonValue): JsonObject {
  const elements = new Map<string, CfnElement>();
  for (const construct of stack.node.findAll()) {
    if (CfnElement.isCfnElement(construct) && construct.stack === stack)
      elements.set(stack.resolve(construct.logicalId) as string, construct);
  }
  const template: Record<string, Record<string, JsonValue>> = {};
  const add = (text: JsonValue): void => {
    for (const name of wordsIn(text)) {
      const element = elements.get(name);
      if (element === undefined) continue;
      elements.delete(name);
      const written = stack.resolve((element as unknown as WritesTemplate)._toCloudFormation()) as Record<string, JsonObject>;
      for (const [section, entries] of Object.entries(written)) {
        template[section] = { ...template[section], ...entries };
        add(entries);
      }
    }
  };
  add(value);
  return template;
}

/** Every text of a value that can be a logical id: a whole one, a part of `Fn::Sub` or of `Fn::GetAtt`, a condition. */
function wordsIn(value: JsonValue): ReadonlySet<string> {
  return new Set(JSON.stringify(value).match(/[A-Za-z0-9]+/g));
}

/** What the stack around a nested one hands to its parameters. */
function parametersOf(stack: Stack): Readonly<Record<string, JsonValue>> {
  const around = stack.nestedStackParent;
  const handed =
    around === undefined ? undefined : (around.resolve((stack.nestedStackResource as CfnStack).parameters) as JsonObject | undefined);
  if (around === undefined || handed === undefined) return {};
  const scope = scopeFor(around, handed);
  return Object.fromEntries(
    Object.entries(handed).flatMap(([name, value]) => {
      const known = resolve(value, scope);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
}

function nestedTemplate(stack: Stack, logicalId: string): { readonly template: JsonObject } | undefined {
  const nested = stack.node
    .findAll()
    .find((construct) => Stack.isStack(construct) && stack.resolve(construct.nestedStackResource?.logicalId) === logicalId);
  return nested === undefined
    ? undefined
    : { template: (nested as Stack).resolve((nested as unknown as WritesTemplate)._toCloudFormation()) };
}

function exportedValue(root: IConstruct, exportName: string): JsonValue | undefined {
  for (const construct of root.node.findAll()) {
    if (!(construct instanceof CfnOutput) || construct.exportName === undefined) continue;
    const { stack } = construct;
    if (stack.resolve(construct.exportName) !== exportName) continue;
    const value = stack.resolve(construct.value) as JsonValue;
    return resolve(value, scopeFor(stack, value));
  }
  return undefined;
}
