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
