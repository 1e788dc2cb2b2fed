import type { JsonValue } from '../../asl';
import { computeTypes } from './compute';
import { messagingTypes } from './messaging';
import type { ResourceType, ResourceView } from './resource-type';
import { storageTypes } from './storage';

export type { ResourceType, ResourceView } from './resource-type';

const known: ReadonlyMap<string, ResourceType> = new Map(Object.entries({ ...computeTypes, ...messagingTypes, ...storageTypes }));

/** Types we have no entry for: `AWS::IoT::TopicRule` gets `arn:aws:iot:<region>:<account>:topicrule/<name>`, and `Ref` gives the name. */
const unknown: ResourceType = {
  arn: (resource) => {
    const [, service = 'custom', kind = resource.type] = resource.type.split('::');
    return resource.arn(service.toLowerCase(), `${kind.toLowerCase()}/${resource.name}`);
  },
};

/** How resources of a CloudFormation type are named; a sensible default for types not in the table. */
export function resourceType(type: string): ResourceType {
  return known.get(type) ?? unknown;
}

/** What `Ref` gives for a resource. */
export function refOf(resource: ResourceView): string {
  const { arn, ref = 'name' } = resourceType(resource.type);
  if (ref === 'name') return resource.name;
  return ref === 'arn' ? arn(resource) : ref(resource);
}

/** What `Fn::GetAtt` gives for an attribute: the table's answer, or one made from the attribute's name. */
export function attributeOf(resource: ResourceView, attribute: string): JsonValue {
  const { arn, attributes = {} } = resourceType(resource.type);
  const special = new Map(Object.entries(attributes)).get(attribute);
  if (special !== undefined) return special(resource);
  // A custom resource chooses its attributes, so the names mean nothing there.
  const custom = resource.type.startsWith('Custom::') || resource.type === 'AWS::CloudFormation::CustomResource';
  if (custom) return `${resource.name}-${attribute}`;
  const kind = resource.type.split('::').at(-1) ?? '';
  const [, stem, suffix] = /^(.*?)(Arn|Name|Id)$/.exec(attribute) ?? [];
  // `TopicArn` of a Topic, `GroupId` of a SecurityGroup, plain `Arn`: the resource's own.
  if (stem === undefined || !kind.endsWith(stem)) return `${resource.name}-${attribute}`;
  return suffix === 'Arn' ? arn(resource) : resource.name;
}
