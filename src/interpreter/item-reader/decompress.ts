import { errorText } from '../../asl';
import { Failure } from '../failure';
import { UsageError } from '../usage-error';
import type { ObjectContent } from './object-store';
import type { ReadLimits } from './read-limits';

/** What a file whose name ends in `.gz`, `.zst` or `.zstd` holds, as the service reads it; text and other files stay as they are. */
export function decompress(content: ObjectContent, name: string, limits: ReadLimits): ObjectContent {
  const [, ending] = /\.(gz|zstd?)$/.exec(name) ?? [];
  if (ending === undefined || typeof content === 'string') return content;
  try {
    return limits.inflate(content, name, ending === 'gz' ? 'gzip' : 'zstd');
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new Failure('States.ItemReaderFailed', `Unable to decompress ${name}: ${errorText(thrown)}`);
  }
}
