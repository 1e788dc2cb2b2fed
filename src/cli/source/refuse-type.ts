import { CommandError } from '../command-error';

/** Throws a CommandError for a `--type` that no definition takes: a template says the type of its machines itself. */
export function refuseType(type: 'STANDARD' | 'EXPRESS' | undefined, hasPlain = false): void {
  if (type !== undefined && !hasPlain)
    throw new CommandError('--type is for a plain definition: a template says the type itself.', 'leave it out.');
}
