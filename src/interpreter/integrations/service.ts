import { isJsonObject, ownKey, QUOTAS } from '../../asl';
import { isoTime } from '../engine/context-object';
import type { RecordedService } from '../history/event-details';
import { EVENT } from '../history/event-types';
import { type Integration, record } from './integration';
import { requestCheck } from './request-checks';
import { sentParameters } from './sync-additions';

const REGION = 'us-east-1';

/** An optimised or `aws-sdk:` integration, by the names that its events have. */
export function serviceIntegration(recorded: RecordedService, pattern: Integration['pattern']): Integration {
  const names = Object.freeze(recorded);
  const { resource: action, resourceType: service } = names;
  return {
    pattern,
    serviceName: service,
    ...(service === 'http' && action === 'invoke' ? { answersWithin: QUOTAS.httpTaskSeconds } : {}),
    check: requestCheck(service, action),
    scheduled(visit, input, extras) {
      record(visit, EVENT.TaskScheduled, names, pattern === 'runJob' ? sentParameters(service, action, input) : input, {
        region: REGION,
        ...extras,
      });
    },
    started(visit) {
      record(visit, EVENT.TaskStarted, names);
    },
    submitted(visit, response) {
      record(visit, EVENT.TaskSubmitted, names, response);
    },
    submitFailed(visit, error, cause) {
      record(visit, EVENT.TaskSubmitFailed, names, error, cause);
    },
    succeeded(visit, output) {
      record(visit, EVENT.TaskSucceeded, names, output);
    },
    failed(visit, error, cause) {
      record(visit, EVENT.TaskFailed, names, error, cause);
    },
    timedOut(visit, error, cause) {
      record(visit, EVENT.TaskTimedOut, names, error, cause);
    },
    plausibleResponse(visit, input) {
      const requestId = visit.random.uuid();
      const metadata = { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: requestId } };
      if (service === 'states' && isJsonObject(input)) {
        const machine = String(ownKey(input, 'StateMachineArn') ?? '');
        const name = String(ownKey(input, 'Name') ?? visit.random.uuid());
        return {
          ExecutionArn: `${machine.replace(':stateMachine:', ':execution:')}:${name}`,
          StartDate: isoTime(visit.now()),
          ...metadata,
        };
      }
      if (service === 'sqs' || service === 'sns') return { MessageId: visit.random.uuid(), ...metadata };
      return metadata;
    },
  };
}
