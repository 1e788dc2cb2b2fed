import { type Duration, Token } from 'aws-cdk-lib';
import { BuilderError } from '../../expressions';
import type { RetryRule } from '../tree/retry';

/**
 * Refuses times that Step Functions does not take; aws-cdk-lib finds some of them only at synthesis, and names no state.
 *
 * @throws BuilderError naming step, field and what it takes
 */
export function checkTimeouts(step: string, timeout: Duration | undefined, heartbeat: Duration | undefined): void {
  const whole = secondsOf(step, 'timeout', timeout);
  const beat = secondsOf(step, 'heartbeat', heartbeat);
  if (whole === undefined || beat === undefined || beat < whole) return;
  throw timeRefusal(
    step,
    `Its heartbeat of ${beat} seconds is not less than its timeout of ${whole}.`,
    'lower the heartbeat or raise the timeout.',
  );
}

/**
 * Refuses retriers that Step Functions does not take.
 *
 * @throws BuilderError naming step, field and what it takes
 */
export function checkRetrier(step: string, { interval, maxDelay, maxAttempts, backoffRate }: RetryRule): void {
  const first = secondsOf(step, 'retry.interval', interval) ?? 1;
  const longest = secondsOf(step, 'retry.maxDelay', maxDelay);
  if (longest !== undefined && longest <= first) {
    throw timeRefusal(
      step,
      `Its retry.maxDelay of ${longest} seconds is not more than its interval of ${first}.`,
      'raise maxDelay, or leave it out.',
    );
  }
  if (isKnown(maxAttempts) && !(Number.isInteger(maxAttempts) && maxAttempts >= 0 && maxAttempts <= 99_999_999)) {
    throw timeRefusal(
      step,
      `Its retry.maxAttempts is ${maxAttempts}, and Step Functions takes whole numbers of 0 to 99999999.`,
      '0 means never.',
    );
  }
  if (isKnown(backoffRate) && !(backoffRate >= 1)) {
    throw timeRefusal(
      step,
      `Its retry.backoffRate is ${backoffRate}, and Step Functions takes numbers of 1 or more.`,
      '1 keeps the pauses equal.',
    );
  }
}

function isKnown(given: number | undefined): given is number {
  return given !== undefined && !Token.isUnresolved(given);
}

function secondsOf(step: string, field: string, duration: Duration | undefined): number | undefined {
  const seconds = duration?.toSeconds({ integral: false });
  if (seconds === undefined || Token.isUnresolved(seconds)) return undefined;
  requireWholeSeconds(step, field, seconds);
  return seconds;
}

/**
 * Refuses seconds that Step Functions does not take; a Duration takes none below 0, and names no step.
 *
 * @throws BuilderError naming step, field and what it takes
 */
export function requireWholeSeconds(step: string, field: string, seconds: number): void {
  if (Token.isUnresolved(seconds) || (Number.isInteger(seconds) && seconds >= 1)) return;
  throw timeRefusal(step, `Its ${field} is ${seconds} seconds, and Step Functions takes whole seconds of 1 or more.`, 'round it up.');
}

function timeRefusal(step: string, message: string, hint: string): BuilderError {
  return new BuilderError({ code: 'STEP_TIME', step, message, hint });
}
