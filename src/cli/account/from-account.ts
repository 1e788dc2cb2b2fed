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
  if (kind !== 'execution')
    throw new CommandError(
      `${arn} is not the ARN of an execution.`,
      'it has the form arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME.',
    );
  try {
    return await ask({ clientConfig: { region: region ?? own } });
  } catch (error) {
    const { name, message } = error as Error;
    throw new CommandError(
      name === 'UsageError' ? message : `AWS answered ${name}: ${message}`,
      name === 'CredentialsProviderError' ? 'log in first: aws sso login.' : undefined,
    );
  }
}
