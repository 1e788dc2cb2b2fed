import { isDefinitionError } from '../../asl';
import { type Definition, parse, type QuotaSwitches } from '../../interpreter';
import { templateProblemText } from '../../template';
import type { SourceMachine } from './read-source';
import { tellCondition, tellDummies, tellMacros } from './tell-dummies';

const MOST_CAUSES = 10;

/**
 * Parses the definition of a machine. Throws what `parse` throws, with what of the template could not be resolved: a label in the place of a state is
 * not the mistake itself.
 */
export function parsedDefinition({ name, definition, extracted }: SourceMachine, quotas: QuotaSwitches | undefined): Definition {
  try {
    const parsed = parse(definition, quotas === undefined ? {} : { quotas });
    tellDummies(name, parsed.machine.source);
    tellCondition(name, extracted?.deployed);
    tellMacros(name, extracted?.macros);
    return parsed;
  } catch (error) {
    if (!isDefinitionError(error) || extracted === undefined || extracted.problems.length === 0) throw error;
    const causes = extracted.problems.slice(0, MOST_CAUSES).map((problem) => `- ${templateProblemText(problem, extracted)}`);
    error.message = `${error.message}\nOf the template could not be resolved:\n${causes.join('\n')}`;
    throw error;
  }
}
