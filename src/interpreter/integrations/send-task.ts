import { isJsonObject, type JsonObject, type JsonValue, ownKey, parseExactJson, parseResource } from '../../asl';
import type { Visit } from '../engine/visit';
import { UsageError } from '../usage-error';
import { sdkFailure } from './sdk-failure';
import { answerTask, beatTask, checkAnswer, isOurToken } from './task-tokens';

/** What SendTaskSuccess and its like came to. */
export type SentAnswer = { readonly response: JsonObject } | { readonly error: string; readonly cause: string };

const SENDS = /^sendTask(Success|Failure|Heartbeat)$/;

/**
 * Sends the answer of a task that answers another one's token, where that token was given out on the same clock; undefined for any other call.
 * A machine that was started behind `.waitForTaskToken` calls back like this.
 */
export function sentAnswer({ run: { engine }, random }: Visit, resource: string, input: JsonValue): SentAnswer | undefined {
  const call = parseResource(resource);
  const sends = call.kind === 'sdk' && call.service === 'sfn' && call.pattern === 'requestResponse';
  const kind = sends ? SENDS.exec(call.action)?.[1] : undefined;
  if (kind === undefined || !isJsonObject(input)) return undefined;
  const token = ownKey(input, 'TaskToken');
  if (typeof token !== 'string' || !isOurToken(engine, token)) return undefined;
  try {
    if (kind === 'Heartbeat') beatTask(engine, token);
    else if (kind === 'Failure') {
      const [error, cause] = [textIn(input, 'Error'), textIn(input, 'Cause')];
      checkAnswer(engine, { error, cause });
      answerTask(engine, token, (attempt) => attempt.fail(error, cause));
    } else {
      const output = outputOf(input);
      if (output === undefined) return sdkFailure('InvalidOutput', `Invalid Output: '${String(ownKey(input, 'Output'))}'`, random);
      checkAnswer(engine, { output });
      answerTask(engine, token, (attempt) => attempt.succeed(output));
    }
  } catch (refused) {
    const { name, message } = refused as Error;
    return sdkFailure(name, message, random);
  }
  return { response: {} };
}

/** `Output` is JSON text; what is not text is written as JSON, as Step Functions does with payloads of its own API (recorded for StartExecution). */
function outputOf(input: JsonObject): JsonValue | undefined {
  const output = ownKey(input, 'Output');
  if (typeof output !== 'string') return output;
  try {
    return parseExactJson(output, 'The Output of an answer to a token');
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    return undefined;
  }
}

function textIn(input: JsonObject, name: string): string | undefined {
  const value = ownKey(input, name);
  return typeof value === 'string' ? value : undefined;
}
