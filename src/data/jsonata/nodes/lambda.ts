import { Lambda, type LambdaCode } from '../apply';
import { assignedNames, type NodeCompiler } from '../compiler';
import { FrameScope } from '../frame';
import { parseSignature } from '../signature';
import type { LambdaNode } from '../syntax-tree';
import { compileTailCall } from './call';

/** `function($a, $b) { … }`, and the thunks that the parser makes of calls in tail position. */
export const compileLambda: NodeCompiler<LambdaNode> = (node, compiler) => {
  if (node.thunk === true) return compileTailCall(node.body, compiler);
  const { body } = node;
  const names = (node.arguments ?? []).map((parameter) => parameter.value);
  const scope = new FrameScope([...names, ...assignedNames(body)], compiler.scope);
  const { depth, inLambda } = compiler;
  compiler.depth = 0;
  compiler.inLambda = true;
  const compiled = compiler.region(() => compiler.within(scope, () => compiler.compile(body)));
  compiler.depth = depth;
  compiler.inLambda = inLambda;

  const signature = node.signature === undefined ? undefined : parseSignature(node.signature.definition);
  const code: LambdaCode = {
    scope,
    parameterSlots: names.map((name) => scope.slotOf(name)!),
    plainParameters: scope.size === names.length,
    body: compiled.closure,
    reached: compiled.reached,
    signature,
  };
  return (input, frame) => new Lambda(code, input, frame, signature, undefined);
};
