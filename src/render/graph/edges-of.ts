import { type AnyStateFields, type AnyStateNode, childPointer, stateFacts } from '../../asl';
import { conditionText } from '../conditions/condition-text';
import type { GraphEdge, GraphEdgeKind } from './graph';

/** What ASL does where a retrier says nothing. */
const DEFAULT_ATTEMPTS = 3;

/** The ways out of a state in the order in which ASL looks at them: retriers, catchers, rules, `Default`, `Next`. */
export function edgesOf(node: AnyStateNode): GraphEdge[] {
  const { Next, Retry = [], Catch = [], Choices = [], Default }: AnyStateFields = node.fields;
  const facts = stateFacts(node.type);
  const edge = (kind: GraphEdgeKind, path: readonly (string | number)[], to: string, label: string, more: Partial<GraphEdge> = {}) =>
    Object.freeze({
      pointer: path.reduce<string>(childPointer, node.pointer),
      kind,
      from: node.name,
      to,
      label,
      condition: undefined,
      errors: Object.freeze([]),
      attempts: undefined,
      comment: undefined,
      ...more,
    });
  const edges: GraphEdge[] = [];
  if (facts.takesRetry) {
    for (const [index, { ErrorEquals: errors, MaxAttempts: attempts = DEFAULT_ATTEMPTS, Comment: comment }] of Retry.entries())
      edges.push(
        edge('retry', ['Retry', index], node.name, `${timesText(attempts)} on ${errors.join(', ')}`, { errors, attempts, comment }),
      );
    for (const [index, { ErrorEquals: errors, Next: to, Comment: comment }] of Catch.entries())
      edges.push(edge('catch', ['Catch', index, 'Next'], to, errors.join(', '), { errors, comment }));
  }
  for (const [index, rule] of Choices.entries()) {
    const condition = conditionText(rule, node.queryLanguage);
    edges.push(edge('rule', ['Choices', index, 'Next'], rule.Next!, condition, { condition, comment: rule.Comment }));
  }
  if (Choices.length > 0 && Default !== undefined) edges.push(edge('default', ['Default'], Default, 'otherwise'));
  if (facts.takesNext && Next !== undefined) edges.push(edge('next', ['Next'], Next, ''));
  return edges;
}

function timesText(attempts: number): string {
  return attempts === 0 ? 'no retry' : attempts === 1 ? 'retry once' : `retry up to ${attempts} times`;
}
