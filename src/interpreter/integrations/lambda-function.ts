import { EVENT } from '../history/event-types';
import { type Integration, record } from './integration';

/** A Lambda function called by its own ARN. */
export function lambdaFunction(arn: string): Integration {
  return {
    pattern: 'requestResponse',
    serviceName: undefined,
    check() {},
    scheduled(branch, input, extras) {
      record(branch, EVENT.LambdaFunctionScheduled, arn, input, extras);
    },
    started(branch) {
      record(branch, EVENT.LambdaFunctionStarted);
    },
    submitted() {},
    submitFailed() {},
    succeeded(branch, output) {
      record(branch, EVENT.LambdaFunctionSucceeded, undefined, output);
    },
    failed(branch, error, cause) {
      record(branch, EVENT.LambdaFunctionFailed, error, cause);
    },
    timedOut(branch, error, cause) {
      record(branch, EVENT.LambdaFunctionTimedOut, error, cause);
    },
    plausibleResponse: () => null,
  };
}
