import { type Parameter, requireArguments } from './arguments';
import * as kinds from './option-kinds';
import type { Problem } from './problem';
import { problemText } from './problem-text';

const BRAND = Symbol.for('drystep.DefinitionError');
const MOST_LINES = 20;

const PROBLEMS: Parameter = {
  name: 'the problems',
  kind: kinds.listOf(kinds.objectWith('a problem of safeParse()', { code: kinds.name, pointer: kinds.text })),
};

/** Thrown for a definition that cannot run: carries every problem found, sorted by place. */
export class DefinitionError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    requireArguments('DefinitionError', arguments, PROBLEMS);
    super(describeAll(problems));
    this.name = 'DefinitionError';
    this.problems = problems;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells a {@link DefinitionError}, also one made by another copy of this package. */
export function isDefinitionError(error: unknown): error is DefinitionError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

function describeAll(problems: readonly Problem[]): string {
  const first = problems[0];
  if (problems.length === 1 && first) return problemText(first);
  const lines = problems.slice(0, MOST_LINES).map((problem) => `- ${problemText(problem)}`);
  if (problems.length > MOST_LINES) lines.push(`- and ${problems.length - MOST_LINES} more`);
  return `The definition has ${problems.length} problems:\n${lines.join('\n')}`;
}
