import { type OptionKind, valueMistake } from '../asl';
import { BuilderError } from './builder-error';

/** Throws a BuilderError for an argument of another kind, which JavaScript would answer with a TypeError that names nothing of the caller's. */
export function requireValue(call: string, value: unknown, kind: OptionKind, name: string, hint: string, step?: string): void {
  const mistake = valueMistake(value, kind, name);
  if (mistake === undefined) return;
  throw new BuilderError({
    code: 'OPTION_VALUE',
    ...(step === undefined ? {} : { step }),
    message: `${call}: ${mistake.message}`,
    hint: mistake.hint ?? hint,
  });
}
