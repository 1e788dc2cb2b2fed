import { isJsonObject, type JsonValue } from '../../asl';
import { executionArnIn, fromAccount } from '../account/from-account';
import { CommandError } from '../command-error';
import { jsonFile } from '../given-json';
import type { Terminal } from '../terminal';

/** A history as somebody named it. */
export interface HistoryFile {
  readonly name: string;
  readonly history: readonly object[];
  /** Histories of child executions that came with it. */
  readonly children: readonly (readonly object[])[];
}

interface AccountOptions {
  readonly text: (name: 'region') => string | undefined;
}

/** Reads histories from files, and from AWS where an ARN stands. Throws a CommandError that says what is wrong with one. */
export async function readHistories(
  option: string,
  names: readonly string[],
  line: AccountOptions,
  terminal: Terminal,
): Promise<HistoryFile[]> {
  const found: HistoryFile[] = [];
  for (const name of names) {
    if (executionArnIn(name)) found.push(await fetched(name, line.text('region')));
    else found.push({ name, ...eventsIn(option, name, jsonFile(option, name, terminal)) });
  }
  return found;
}

async function fetched(arn: string, region: string | undefined): Promise<HistoryFile> {
  const { fetchHistory }: typeof import('../../testing') = require('../../testing');
  const { events, children } = await fromAccount(arn, region, (access) => fetchHistory(arn, access));
  return { name: arn, history: events, children };
}

/** What the AWS CLI writes, what `fetchHistory` gave, or the events alone. */
function eventsIn(option: string, name: string, value: JsonValue): Pick<HistoryFile, 'history' | 'children'> {
  const events = isJsonObject(value) ? value.events : value;
  if (!Array.isArray(events) || events.length === 0 || !events.every((event) => isJsonObject(event)))
    throw new CommandError(
      `${option}: ${name} holds no events.`,
      'save it with aws stepfunctions get-execution-history --include-execution-data --execution-arn ARN.',
    );
  if (isJsonObject(value) && typeof value.nextToken === 'string')
    throw new CommandError(
      `${option}: ${name} is one page of a history; more events follow.`,
      'the AWS CLI writes all pages without --no-paginate.',
    );
  const children = isJsonObject(value) && Array.isArray(value.children) ? (value.children as unknown as (readonly object[])[]) : [];
  return { history: events as unknown as readonly object[], children };
}
