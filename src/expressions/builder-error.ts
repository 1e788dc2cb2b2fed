import { kinds, type Parameter, printableLines, requireArguments, showCaller } from '../asl';

/** What {@link BuilderError} is made of. */
export interface BuilderErrorDetails {
  /** Stable name of the mistake. */
  readonly code: string;
  /** What was found and what was expected. */
  readonly message: string;
  /** The call to change. */
  readonly hint: string;
  /** Name of the step, where one is at fault. */
  readonly step?: string;
  /** Path of the construct, once the workflow has one. */
  readonly constructPath?: string;
}

const DETAILS: Parameter = {
  name: 'the details',
  kind: kinds.objectWith('code, message and hint', { code: kinds.name, message: kinds.text, hint: kinds.text }),
};

/** A builder was used in a way that gives no workflow; the message names construct, step and way out. */
export class BuilderError extends Error {
  /** Stable name of the mistake. */
  readonly code: string;
  /** The parts of the message. */
  readonly details: BuilderErrorDetails;

  constructor(details: BuilderErrorDetails, options?: ErrorOptions) {
    requireArguments('BuilderError', arguments, DETAILS, { name: 'the options', kind: kinds.anything });
    const place = [
      details.constructPath === undefined ? '' : `${details.constructPath}: `,
      details.step === undefined ? '' : `step "${details.step}": `,
    ].join('');
    super(printableLines(`${place}${details.message} Hint: ${details.hint}`), options);
    this.name = 'BuilderError';
    this.code = details.code;
    this.details = details;
    showCaller(this, new.target);
  }
}

/** Tells a {@link BuilderError} from other errors, also one made by another copy of this package. */
export function isBuilderError(error: unknown): error is BuilderError {
  return error instanceof Error && error.name === 'BuilderError' && 'details' in error;
}

/** Runs something and names the construct in the errors of builders that do not name one. */
export function atConstruct<Value>(constructPath: string, run: () => Value): Value {
  return withPlace({ constructPath }, run);
}

/** Runs something and names the step in the errors of builders that do not name one. */
export function atStep<Value>(step: string, run: () => Value): Value {
  return withPlace({ step }, run);
}

function withPlace<Value>(place: Pick<BuilderErrorDetails, 'constructPath' | 'step'>, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (!isBuilderError(error)) throw error;
    const { details } = error;
    if (Object.keys(place).every((key) => details[key as keyof typeof place] !== undefined)) throw error;
    throw new BuilderError({ ...details, ...place }, { cause: error });
  }
}
