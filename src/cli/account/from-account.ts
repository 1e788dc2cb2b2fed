import type { SfnAccess } from '../../testing';
import { CommandError } from '../command-error';

/** Whether a text is the ARN of an execution, or begins as one. */
export function executionArnIn(text: string): boolean {
  return /^arn:[\w-]+:states:/.test(text);
}

/**
 * What AWS tells of an execution, in the region of its ARN, with the credentials of the environment. A refusal of AWS, and a client that is not installed, is a
 * CommandError.
 */
export async function fromAccount<Told>(arn: string, region: string | undefined, ask: (access: SfnAccess) => Promise<Told>): Promise<Told> {
  const [, , , own = '', , kind] = arn.split(':');
  if (kind === 'express')
    throw new CommandError(
      `${arn} is an Express execution, whose history AWS does not keep.`,
      'run its input on the machine here: drystep run SOURCE --input @input.json.',
    );
  if (kind !== 'execution')
    throw new CommandError(
      `${arn} is not the ARN of an execution.`,
      'it has the form arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME.',
    );
  try {
    return await ask({ clientConfig: { region: region ?? own } });
  } catch (error) {
    throw accountRefusal(error as Error);
  }
}

/** What keeps somebody from asking AWS, by the name of the error, and what to do about it. */
const HINTS: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'log in first: aws sso login.',
  ExpiredTokenException: 'log in again: aws sso login.',
  UnrecognizedClientException: 'check the profile and the account: aws sts get-caller-identity.',
  AccessDeniedException:
    'it needs the permissions states:DescribeExecution, states:GetExecutionHistory and states:DescribeStateMachineForExecution.',
  ExecutionDoesNotExist: 'check the ARN; AWS keeps an execution for 90 days after its end.',
};

/** What Node says when nobody answers. */
const NETWORK = /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/;

function accountRefusal(error: Error): CommandError {
  const { name, message } = error;
  if (name === 'UsageError') return new CommandError(message);
  const { code, $metadata } = error as { readonly code?: unknown; readonly $metadata?: { readonly httpStatusCode?: number } };
  const reason = NETWORK.exec(`${String(code)} ${message}`)?.[0];
  if (reason !== undefined && $metadata?.httpStatusCode === undefined)
    return new CommandError(`AWS cannot be reached: ${reason}.`, 'check the network and AWS_ENDPOINT_URL_SFN.');
  if (name === 'CredentialsProviderError') return new CommandError(`AWS was not asked: ${message}.`, HINTS[name]);
  return new CommandError(`AWS answered ${name}: ${message}`, Object.hasOwn(HINTS, name) ? HINTS[name] : undefined);
}
