import { CommandError } from './command-error';
import { oneOf } from './one-of';

/** The format that `--format` or `--json` names; undefined where neither does. Throws a CommandError for an unknown one, and for two. */
export function formatGiven<Format extends string>(
  json: boolean,
  format: string | undefined,
  formats: readonly (Format | 'json')[],
): Format | 'json' | undefined {
  const named = oneOf('--format', format, formats);
  if (json && named !== undefined && named !== 'json')
    throw new CommandError(`--json and --format ${named} contradict each other.`, 'leave one out.');
  return json ? 'json' : named;
}
