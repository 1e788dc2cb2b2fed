import type { ResourceDirectory } from '../../template';
import type { ConstructLike } from './construct-like';

/** Gives the ARNs and references by which a task may call a construct: its resources' fake names, or the real ARN of an imported one. */
export function identifiersOf(construct: ConstructLike, resources: ResourceDirectory | undefined): readonly string[] {
  const { path } = construct.node;
  const named = resources?.byPath(path) ?? [];
  const own =
    named.length > 0 ? named : (resources?.all ?? []).filter((resource) => resource.constructPath?.startsWith(`${path}/`) === true);
  if (own.length > 0) return [...new Set(own.flatMap((resource) => [resource.arn, resource.ref]))];
  return ARN_PROPERTIES.map((name) => (construct as unknown as Readonly<Record<string, unknown>>)[name]).filter(
    (value): value is string => typeof value === 'string' && value.startsWith('arn:') && !value.includes('${Token['),
  );
}

/** An imported resource leaves nothing in the template; its construct knows its ARN. */
const ARN_PROPERTIES = [
  'functionArn',
  'stateMachineArn',
  'activityArn',
  'topicArn',
  'queueArn',
  'tableArn',
  'bucketArn',
  'eventBusArn',
  'clusterArn',
  'projectArn',
];
