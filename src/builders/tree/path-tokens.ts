import { type IResolvable, Tokenization } from 'aws-cdk-lib';
import { BuilderError, childNodes, type ExpressionNode } from '../../expressions';

/** The mark of what `JsonPath.stringAt` and its like give. */
const pathToken = Symbol.for('@aws-cdk/aws-stepfunctions.JsonPathToken');

/**
 * Sees to it that no path of aws-cdk-lib stands among the values of a template, where it would be a text like any other.
 *
 * @throws BuilderError naming the path
 */
export function refusePathTokens(step: string, node: ExpressionNode): void {
  if (node.kind === 'literal') {
    const token = tokensOf(node.value).find((found) => pathToken in found) as { readonly path?: string } | undefined;
    if (token === undefined) return;
    throw new BuilderError({
      code: 'TEMPLATE_NOT_JSON',
      step,
      message: `A callback gives a JsonPath of aws-cdk-lib, ${token.path}, which would be plain text here.`,
      hint: 'write the reference itself, as in input.orderId.',
    });
  }
  for (const child of childNodes(node)) refusePathTokens(step, child);
}

function tokensOf(value: unknown): readonly IResolvable[] {
  if (typeof value === 'number') return [Tokenization.reverseNumber(value) ?? []].flat();
  if (typeof value !== 'string' || !value.includes('Token[')) return [];
  return [...Tokenization.reverseString(value).tokens, Tokenization.reverseList([value]) ?? []].flat();
}
