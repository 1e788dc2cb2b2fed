import type { Parameter } from './arguments';
import type { StateMachine } from './definition';
import { DefinitionError } from './definition-error';
import type { JsonValue } from './json';
import { anObject, either, text } from './option-kinds';
import { parseDefinition } from './parse-definition';

/** A definition, however it is given, as a parameter of a public function; what it holds is judged where it is read. */
export function definitionNamed(name: string): Parameter {
  return {
    name,
    kind: either('ASL as object or text, or a machine of testMachine()', text, anObject),
    hint: 'pass testMachine(stack), or a definition.',
  };
}

/** The machine that somebody handed over: as ASL in an object or text, as what `parse` gave, or as a machine under test. Throws `DefinitionError` for one that has problems. */
export function givenMachine(definition: string | object): StateMachine {
  const parsed = parseDefinition(sourceOf(definition));
  if (parsed.ok) return parsed.machine;
  throw new DefinitionError(parsed.problems);
}

function sourceOf(given: string | object): string | JsonValue {
  const { definition, execute, machine } = given as { definition?: JsonValue; execute?: unknown; machine?: { source?: JsonValue } };
  if (typeof execute === 'function' && definition !== undefined) return definition;
  return typeof machine === 'object' && machine?.source !== undefined ? machine.source : (given as string | JsonValue);
}
