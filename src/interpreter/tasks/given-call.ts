import { type JsonValue, kinds, type Parameter, requireArguments } from '../../asl';
import { copyJson } from '../payloads/own-copy';
import type { TaskCall } from './task-call';

/** A call as a handler may have it: what it does to the input or the context changes nothing of the workflow. Each is copied when it is first read. */
export class GivenCall implements TaskCall {
  readonly resource: string;
  readonly attempt: number;
  readonly taskToken?: string;
  private ownInput: JsonValue | undefined;
  private ownContext: TaskCall['context'] | undefined;
  readonly #call: TaskCall;

  constructor(call: TaskCall) {
    this.#call = call;
    this.resource = call.resource;
    this.attempt = call.attempt;
    if (call.taskToken !== undefined) this.taskToken = call.taskToken;
  }

  get state(): string {
    return this.#call.state;
  }

  get branch(): TaskCall['branch'] {
    return this.#call.branch;
  }

  get input(): JsonValue {
    this.ownInput ??= copyJson(this.#call.input);
    return this.ownInput;
  }

  get context(): TaskCall['context'] {
    this.ownContext ??= copyJson(this.#call.context);
    return this.ownContext;
  }
}

/** A call as a handler of somebody else may have it. */
export function givenCall(call: TaskCall): TaskCall {
  requireArguments('givenCall()', arguments, CALL);
  return new GivenCall(call);
}

const CALL: Parameter = { name: 'the call', kind: kinds.anObject };
