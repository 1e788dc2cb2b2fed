import type { JsonObject, JsonValue } from '../../src/asl';
import type { Execution, ExecutionOptions, ExecutionResult } from '../../src/interpreter';
import * as interpreterRoom from '../../src/interpreter';

/** What the runner needs of our engine; a part that does not exist is undefined. */
export interface Engine {
  readonly execute?: (definition: unknown, options: ExecutionOptions) => Promise<ExecutionResult>;
  readonly start?: (definition: unknown, options: ExecutionOptions) => Execution;
  readonly testState?: (request: unknown) => Promise<JsonObject>;
  readonly validate?: (definition: unknown, options?: unknown) => ValidationResult;
  readonly variableReferences?: (definition: unknown) => JsonObject;
}

/** The validator's answer, in the shape of ValidateStateMachineDefinition. */
export interface ValidationResult {
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly code: string;
    readonly message: string;
    readonly location?: string;
  }[];
  readonly truncated: boolean;
  readonly [more: string]: JsonValue | unknown;
}

/** Gathers the parts of the engine that exist. */
export async function loadEngine(): Promise<Engine> {
  const interpreter = interpreterRoom as unknown as Engine;
  const validator = (await optional('validator')) as Engine;
  return {
    execute: interpreter.execute,
    start: interpreter.start,
    testState: interpreter.testState,
    validate: validator.validate,
    variableReferences: validator.variableReferences,
  };
}

async function optional(room: string): Promise<unknown> {
  try {
    return await import(`../../src/${room}/index`);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND' && (error as { code?: string }).code !== 'MODULE_NOT_FOUND')
      throw error;
    return {};
  }
}
