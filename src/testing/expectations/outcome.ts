import { isMisspelt, misspeltErrorOf, namesError } from '../machine-view/misspelt-error';
import { fitsPattern, isRegExp } from '../regular-expression';
import { differences } from './differences';
import type { Expectation, MatcherFinding, Tools } from './finding';
import type { Matcher } from './matcher';
import { howItEnded, valueText } from './phrases';
import type { Subject } from './subject';

/** What an error name or a cause may be compared with: the text, a regular expression or an asymmetric matcher. A cause may also be what its JSON says. */
export type TextPattern = string | RegExp | object;

/** The execution succeeded, whatever it gave. */
export const succeeds: Expectation<[]> = (subject) => {
  if (subject.status === 'SUCCEEDED') return { pass: true, reason: 'Expected the execution not to succeed, but it did.' };
  return { pass: false, reason: `Expected the execution to succeed, but ${howItEnded(subject)}.`, marked: lastFailure(subject) };
};

/** The execution succeeded and gave this output. */
export const succeedsWith: Expectation<[output: unknown]> = (subject, tools, output) => {
  if (subject.status !== 'SUCCEEDED') {
    return {
      pass: false,
      reason: `Expected the execution to succeed with ${valueText(output)}, but ${howItEnded(subject)}.`,
      marked: lastFailure(subject),
    };
  }
  if (tools.equals(subject.output, output))
    return { pass: true, reason: `Expected the execution not to succeed with ${valueText(output)}, but it did.` };
  return {
    pass: false,
    reason: `Expected the execution to succeed with ${valueText(output)}, but its output was ${valueText(subject.output)}.`,
    details: differences(subject.output, output, tools),
    marked: subject.visits.filter((visit) => visit.branch === undefined).slice(-1),
  };
};

/** The execution ended without success, by this error and, when given, this cause. */
export const failsWith: Expectation<[error: TextPattern, cause?: TextPattern]> = (subject, tools, error, cause) => {
  const wanted = cause === undefined ? valueText(error) : `${valueText(error)} and cause ${valueText(cause)}`;
  if (subject.status === 'SUCCEEDED' || subject.status === 'RUNNING') {
    return {
      pass: false,
      reason: `Expected the execution to fail with ${wanted}, but ${howItEnded(subject)}.`,
      marked: subject.visits.slice(-1),
    };
  }
  if (!matchesText(subject.error, error, tools)) {
    return {
      pass: false,
      reason: `Expected the execution to fail with ${wanted}, but ${howItEnded(subject)}.`,
      marked: lastFailure(subject),
    };
  }
  if (cause === undefined || matchesText(subject.cause, cause, tools)) {
    return { pass: true, reason: `Expected the execution not to fail with ${wanted}, but it did.`, marked: lastFailure(subject) };
  }
  return wrongCause(subject, cause, wanted, tools);
};

/** `.not` of an error that the definition names otherwise, or what came: no execution fails with a misspelt name, nor with a cause for a name. */
export function neverSpelt(subject: Subject, [wanted]: readonly unknown[]): ReturnType<NonNullable<Matcher['never']>> {
  const { machine, error, cause } = subject;
  if (wanted === error) return undefined;
  const pattern = '.not.toFailWith(expect.stringMatching(…))';
  const spelled = spelledOtherwise(machine, wanted, pattern);
  if (spelled !== undefined || typeof wanted !== 'string' || error === undefined) return spelled;
  if (wanted !== '' && (wanted === cause || wanted === `${error}: ${cause}`))
    return {
      why: `${valueText(wanted)} is not the name of an error: ${howItEnded(subject)}`,
      hint: `name the error: .not.toFailWith(${valueText(error)}).`,
    };
  if ((machine !== undefined && namesError(machine.machine, wanted)) || !isMisspelt(wanted, error)) return undefined;
  return {
    why: `it says ${valueText(wanted)}, and ${howItEnded(subject)}`,
    hint: `did you mean ${valueText(error)}? Else write ${pattern}.`,
  };
}

/** Why nothing says an error, where the definition names it otherwise; undefined where it may come. */
export function spelledOtherwise(machine: Subject['machine'], wanted: unknown, pattern: string): ReturnType<NonNullable<Matcher['never']>> {
  if (machine === undefined || typeof wanted !== 'string') return undefined;
  const meant = misspeltErrorOf(machine.machine, wanted);
  return meant === undefined
    ? undefined
    : {
        why: `nothing in the definition names ${valueText(wanted)}`,
        hint: `did you mean ${valueText(meant)}? Else write ${pattern}.`,
      };
}

function wrongCause(subject: Subject, cause: TextPattern, wanted: string, tools: Tools): MatcherFinding {
  const parsed = parsedJson(subject.cause);
  return {
    pass: false,
    reason: `Expected the execution to fail with ${wanted}, but its cause was ${valueText(subject.cause, 300)}.`,
    ...(parsed !== undefined && typeof cause === 'object' ? { details: differences(parsed, cause, tools) } : {}),
    marked: lastFailure(subject),
  };
}

/** Compares an error name or cause with what is expected of it; a cause that is JSON text also with an object. */
export function matchesText(text: string | undefined, pattern: TextPattern, { equals }: Tools): boolean {
  if (isRegExp(pattern)) return text !== undefined && fitsPattern(text, pattern);
  if (equals(text, pattern)) return true;
  if (typeof pattern !== 'object') return false;
  const parsed = parsedJson(text);
  return parsed !== undefined && equals(parsed, pattern);
}

function parsedJson(text: string | undefined): unknown {
  if (text === undefined || !/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lastFailure({ visits }: Subject): MatcherFinding['marked'] {
  const failed = visits.filter((visit) => visit.status === 'FAILED' && visit.kind !== 'Map' && visit.kind !== 'Parallel');
  return failed.length > 0 ? failed.slice(-1) : visits.slice(-1);
}
