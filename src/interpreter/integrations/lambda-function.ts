import { EVENT } from '../history/event-types';
import { type Integration, record } from './integration';

/** A Lambda function called by its own ARN. */
export function lambdaFunction(arn: string): Integration {
  return {
    pattern: 'requestResponse',
    serviceName: undefined,
    check() {},
    scheduled(visit, input, extras) {
      record(visit, EVENT.LambdaFunctionScheduled, arn, input, extras);
    },
    started(visit) {
      record(visit, EVENT.LambdaFunctionStarted);
    },
    submitted() {},
    submitFailed() {},
    succeeded(visit, output) {
      record(visit, EVENT.LambdaFunctionSucceeded, undefined, output);
    },
    failed(visit, error, cause) {
      record(visit, EVENT.LambdaFunctionFailed, error, cause);
    },
    timedOut(visit, error, cause) {
      record(visit, EVENT.LambdaFunctionTimedOut, error, cause);
    },
    plausibleResponse: () => null,
  };
}
