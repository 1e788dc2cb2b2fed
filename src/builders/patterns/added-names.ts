import { type ExpressionNode, internalRoot } from '../../expressions';
import type { OwnVariablesNode, StepNode } from '../tree/step-node';

/**
 * Steps that keep data in variables of their own. They are made for each place they stand in, so steps that are made then take the
 * second argument as their origin.
 */
export function withVariables(
  name: string,
  wanted: readonly string[],
  made: (names: readonly string[], origin: OwnVariablesNode) => StepNode,
): OwnVariablesNode {
  const node: OwnVariablesNode = { kind: 'ownVariables', name, wanted, made: (names) => made(names, node) };
  return node;
}

/** A name for a variable that says which step it belongs to. */
export function variableFor(step: string, purpose: string): string {
  const words = step.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words.map((word, index) => (index === 0 ? word.toLowerCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
  return `${/^[A-Za-z]/.test(camel) ? camel.slice(0, 60) : `step${camel.slice(0, 56)}`}${purpose}`;
}

/** The name of a state that a pattern adds to the one named by its author. */
export function stateFor(step: string, purpose: string): string {
  return `${step.slice(0, 79 - purpose.length)} ${purpose}`;
}

/** What a variable of a pattern holds. */
export function addedVariable(name: string): ExpressionNode {
  return { kind: 'field', of: internalRoot('variables'), name };
}
