import type { JsonValue, SourcePosition } from '../asl';

/** ERROR: the service refuses the definition, or it cannot work. WARNING: it works, and will be regretted. */
export type Severity = 'ERROR' | 'WARNING';

/** One finding, in the shape of AWS's ValidateStateMachineDefinition, with our own additions. */
export interface Diagnostic {
  readonly severity: Severity;
  /** AWS's code where AWS checks it, our rule's name beyond. */
  readonly code: string;
  readonly message: string;
  /** AWS's notation, such as `/States/C/Choices[0]/Next`; absent where AWS has none. */
  readonly location?: string;
  /** JSON pointer (RFC 6901) of the place. */
  readonly pointer: string;
  /** One sentence that says what to change. */
  readonly hint?: string;
  /** Name of the rule that found it: finer than AWS's codes. `docs/errors.md` has an entry for each. */
  readonly rule: string;
  /** True where AWS refuses it and the option `severities` says `off` or `WARNING`: it stays in sight as a WARNING. */
  readonly refusedByAws?: true;
  /** Known when the definition was given as text. */
  readonly position?: SourcePosition;
}

/** What a rule reports; the registry adds severity and code. */
export interface Finding {
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Overrides the code of the rule: AWS's code for it. */
  readonly code?: string;
  /** Overrides the severity of the rule. */
  readonly severity?: Severity;
  /** AWS's own code and words, of a finding that has clearer ones outside `rules: 'aws'`. */
  readonly aws?: { readonly code: string; readonly message: string } | undefined;
  /** Where AWS places it, as a pointer, when that is not the place itself; null when AWS gives no location. */
  readonly locationPointer?: string | null;
  /** Where AWS places it, when that is a place in the text: of text that is not JSON. */
  readonly location?: string;
  /** The rule it counts as, when one rule file speaks for several. */
  readonly rule?: string;
  /** Known beside the place: where text is not JSON. */
  readonly position?: SourcePosition | undefined;
  /** What stands at the place, for messages that quote it. */
  readonly received?: JsonValue;
}
