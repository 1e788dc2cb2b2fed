import type { Random } from '../../data';

/** The error of an `aws-sdk:sfn` call that Step Functions refuses, in the words that are recorded for SendTaskSuccess. */
export function sdkFailure(name: string, message: string, random: Random): { readonly error: string; readonly cause: string } {
  const error = `Sfn.${name.endsWith('Exception') ? name : `${name}Exception`}`;
  return { error, cause: `${message} (Service: Sfn, Status Code: 400, Request ID: ${random.uuid()}) (SDK Attempt Count: 1)` };
}
