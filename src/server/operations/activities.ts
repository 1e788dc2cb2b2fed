import type { JsonObject } from '../../asl';
import type { ActivityRecord } from '../service/activities';
import { parseArn } from '../service/arns';
import type { Service } from '../service/service';
import { doesNotExist, ServiceProblem } from '../service-problem';
import { encryptionOf } from './encryption';
import { type OperationHandler, optionalText, present, requestText, seconds } from './operation';
import { requireResourceName } from './resource-name';
import { takeTags } from './tags';

/** The activity that an ARN names. Throws InvalidArn, ActivityDoesNotExist. */
export function requireActivity(service: Service, arn: string): ActivityRecord {
  parseArn(arn, 'activity');
  const activity = service.activities.get(arn);
  if (activity === undefined) throw doesNotExist('Activity', arn);
  return activity;
}

export const CreateActivity: OperationHandler = (service, request) => {
  const name = requestText(request, 'name');
  requireResourceName(name);
  const arn = `${service.prefix}:activity:${name}`;
  const encryption = encryptionOf(request);
  const known = service.activities.get(arn);
  if (known !== undefined && JSON.stringify(known.encryptionConfiguration) !== JSON.stringify(encryption))
    throw new ServiceProblem('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`);
  const activity =
    known ??
    service.addActivity({
      arn,
      name,
      creationDate: service.clock.date,
      tags: takeTags(arn, new Map(), request.tags),
      ...(encryption === undefined ? {} : { encryptionConfiguration: encryption }),
    });
  return { activityArn: arn, creationDate: seconds(activity.creationDate) };
};

export const DescribeActivity: OperationHandler = (service, request) => {
  const { arn, name, creationDate, encryptionConfiguration } = requireActivity(service, requestText(request, 'activityArn'));
  return present({
    activityArn: arn,
    name,
    creationDate: seconds(creationDate),
    encryptionConfiguration: (encryptionConfiguration as JsonObject | undefined) ?? { type: 'AWS_OWNED_KEY' },
  });
};

/** One that is not there is deleted as well (recorded: sfn_api_activities.create_describe_delete_activity). */
export const DeleteActivity: OperationHandler = (service, request) => {
  const arn = requestText(request, 'activityArn');
  parseArn(arn, 'activity');
  service.activities.get(arn)?.queue.close();
  service.activities.delete(arn);
  return {};
};

export const ListActivities: OperationHandler = (service, request) => {
  const list = [...service.activities.values()];
  const { items, nextToken } = service.pages.cut('ListActivities', request, list, ({ sequence }) => sequence);
  const activities = items.map(({ arn, name, creationDate }) => ({ activityArn: arn, name, creationDate: seconds(creationDate) }));
  return present({ activities, nextToken });
};

export const GetActivityTask: OperationHandler = async (service, request, { hungUp }) => {
  const { queue } = requireActivity(service, requestText(request, 'activityArn'));
  const task = await queue.poll(optionalText(request, 'workerName'), service.settings.activityPollMilliseconds, hungUp());
  return task === undefined ? {} : { ...task };
};
