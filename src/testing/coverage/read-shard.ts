import { isJsonObject, type JsonObject, kinds, type OptionKind, optionMistake, parseDefinition, receivedText } from '../../asl';
import { UsageError } from '../usage-error';
import { jsonContent } from './json-content';
import type { CoveragePart } from './parts';
import { pointsOf } from './points-of';
import { isReport } from './read-report';
import { RUN_PART } from './run-part';
import { SHARD_FORMAT, SHARD_VERSION, type ShardFile } from './shard';

const count = kinds.wholeNumber(0);

const definition: OptionKind = {
  expected: 'a definition',
  accepts: (value) => kinds.anObject.accepts(value) && parseDefinition(value as JsonObject).ok,
};

const MEMBERS: Readonly<Record<keyof Required<ShardFile>, OptionKind>> = {
  format: kinds.name,
  version: count,
  name: kinds.name,
  index: kinds.wholeNumber(1),
  count: kinds.wholeNumber(1),
  run: kinds.name,
  endedAt: kinds.name,
  part: RUN_PART,
  machines: kinds.listOf({
    ...kinds.nested<CoveragePart>({ name: kinds.text, definition, hits: kinds.recordOf(count), executions: count }),
    accepts: (value) =>
      kinds
        .objectWith('', { name: kinds.anything, definition: kinds.anObject, hits: kinds.anObject, executions: kinds.anything })
        .accepts(value),
    expected: 'a machine with name, definition, hits and executions',
  }),
};

/** Reads what a shard left. Throws a usage error for a file that no shard of this version wrote, or that was changed. */
export function readShard(path: string, shown: string): ShardFile {
  const refuse = (what: string, hint: string) => new UsageError(`Merging coverage: ${shown}${what}`, hint);
  const found = jsonContent(path);
  if (found === undefined) throw refuse(' is not JSON.', 'leave it out of merge.');
  if (!isJsonObject(found) || found.format !== SHARD_FORMAT) {
    if (isReport(found))
      throw refuse(' is a report of a whole run.', 'merge the files in the folder "shards", which runs with --shard write.');
    throw refuse(' is not a file that a shard wrote.', 'leave it out of merge.');
  }
  const again = 'run the shard again, with the version of drystep that merges.';
  if (found.version !== SHARD_VERSION)
    throw refuse(`: expected version ${SHARD_VERSION} of its format, received ${receivedText(found.version)}.`, again);
  const mistake = optionMistake(found, MEMBERS) ?? missingMember(found) ?? wrongIndex(found as Partial<ShardFile>);
  if (mistake !== undefined) throw refuse(`: ${mistake.message}`, again);
  const shard = found as unknown as ShardFile;
  for (const part of shard.machines) {
    const stranger = strangePoint(part);
    if (stranger !== undefined) throw refuse(` counts ${JSON.stringify(stranger)}, which its definition does not have.`, again);
  }
  return shard;
}

function missingMember(found: Readonly<Record<string, unknown>>): { readonly message: string } | undefined {
  for (const member of ['endedAt', 'machines', ...(found.name === undefined || found.count !== undefined ? ['index', 'count'] : [])])
    if (found[member] === undefined) return { message: `expected ${member}, received nothing.` };
  return undefined;
}

function wrongIndex({ index, count }: Partial<ShardFile>): { readonly message: string } | undefined {
  if (index === undefined || count === undefined || index <= count) return undefined;
  return { message: `expected a shard from 1 to ${count} for index, received ${index}.` };
}

/** Something counted that nobody looks for would be lost without a word. */
function strangePoint({ definition, hits }: CoveragePart): string | undefined {
  const parsed = parseDefinition(definition);
  const ids = new Set(parsed.ok ? pointsOf(parsed.machine).map((point) => point.id) : []);
  return Object.keys(hits).find((id) => !ids.has(id));
}
