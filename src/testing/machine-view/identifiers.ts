import type { JsonValue } from '../../asl';
import { createStackScope, type ResourceDirectory, resolve } from '../../template';
import { type ConstructLike, constructNodeOf } from './construct-like';

/** The ARNs and references by which a task may call a construct: its resources' fake names, or what an imported one says of itself. */
export function identifiersOf(construct: ConstructLike, resources: ResourceDirectory | undefined): readonly string[] {
  const { path } = construct.node;
  const named = resources?.byPath(path) ?? [];
  const own =
    named.length > 0 ? named : (resources?.all ?? []).filter((resource) => resource.constructPath?.startsWith(`${path}/`) === true);
  if (own.length > 0) return [...new Set(own.flatMap((resource) => [resource.arn, resource.ref]))];
  const properties = construct as unknown as Readonly<Record<string, unknown>>;
  const texts = IMPORTED.map((name) => resolvedText(properties[name], construct)).filter((text) => text !== undefined && text !== '');
  return [...new Set(texts as string[])];
}

/** What a task names of an imported resource, which leaves nothing in the template: its ARN, or what `Ref` would give. */
const IMPORTED = [
  'functionArn',
  'stateMachineArn',
  'activityArn',
  'topicArn',
  'queueArn',
  'queueUrl',
  'tableArn',
  'tableName',
  'bucketArn',
  'bucketName',
  'eventBusArn',
  'eventBusName',
  'clusterArn',
  'projectArn',
  'jobQueueArn',
  'jobDefinitionArn',
  'taskDefinitionArn',
];

/** A stack: it alone can tell what a token stands for. */
interface ResolvesTokens {
  resolve(value: unknown): unknown;
}

/** A text of the CDK as the template would have it, with the names that stand for region and account. */
function resolvedText(value: unknown, construct: ConstructLike): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!value.includes('${Token[')) return value;
  const stack = [...constructNodeOf(construct).scopes].reverse().find(isStack);
  if (stack === undefined) return undefined;
  let unresolved = false;
  const report = (): void => {
    unresolved = true;
  };
  const text = resolve(stack.resolve(value) as JsonValue, createStackScope({ Resources: {} }), { report });
  return typeof text === 'string' && !unresolved ? text : undefined;
}

function isStack(scope: ConstructLike): scope is ConstructLike & ResolvesTokens {
  const { resolve: own, templateFile } = scope as ConstructLike & { readonly resolve?: unknown; readonly templateFile?: unknown };
  return typeof own === 'function' && typeof templateFile === 'string';
}
