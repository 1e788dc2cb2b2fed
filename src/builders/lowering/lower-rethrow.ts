import { Choice, Condition, Fail, QueryLanguage } from 'aws-cdk-lib/aws-stepfunctions';
import { type ExpressionNode, internalRoot } from '../../expressions';
import type { RethrowNode } from '../tree/step-node';
import type { Fragment } from './fragment';
import { type Lowering, queryLanguageOf } from './lowering';

/** The error name where a failure came without one: JSONata demands text, and Fail has no third way. */
export const unnamed = 'UnknownError';

/**
 * The end with the failure that a variable holds. A failure may lack its cause, or even its error name: Step Functions then stores
 * null. In JSONata the Fail falls back to a text; JSONPath has no fallback, so a Choice leads to the Fail that reads what is there.
 */
export function lowerRethrow(lowering: Lowering, node: RethrowNode): Fragment {
  const failure: ExpressionNode = { kind: 'field', of: internalRoot('variables'), name: node.variable };
  const part = (name: 'Error' | 'Cause'): ExpressionNode => ({ kind: 'field', of: failure, name });
  return queryLanguageOf(lowering) === QueryLanguage.JSONATA ? inJsonata(lowering, node, part) : inJsonPath(lowering, node, part);
}

type PartOf = (name: 'Error' | 'Cause') => ExpressionNode;

function inJsonata(lowering: Lowering, node: RethrowNode, part: PartOf): Fragment {
  const text = (field: 'Error' | 'Cause', fallback: string): string => {
    const filled: ExpressionNode = { kind: 'call', operator: 'orElse', operands: [part(field), { kind: 'literal', value: fallback }] };
    return lowering.renderer.template(filled, { step: node.name, field: field.toLowerCase() }) as string;
  };
  const name = lowering.names.claim(node.name, node);
  const cause = text('Cause', '');
  const whole = node.notUndone === undefined ? cause : `{% (${cause.slice(3, -3)}) & $${node.notUndone} %}`;
  const fields = { error: text('Error', unnamed), cause: whole };
  const state = new Fail(lowering.scope, name, { stateName: name, queryLanguage: QueryLanguage.JSONATA, ...fields });
  lowering.lowered.set(node, state);
  return { start: state, ends: [] };
}

function inJsonPath(lowering: Lowering, node: RethrowNode, part: PartOf): Fragment {
  const path = (field: 'Error' | 'Cause') => lowering.renderer.template(part(field), { step: node.name, field }) as string;
  const given = (...fields: readonly ('Error' | 'Cause')[]) =>
    Condition.and(...fields.flatMap((field) => [Condition.isPresent(path(field)), Condition.isString(path(field))]));
  const fail = (suffix: string, fields: { readonly errorPath?: string; readonly causePath?: string }): Fail => {
    const name = lowering.names.claim(suffixed(node.name, suffix), node);
    return new Fail(lowering.scope, name, { stateName: name, queryLanguage: QueryLanguage.JSON_PATH, ...fields });
  };
  const name = lowering.names.claim(suffixed(node.name, '?'), node);
  const whole = node.notUndone === undefined ? path('Cause') : `States.Format('{}{}', ${path('Cause')}, $${node.notUndone})`;
  const alone = node.notUndone === undefined ? {} : { causePath: `$${node.notUndone}` };
  const state = new Choice(lowering.scope, name, { stateName: name, queryLanguage: QueryLanguage.JSON_PATH })
    .when(given('Error', 'Cause'), fail('', { errorPath: path('Error'), causePath: whole }))
    .when(given('Error'), fail(' Without Cause', { errorPath: path('Error'), ...alone }))
    .otherwise(fail(' Without Error', alone));
  lowering.lowered.set(node, state);
  return { start: state, ends: [] };
}

function suffixed(name: string, suffix: string): string {
  return `${name.slice(0, 80 - suffix.length)}${suffix}`;
}
