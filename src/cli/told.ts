import { errorText, isDefinitionError } from '../asl';
import { CommandError } from './command-error';

/** Runs something that refuses wrong input in words of its own, and gives its result. Throws what it refuses as a CommandError; mistakes of ours stay what they are. */
export function told<Result>(action: () => Result, subject?: string): Result {
  try {
    return action();
  } catch (error) {
    throw asCommandError(error, subject);
  }
}

/** The same error for the command line, with what it is about before it where the error does not say. */
export function asCommandError(error: unknown, subject?: string): unknown {
  const { isTemplateError }: typeof import('../template') = require('../template');
  if (!(isUsage(error) || isDefinitionError(error) || isTemplateError(error))) return error;
  const message = errorText(error);
  return new CommandError(subject === undefined ? message : `${subject}: ${message}`);
}

/** Two rooms have usage errors, each a class of its own. */
function isUsage(error: unknown): boolean {
  return error instanceof Error && error.name === 'UsageError';
}
