import { abridged, type JsonObject, type Problem } from '../asl';
import type { ExtractedStateMachine } from './extract-state-machines';
import { templateError } from './template-error';

/** The machine's resolved definition; throws a TemplateError that says why there is none. */
export function definitionOf(machine: ExtractedStateMachine): JsonObject {
  if (machine.definition !== undefined) return machine.definition;
  const reasons = machine.problems.map((problem) => templateProblemText(problem, machine)).join('\n');
  throw templateError('DEFINITION_UNRESOLVED', reasons || `State machine "${machine.name}": expected a definition, found none.`);
}

/** A problem of a template as a sentence: which machine, where, what was expected, what was received, one hint. */
export function templateProblemText(problem: Problem, machine: ExtractedStateMachine): string {
  const received = problem.received === undefined ? '' : `, received ${abridged(problem.received)}`;
  const hint = problem.hint === undefined ? '' : ` Hint: ${problem.hint}`;
  return `State machine "${machine.constructPath ?? machine.name}" at ${problem.pointer}: expected ${problem.expected}${received}.${hint}`;
}

/**
 * What can be validated of a machine, and what there is to say beside: the definition, or its text where that is no JSON, so that the place can be told;
 * neither for a machine without one, and for one in YAML, which the service takes by way of SAM.
 */
export function validatable(machine: ExtractedStateMachine): {
  readonly definition?: JsonObject | string;
  readonly unresolved: readonly string[];
} {
  const unresolved = machine.problems.map((problem) => templateProblemText(problem, machine));
  if (machine.definition !== undefined) return { definition: machine.definition, unresolved };
  const isYaml = machine.problems.some(({ code }) => code === 'TEMPLATE_DEFINITION_YAML');
  if (machine.definitionText !== undefined && !isYaml) return { definition: machine.definitionText, unresolved: [] };
  return { unresolved: [unresolved.join(' ') || 'The state machine has no definition.'] };
}
