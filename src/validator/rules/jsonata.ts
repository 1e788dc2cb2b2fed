import { nearestName } from '../../asl';
import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { builtInFunctions, type JsonataFacts, jsonataFacts } from '../expressions/jsonata-facts';
import type { Rule } from '../rule';
import type { RuleContext } from '../rule-context';

/** Reports text between `{%` and `%}` that is not JSONata. */
export const jsonataSyntax: Rule = {
  name: 'INVALID_JSONATA',
  severity: 'ERROR',
  aws: true,
  code: 'INVALID_JSONATA_EXPRESSION',
  *check({ sites }) {
    for (const site of sites()) {
      if (site.kind !== 'jsonata') continue;
      const read = jsonataFacts(site);
      if (!read.ok)
        yield {
          pointer: site.pointer,
          message: `The JSONata expression '${inner(site)}' could not be parsed`,
          hint: read.reason,
          aws: { code: 'INVALID_JSONATA_EXPRESSION', message: read.reason },
        };
    }
  },
};

/** Reports calls of functions that nobody defines. */
export const jsonataFunctions: Rule = {
  name: 'UNKNOWN_FUNCTION',
  severity: 'ERROR',
  aws: false,
  *check(context) {
    for (const { site, facts } of readable(context)) {
      for (const name of facts.unknownFunctions) {
        const nearest = nearestName(name, builtInFunctions());
        const hint = name === 'eval' ? 'use $parse for JSON text' : nearest ? `did you mean "$${nearest}"?` : undefined;
        yield {
          pointer: site.pointer,
          ...(extendsKnown(name) ? { severity: 'WARNING' as const } : {}),
          message: `State "${site.node.name}": there is no function "$${name}"${name === 'eval' ? ' in Step Functions' : ''}`,
          hint,
        };
      }
    }
  },
};

/** `$randomSeeded` next to `$random` may be a function younger than our table; AWS checks names only when it runs. */
function extendsKnown(name: string): boolean {
  return [...builtInFunctions()].some((known) => name.startsWith(known) && /^[A-Z]/.test(name.slice(known.length)));
}

const STATES_FIELDS = ['input', 'context', 'result', 'errorOutput'];

/** Reports fields of `$states` that do not exist, or not at this place. */
export const statesFields: Rule = {
  name: 'STATES_FIELD',
  severity: 'ERROR',
  aws: 'partly',
  *check(context) {
    for (const { site, facts } of readable(context)) {
      const state = site.node.name;
      if (facts.bindsStates)
        yield {
          pointer: site.pointer,
          message: `State "${state}": $states is reserved and cannot be bound`,
          hint: 'give the variable another name',
        };
      for (const field of facts.statesFields) {
        if (field === '') continue;
        if (!STATES_FIELDS.includes(field))
          yield {
            pointer: site.pointer,
            message: `State "${state}": there is no $states.${field}`,
            aws: unsupported(`Field '$states.${field}' does not exist.`),
            hint: fieldHint(field),
          };
        else if (field === 'result' && !site.hasResult)
          yield {
            pointer: site.pointer,
            message: `State "${state}": there is no $states.result here`,
            aws: unsupported(`Field '$states.result' does not exist.`),
            hint: 'only "Output" and "Assign" of Task, Parallel and Map states have a result',
          };
        else if (field === 'errorOutput' && !site.hasErrorOutput)
          yield {
            pointer: site.pointer,
            message: `State "${state}": there is no $states.errorOutput here`,
            aws: unsupported(`Field '$states.errorOutput' does not exist.`),
            hint: 'only "Output" and "Assign" of a catcher have one',
          };
      }
    }
  },
};

function fieldHint(field: string): string {
  const nearest = nearestName(field, STATES_FIELDS);
  return nearest === undefined ? `use ${STATES_FIELDS.map((name) => `$states.${name}`).join(', ')}` : `did you mean "$states.${nearest}"?`;
}

/** Reports bare names, `$` and `$$` at the top level of an expression, and warns of `*` and `**`: there is no input document they could mean. */
export const bareReads: Rule = {
  name: 'BARE_INPUT',
  severity: 'ERROR',
  aws: 'partly',
  *check(context) {
    for (const { site, facts } of readable(context)) {
      for (const read of facts.bareReads) {
        const wildcard = read === '*' || read === '**';
        const name = !wildcard && !read.startsWith('$');
        yield {
          pointer: site.pointer,
          severity: wildcard ? 'WARNING' : 'ERROR',
          // The same words under both sets of rules: they are what CreateStateMachine answers.
          ...(wildcard
            ? { message: `State "${site.node.name}": "${read}" finds nothing here` }
            : { ...unsupported(topLevelText(read)), aws: unsupported(topLevelText(read)) }),
          hint: name ? `use $states.input.${read}, or "$${read}" for a variable` : 'use $states.input',
        };
      }
    }
  },
};

function topLevelText(read: string): string {
  return read === '$$' ? `Reference to '$$' is not supported.` : `Reference to '${read}' at the top level is not supported.`;
}

function unsupported(message: string): NonNullable<Finding['aws']> {
  return { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message };
}

function* readable(context: RuleContext): Iterable<{ site: ExpressionSite; facts: JsonataFacts }> {
  for (const site of context.sites()) {
    if (site.kind !== 'jsonata') continue;
    const read = jsonataFacts(site);
    if (read.ok) yield { site, facts: read.facts };
  }
}

function inner(site: ExpressionSite): string {
  return (site.value as string).slice(2, -2).trim();
}
