import { printable } from './printable';
import { QUOTAS } from './quotas';
import { UsageError } from './usage-error';

/**
 * What the service refuses in the names of executions, state machines, activities and workers: white space, brackets, wildcards, special characters, control
 * characters, what stands for no character, and halves of surrogate pairs. Its page on StartExecution lists them.
 */
const REFUSED = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF\u{10FFFF}]/u;

/** The first character of a name that the service refuses; undefined when there is none. */
export function refusedCharacter(name: string): string | undefined {
  return REFUSED.exec(name)?.[0];
}

/** A name as the service allows it: with hyphens for what it refuses, and cut where it is too long. */
export function allowedName(name: string): string {
  return withHyphens(name).slice(0, QUOTAS.nameLength);
}

function withHyphens(name: string): string {
  return name.replaceAll(new RegExp(REFUSED, 'gu'), '-');
}

/** Throws a UsageError for a name that StartExecution or CreateStateMachine refuses. An absent one is for the caller to make up. */
export function requireName(what: string, name: string | undefined, lengthLimited = true): void {
  if (name === undefined) return;
  if (name === '' || (lengthLimited && name.length > QUOTAS.nameLength)) {
    throw new UsageError(
      `${what}: expected 1 to ${QUOTAS.nameLength} characters, received ${name.length}. Hint: AWS refuses it (InvalidName); \`quotas: { nameLength: false }\` lifts the limit.`,
    );
  }
  // What nearly all names are made of, which is quicker to tell.
  if (/^[\w.-]*$/.test(name)) return;
  const refused = refusedCharacter(name);
  if (refused === undefined) return;
  const shown = refused === ' ' ? 'a space' : printable(refused) === refused ? JSON.stringify(refused) : printable(refused);
  throw new UsageError(
    `${what}: expected a name without white space, brackets, wildcards and the characters " # % \\ ^ | ~ \` $ & , ; : /, received ${JSON.stringify(name)} with ${shown}. Hint: AWS refuses it (InvalidName); write ${JSON.stringify(withHyphens(name))}.`,
  );
}
