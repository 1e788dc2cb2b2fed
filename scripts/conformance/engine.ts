import type { JsonObject } from '../../src/asl';
import * as interpreterRoom from '../../src/interpreter';
import * as validatorRoom from '../../src/validator';

/** What the runner needs of our engine; the parts that need not exist are undefined where they do not. */
export interface Engine {
  readonly execute: typeof interpreterRoom.execute;
  readonly start: typeof interpreterRoom.start;
  readonly testState?: typeof interpreterRoom.testState;
  readonly variableReferences?: (definition: unknown) => JsonObject;
}

/** The parts of the engine that exist. */
export const engine = { ...interpreterRoom, ...validatorRoom } as Engine;
