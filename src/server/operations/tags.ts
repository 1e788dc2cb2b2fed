import { type JsonObject, type JsonValue, QUOTAS } from '../../asl';
import { parseArn } from '../service/arns';
import type { Service } from '../service/service';
import { resourceNotFound, ServiceProblem } from '../service-problem';
import { type OperationHandler, requestText } from './operation';

/** Adds tags to those that there are. Throws TooManyTags, and changes nothing then. */
export function takeTags(arn: string, tags: ReadonlyMap<string, string>, added: JsonValue | undefined): Map<string, string> {
  const all = new Map(tags);
  for (const { key = '', value = '' } of (added ?? []) as readonly { key?: string; value?: string }[]) all.set(key, value);
  if (all.size > QUOTAS.tags)
    throw new ServiceProblem('TooManyTags', `Too many tags: a resource has at most ${QUOTAS.tags}.`, { resourceName: arn });
  return all;
}

/** The tags of a machine or an activity, to be changed. */
function tagsOf(service: Service, arn: string): Map<string, string> {
  const { type } = parseArn(arn, 'stateMachine', 'activity');
  const tags = type === 'activity' ? service.activities.get(arn)?.tags : service.machines.get(arn)?.tags;
  if (tags === undefined) throw resourceNotFound(arn);
  return tags;
}

export const TagResource: OperationHandler = (service, request) => {
  const arn = requestText(request, 'resourceArn');
  const tags = tagsOf(service, arn);
  for (const [key, value] of takeTags(arn, tags, request.tags)) tags.set(key, value);
  return {};
};

export const UntagResource: OperationHandler = (service, request) => {
  const tags = tagsOf(service, requestText(request, 'resourceArn'));
  for (const key of request.tagKeys as readonly string[]) tags.delete(key);
  return {};
};

export const ListTagsForResource: OperationHandler = (service, request) => {
  const tags = [...tagsOf(service, requestText(request, 'resourceArn'))].map(([key, value]): JsonObject => ({ key, value }));
  return { tags };
};
