import type { JsonValue } from '../../../asl';
import { isJsonArray } from '../../../asl';
import { type AnswerChain, answer, type Mocks } from '../../../testing';
import { type JsonPlace, withValue } from '../json-place';
import type { StoredItems } from './stored-items';

/** One answer of a task: a raw result, or an error so often in a row. */
export type Reply = { readonly value: JsonValue } | { readonly error: string; readonly times: number };

/** What an execution is given: its input, and what its tasks answer, by state. The last answer is given for ever. */
export interface Script {
  readonly input: JsonValue;
  readonly replies: ReadonlyMap<string, readonly Reply[]>;
  /** What S3 holds. */
  readonly objects: readonly StoredItems[];
}

/** A place where data come from: the input, an answer of a state, or the items of an object. */
export type Source = 'input' | { readonly state: string; readonly reply: number } | { readonly object: number };

/** What a source gives. */
export function sourceValue({ input, replies, objects }: Script, source: Source): JsonValue {
  if (source === 'input') return input;
  if ('object' in source) return objects[source.object]?.items ?? [];
  const reply = replies.get(source.state)?.[source.reply];
  return reply !== undefined && 'value' in reply ? reply.value : {};
}

/** A script in which a source gives something else. */
export function withSource(script: Script, source: Source, value: JsonValue): Script {
  if (source === 'input') return { ...script, input: value };
  if ('object' in source) {
    const items = isJsonArray(value) ? value : [];
    return { ...script, objects: script.objects.map((each, index) => (index === source.object ? { ...each, items } : each)) };
  }
  const replies = new Map(script.replies);
  const list = [...(replies.get(source.state) ?? [])];
  list[source.reply] = { value };
  return { ...script, replies: replies.set(source.state, list) };
}

/** A script with a value at a place of a source. */
export function withPlaced(script: Script, source: Source, place: JsonPlace, value: JsonValue | undefined): Script {
  return withSource(script, source, withValue(sourceValue(script, source), place, value));
}

/** All sources of a script that hold data. */
export function sourcesOf({ replies, objects }: Script): Source[] {
  return [
    'input',
    ...objects.map((_, object) => ({ object })),
    ...[...replies].flatMap(([state, list]) => list.flatMap((each, reply): Source[] => ('value' in each ? [{ state, reply }] : []))),
  ];
}

/** The answers as mocks. */
export function mocksOf({ replies }: Script): Mocks {
  return new Map([...replies].map(([state, list]) => [state, chainOfReplies(list)]));
}

function chainOfReplies(list: readonly Reply[]): AnswerChain {
  let chain: AnswerChain | undefined;
  for (const [index, reply] of list.entries()) {
    if ('value' in reply) chain = (chain ?? answer).returns(reply.value as never);
    else {
      chain = reply.error === 'States.Timeout' ? (chain ?? answer).timesOut() : (chain ?? answer).fails(reply.error);
      if (index < list.length - 1 && reply.times > 1) chain = chain.times(reply.times);
    }
  }
  return chain ?? answer.returns({});
}
