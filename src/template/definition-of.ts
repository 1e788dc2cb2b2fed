import { abridged, type JsonObject, type Problem } from '../asl';
import { deploymentProblemsOf, type ExtractedStateMachine } from './extract-state-machines';
import { templateError } from './template-error';

/** Codes of what only an account knows, or nobody here reads: the template itself may be right. */
const UNKNOWN_HERE = new Set(['TEMPLATE_UNRESOLVED', 'TEMPLATE_OBJECT_NOT_LOCAL', 'TEMPLATE_DEFINITION_YAML']);

const MOST_LINES = 20;

/**
 * The machine's resolved definition, or its text where that is not JSON and whoever parses it can tell the place. Throws a TemplateError that says
 * what AWS would refuse in the template, or why there is no definition.
 */
export function definitionOf(machine: ExtractedStateMachine): JsonObject | string {
  const { definition, definitionText, problems } = machine;
  const isText = definition === undefined && isJsonText(machine);
  const refused = problems.filter(
    (problem) => severityOf(problem) === 'ERROR' && !(isText && problem.code === 'TEMPLATE_DEFINITION_NOT_JSON'),
  );
  if (refused.length === 0 && definition !== undefined) return definition;
  if (refused.length === 0 && isText) return definitionText!;
  const reasons = refused.length > 0 ? refused : problems;
  const lines = reasons.slice(0, MOST_LINES).map((problem) => templateProblemText(problem, machine));
  const rest = reasons.length > MOST_LINES ? [`and ${reasons.length - MOST_LINES} more`] : [];
  throw templateError(
    'DEFINITION_UNRESOLVED',
    [...lines, ...rest].join('\n') || `State machine "${machine.name}": expected a definition, found none.`,
  );
}

/** A problem of a template as a sentence: which machine, where, what was expected, what was received, one hint. */
export function templateProblemText(problem: Problem, machine: ExtractedStateMachine): string {
  const hint = problem.hint === undefined ? '' : ` Hint: ${problem.hint}`;
  return `State machine "${machine.constructPath ?? machine.name}" at ${problem.pointer}: ${sentence(problem)}${hint}`;
}

/** What there is to say of a template beside the definition. */
export interface TemplateFinding {
  /** ERROR: AWS refuses the template. */
  readonly severity: 'ERROR' | 'WARNING';
  readonly message: string;
  /** Place in the template. */
  readonly pointer: string;
  readonly hint?: string | undefined;
  readonly rule?: 'DUPLICATE_KEY' | 'INCOMPLETE_TEMPLATE' | undefined;
}

/**
 * What can be validated of a machine, and what there is to say beside: the definition, or its text where that is not JSON, so that the place can be told;
 * neither for a machine without one, and for one in YAML, which the service takes by way of SAM.
 */
export function validatable(machine: ExtractedStateMachine): {
  readonly definition?: JsonObject | string;
  readonly unresolved: readonly TemplateFinding[];
} {
  const isText = machine.definition === undefined && isJsonText(machine);
  const unresolved = machine.problems
    .filter(({ code }) => !isText || code !== 'TEMPLATE_DEFINITION_NOT_JSON')
    .map((problem) => findingOf(problem, machine));
  if (machine.definition !== undefined) return { definition: machine.definition, unresolved };
  // A text that stands for what could not be resolved is not the author's: what is wrong with it is said already.
  if (isText && unresolved.length === 0) return { definition: machine.definitionText!, unresolved };
  const none = { severity: 'WARNING', message: 'The state machine has no definition.', pointer: '' } as const;
  return { unresolved: unresolved.length > 0 ? unresolved : [none] };
}

/**
 * What the template lacks beside, so that CloudFormation refuses it, though its machine can be run. No errors: whoever keeps a machine in a part of a template
 * validates the machine.
 */
export function deploymentFindings(machine: ExtractedStateMachine): readonly TemplateFinding[] {
  return deploymentProblemsOf(machine).map((problem) => ({
    ...findingOf(problem, machine),
    severity: 'WARNING',
    rule: 'INCOMPLETE_TEMPLATE',
  }));
}

function findingOf(problem: Problem, { constructPath, name }: ExtractedStateMachine): TemplateFinding {
  return {
    severity: severityOf(problem),
    message: `State machine "${constructPath ?? name}": ${sentence(problem)}`,
    pointer: problem.pointer,
    hint: problem.hint,
  };
}

/** Findings in a definition without those that come of what the template could not resolve at the same place: one mistake is one finding. */
export function withoutConsequences<Finding extends { readonly pointer: string }>(
  findings: readonly Finding[],
  unresolved: readonly TemplateFinding[],
): readonly Finding[] {
  const places = unresolved.flatMap(({ pointer }) => {
    const [, place] = /^\/Resources\/[^/]+\/Properties\/Definition(\/.+?)\/(?:Fn::|Ref(?:\/|$))/.exec(pointer) ?? [];
    return place === undefined ? [] : [place];
  });
  if (places.length === 0) return findings;
  return findings.filter(({ pointer }) => !places.some((place) => pointer === place || pointer.startsWith(`${place}/`)));
}

function severityOf({ code }: Problem): TemplateFinding['severity'] {
  return UNKNOWN_HERE.has(code) ? 'WARNING' : 'ERROR';
}

function isJsonText({ definitionText, problems }: ExtractedStateMachine): boolean {
  const isYaml = problems.some(({ code, expected }) => code === 'TEMPLATE_DEFINITION_YAML' || expected === 'a definition in YAML');
  return definitionText !== undefined && !isYaml;
}

function sentence({ expected, received }: Problem): string {
  return `expected ${expected}${received === undefined || received === null ? '' : `, received ${abridged(received)}`}.`;
}
